/// What a server adds to the top Via of a request (RFC 3261 §18.2.1, RFC 3581 §4): the address that it came from, and the port
/// where the client asked for it.
struct ViaStamp: Sendable, Equatable {
    var host: String
    /// nil: the client did not ask.
    var port: UInt16?

    func put(on via: Via) -> Via {
        (port.map { via.with("rport", "\($0)") } ?? via).with("received", host)
    }
}

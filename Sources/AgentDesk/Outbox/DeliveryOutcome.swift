/// What came of a conversation with a server about one item.
public enum DeliveryOutcome: Sendable, Equatable {
    /// The server has it.
    case there(Receipt)
    /// Asked by our key, the server does not have it.
    case absent
    /// The server has certainly not taken it, and may later.
    /// - Parameter seconds: how long the server wants to be left alone (RFC 9110 §10.2.3).
    case unreached(String, seconds: Int?)
    /// The server may have taken it: no answer, half of one, or an error in the midst of its work.
    case unknown(String)
    /// The server does not let us in.
    case denied(String)
    /// The server will not take it as it is, for this reason.
    case refused(String)
    /// Too late to be of use: nobody is told.
    case stale
}

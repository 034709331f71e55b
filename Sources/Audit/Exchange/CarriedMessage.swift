import Time

/// A request or response that passed, as it was read (RFC 3261 §7).
struct CarriedMessage: Sendable {
    var time: Instant
    /// Whether the program sent it; else it was sent to the program.
    var isFromProgram: Bool
    var octets: [UInt8]
}

/// A request that reached a far end.
struct ArrivedRequest: Sendable {
    var time: Instant
    /// Of the far end.
    var user: String
    /// As it stands in the start line.
    var method: String
}

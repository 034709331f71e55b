import Media

/// Where a line's offers have the keys of the sound come from.
public enum KeyExchange: String, Sendable, Equatable, CaseIterable {
    /// They are in the description (RFC 4568).
    case sdes
    /// A handshake on the way of the sound itself makes them (RFC 5763).
    case dtls
}

/// What became of a handshake for keys.
public enum HandshakeOutcome: Sendable, Equatable {
    case secured(SRTPSuite)
    case failed(HandshakeFailure)
}

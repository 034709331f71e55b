/// What one datagram meant to the engine. Sound itself goes to the jitter buffer and is asked for by `playout`.
public struct Reception: Sendable, Equatable {
    /// The first valid RTP packet of this session.
    public var isFirstPacket = false
    /// A digit of the peer that began: told once.
    public var digit: Character?
    /// The peer said Goodbye (RFC 3550 §6.6).
    public var isGoodbye = false
    /// The datagram was used; false where it was refused or ignored.
    public var isAccepted = false

    public init() {}
}

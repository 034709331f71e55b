/// What one datagram meant to the engine. Sound itself goes to the jitter buffer and is asked for by `playout`.
public struct Reception: Sendable, Equatable {
    /// The first valid RTP packet of this session.
    public var isFirstPacket = false
    /// Valid RTP comes from this address, which was not told before: it may be refused all the same, where the SDP names
    /// another.
    public var newSource: MediaAddress?
    /// A digit of the peer that began: told once.
    public var digit: Character?
    /// The peer said Goodbye (RFC 3550 §6.6).
    public var isGoodbye = false
    /// The datagram was used; false where it was refused or ignored.
    public var isAccepted = false

    public init() {}
}

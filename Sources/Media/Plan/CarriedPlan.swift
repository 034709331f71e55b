/// What every plan of a stream says of its way: where the peer is, and what makes the keys.
public protocol CarriedPlan: Sendable, Equatable {
    /// Where the peer receives RTP: a numeric IP address and a port. RTCP goes to `remoteRTCPPort`; 0: to nowhere.
    var remoteHost: String { get set }
    var remotePort: UInt16 { get set }
    var remoteRTCPPort: UInt16 { get set }
    /// RTCP goes and comes on the ports of RTP (RFC 5761).
    var isMultiplexed: Bool { get }
    /// nil: plain RTP, or keys of a handshake.
    var keys: SRTPKeys? { get }
    /// The keys come of this handshake; until they do, nothing is sent or taken.
    var handshake: HandshakePlan? { get }
    /// How the stream finds its way; nil: it goes to the address that the peer describes.
    var ice: ICEPlan? { get }
}

extension CarriedPlan {
    /// RTCP has an association of its own (RFC 5764 §4.1).
    public var isControlApart: Bool { handshake != nil && !isMultiplexed }
}

import Time

/// Whom a session listens to and where it sends: symmetric RTP (RFC 4961) without being anybody's mirror.
///
/// The address of the SDP wins at once. Another address is latched only after five consecutive packets of one SSRC and
/// of a negotiated payload type within two seconds of a new plan; then the door is locked and strangers are counted.
public struct SymmetricSource: Sendable, Equatable {
    /// What is done with a packet.
    public enum Verdict: Sendable, Equatable { case accepted, refused }

    private static let packetsToLatch = 5
    private static let latchWindow = Duration.seconds(2)

    private struct Candidate: Equatable {
        var address: MediaAddress
        var ssrc: UInt32
        var nextSequence: UInt16
        var packets: Int
    }

    /// The address that the SDP told; nil where it told none.
    public private(set) var described: MediaAddress?
    /// The address from which RTP comes, once known.
    public private(set) var latched: MediaAddress?
    private var openedAt: Instant
    private var candidate: Candidate?

    public init(described: MediaAddress?, at now: Instant) {
        self.described = described.flatMap { $0.isUnspecified || $0.port == 0 ? nil : $0 }
        openedAt = now
    }

    /// A new plan: the window opens again. What was latched stays while the peer's address is the same.
    public mutating func describe(_ address: MediaAddress?, at now: Instant) {
        let usable = address.flatMap { $0.isUnspecified || $0.port == 0 ? nil : $0 }
        if usable != described { latched = nil }
        described = usable
        openedAt = now
        candidate = nil
    }

    /// Where to send: the latched address, else the described one.
    public var destination: MediaAddress? { latched ?? described }

    /// A packet that only the peer can have made came from here (RFC 3711 §3.3): whatever the SDP says, the peer is there.
    public mutating func noteAuthentic(from source: MediaAddress) {
        latched = source
        candidate = nil
    }

    /// Judges a packet that parsed well.
    public mutating func judge(
        _ header: RTPHeader, from source: MediaAddress, isNegotiated: Bool, at now: Instant
    ) -> Verdict {
        if source == described {
            latched = source
            candidate = nil
            return .accepted
        }
        if source == latched { return .accepted }
        guard latched == nil, isNegotiated, now - openedAt <= Self.latchWindow else { return .refused }
        let continues =
            candidate.map {
                $0.address == source && $0.ssrc == header.ssrc && $0.nextSequence == header.sequenceNumber
            } ?? false
        let packets = continues ? (candidate?.packets ?? 0) + 1 : 1
        candidate = Candidate(
            address: source, ssrc: header.ssrc, nextSequence: header.sequenceNumber &+ 1, packets: packets)
        guard packets >= Self.packetsToLatch else { return .refused }
        latched = source
        candidate = nil
        return .accepted
    }

    /// Whether RTCP may come from this address: the host that sends the RTP, or the described one.
    public func acceptsControl(from source: MediaAddress) -> Bool {
        if let latched { return source.hasSameHost(as: latched) || described?.hasSameHost(as: source) == true }
        return described?.hasSameHost(as: source) == true
    }
}

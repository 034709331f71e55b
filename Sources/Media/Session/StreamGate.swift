import Time

/// The gate of one stream: whom it listens to, where it sends, and SRTP both ways. RTCP has keys of its own where it has an
/// association of its own (RFC 5764 §4.1).
struct StreamGate: ~Copyable {
    private var source: SymmetricSource
    private(set) var security = StreamSecurity()
    private var controlSecurity = StreamSecurity()
    private var isControlApart = false
    private var isMultiplexed = false
    private var remoteRTCPPort: UInt16 = 0
    /// The port that RTCP came from, where the peer is not where its SDP says.
    private var controlSource: MediaAddress?

    init(at now: Instant) { source = SymmetricSource(described: nil, at: now) }

    /// Takes what a plan says. Returns whether the state that seals was made anew: then a stream that sent before goes on under
    /// another SSRC (RFC 3711 §9.1).
    mutating func apply(_ plan: some CarriedPlan, at now: Instant) -> Bool {
        source.describe(MediaAddress(host: plan.remoteHost, port: plan.remotePort), at: now)
        isControlApart = plan.isControlApart
        isMultiplexed = plan.isMultiplexed
        remoteRTCPPort = plan.remoteRTCPPort
        _ = controlSecurity.apply(nil, plan.isControlApart ? plan.handshake : nil, at: now)
        return security.apply(plan.keys, plan.handshake, at: now)
    }

    /// Keys that a handshake gave, for all or for RTCP alone; it was with this address. Returns as `apply` does.
    mutating func take(
        _ keys: SRTPKeys, isControl: Bool, from address: MediaAddress, at now: Instant
    ) -> Bool {
        if isControl {
            _ = controlSecurity.apply(keys, at: now)
            return false
        }
        source.noteAuthentic(from: address)
        return security.apply(keys, at: now)
    }

    /// Another handshake is due: until it is through, nothing is sent or taken.
    mutating func forgetKeys(isControl: Bool, at now: Instant) {
        if isControl { controlSecurity.forgetKeys(at: now) } else { security.forgetKeys(at: now) }
    }

    /// Nothing goes in clear.
    var isDemanded: Bool { security.isDemanded }

    /// Opens a packet of an encrypted stream, as `StreamSecurity` does.
    mutating func open(_ octets: Span<UInt8>, at now: Instant) -> UnsafeBufferPointer<UInt8>? {
        security.open(octets, isRTCP: false, at: now)
    }

    mutating func noteAuthentic(from address: MediaAddress) { source.noteAuthentic(from: address) }

    /// Judges a packet of a stream in clear.
    mutating func judge(
        _ header: RTPHeader, from address: MediaAddress, isNegotiated: Bool, at now: Instant
    ) -> Bool {
        source.judge(header, from: address, isNegotiated: isNegotiated, at: now) == .accepted
    }

    /// The parts of a datagram of RTCP; nil where it is refused.
    mutating func openControl(
        _ octets: Span<UInt8>, from address: MediaAddress, at now: Instant
    ) -> [RTCPPart]? {
        let parts: [RTCPPart]?
        if security.isDemanded {
            let opened =
                isControlApart
                ? controlSecurity.open(octets, isRTCP: true, at: now) : security.open(octets, isRTCP: true, at: now)
            parts = opened.flatMap { try? RTCPPart.parse($0.span) }
        } else {
            parts = source.acceptsControl(from: address) ? try? RTCPPart.parse(octets) : nil
        }
        if parts != nil { controlSource = address }
        return parts
    }

    /// Seals the packets of RTP from `first` on.
    func seal(from first: Int, in packets: PacketBuffer) { security.seal(from: first, in: packets) }

    /// Appends a report, sealed.
    func send(_ parts: [RTCPPart], into packets: PacketBuffer) {
        guard let address = controlDestination else { return }
        let first = packets.count
        _ = packets.append(to: address, by: .rtcp) { target in
            var writer = OctetWriter(target)
            for part in parts { part.write(to: &writer) }
            return writer.isOverflowed ? 0 : writer.count
        }
        if isControlApart {
            controlSecurity.seal(from: first, in: packets)
        } else {
            security.seal(from: first, in: packets)
        }
    }

    /// Where RTP goes; nil while keys for it are awaited.
    var destination: MediaAddress? { security.isReady ? source.destination : nil }

    /// The SDP's RTCP port; where the peer's RTP came from elsewhere, the port its RTCP comes from, or the next one.
    private var controlDestination: MediaAddress? {
        guard let address = source.destination else { return nil }
        if isMultiplexed { return address }
        if address == source.described {
            return remoteRTCPPort > 0 ? address.with(port: remoteRTCPPort) : nil
        }
        if let controlSource, controlSource.hasSameHost(as: address) { return controlSource }
        return address.with(port: address.port &+ 1)
    }

    /// Where the peer's packets come from, once known.
    var latched: MediaAddress? { source.latched }

    /// The same, where that is not what its description says: it is behind a translator.
    var translatedPeer: MediaAddress? { source.latched == source.described ? nil : source.latched }
}

/// The text stream of one call beside its sound: RTP, encryption, who is listened to. Confined to the media loop's thread; it
/// owns no socket and no clock.
public final class TextSession {
    private var plan: TextPlan?
    private var source: SymmetricSource
    private var sender: TextSender
    private var receiver = TextReceiver()
    private var rate = ReadingRate()
    private var security = StreamSecurity()
    private var ssrc: UInt32
    private var sequence: UInt16
    private let firstTimestamp: UInt32
    private var hasBegun = false
    private var seed: UInt64
    /// Packets refused: a stranger's address, another payload type, not RTP, not under the peer's key.
    public private(set) var packetsRefused: UInt64 = 0

    /// - Parameter random: gives SSRC, first sequence number (below 2^15) and first timestamp.
    public init(random: inout some RandomNumberGenerator, at now: ContinuousClock.Instant) {
        ssrc = random.next()
        sequence = UInt16.random(in: 0..<0x8000, using: &random)
        firstTimestamp = random.next()
        seed = random.next()
        source = SymmetricSource(described: nil, at: now)
        sender = TextSender(at: now)
    }

    /// Runs the stream by this plan, or by a newer one.
    public func apply(_ plan: TextPlan, at now: ContinuousClock.Instant) {
        if security.isDemanded, plan.keys == nil, plan.handshake == nil {
            // What was written under encryption is not sent in clear.
            sender.forgetAll()
            renewSource()
        }
        self.plan = plan
        source.describe(MediaAddress(host: plan.remoteHost, port: plan.remotePort), at: now)
        sender.charactersPerSecond = plan.charactersPerSecond
        if security.apply(plan.keys, plan.handshake, at: now) { beginAnew() }
        if !hasBegun, plan.direction.sends {
            hasBegun = true
            // RFC 9071 §3.2: the mark that begins a stream.
            _ = sender.enqueue("\u{FEFF}")
        }
    }

    /// Keys that a handshake gave; it was with this address.
    public func take(_ keys: SRTPKeys, from address: MediaAddress, at now: ContinuousClock.Instant) {
        guard plan?.handshake != nil else { return }
        if security.apply(keys, at: now) { beginAnew() }
        source.noteAuthentic(from: address)
    }

    /// Another handshake is due: until it is through, nothing is sent or taken.
    public func forgetKeys(at now: ContinuousClock.Instant) { security.forgetKeys(at: now) }

    private func beginAnew() {
        guard hasBegun else { return }
        // What went before went under another source, and was read there.
        sender.forgetSent()
        renewSource()
    }

    /// Another key never meets a number that was used before under it (RFC 3711 §9.1).
    private func renewSource() {
        ssrc = UInt32(truncatingIfNeeded: seed) ^ ssrc &* 0x9E37_79B1
        sequence &= 0x7FFF
    }

    /// The last turn: what was typed and not sent yet, as far as one packet takes it.
    public func finish(at now: ContinuousClock.Instant, into packets: PacketBuffer) {
        sender.hurry()
        send(at: now, into: packets)
    }

    /// There is no text now: nothing is sent or taken until the next plan.
    public func pause() { plan = nil }

    /// Takes typed text: characters, U+0008 to erase, U+2028 for a new line. False where the peer takes none, or too much
    /// waits.
    public func send(_ text: String) -> Bool {
        guard plan?.direction.sends == true else { return false }
        return sender.enqueue(text)
    }

    /// A datagram of the text's socket. Returns what can be read now: clean characters, "\n", U+0008, U+0007, and U+FFFD for
    /// each block that was lost.
    /// - Parameter sound: where the sound of the same call comes from, if that is not what its description says. Text is written too seldom for the rule of five packets
    ///   in two seconds; it is taken from the host that the sound was found to come from.
    public func receive(
        _ octets: Span<UInt8>, from address: MediaAddress, besides sound: MediaAddress? = nil,
        at now: ContinuousClock.Instant
    ) -> String {
        guard let plan, plan.direction.receives, octets.count <= RTPLimits.datagramOctets,
            DatagramKind(of: octets) == .rtp, let header = try? RTPHeader(parsing: octets),
            header.payloadType == plan.receiving.text || header.payloadType == plan.receiving.redundant
        else { return refused() }
        if security.isDemanded {
            guard let opened = security.open(octets, isRTCP: false, at: now),
                let header = try? RTPHeader(parsing: opened.span)
            else { return refused() }
            source.noteAuthentic(from: address)
            return read(header, opened.span, plan, at: now)
        }
        if let sound, address.hasSameHost(as: sound), source.latched == nil { source.noteAuthentic(from: address) }
        guard source.judge(header, from: address, isNegotiated: true, at: now) == .accepted else { return refused() }
        return read(header, octets, plan, at: now)
    }

    private func read(
        _ header: RTPHeader, _ octets: Span<UInt8>, _ plan: TextPlan, at now: ContinuousClock.Instant
    ) -> String {
        let text = receiver.receive(
            header, octets.extracting(header.payload), isRedundant: header.payloadType == plan.receiving.redundant,
            textType: plan.receiving.text, at: now)
        return rate.taken(of: text, at: now)
    }

    private func refused() -> String {
        packetsRefused &+= 1
        return ""
    }

    /// Blocks that never came.
    public var blocksLost: UInt64 { receiver.blocksLost }

    /// When to call `handleTimeout`.
    public func nextDeadline(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        let sending = plan?.direction.sends == true && security.isReady ? sender.nextDeadline(at: now) : nil
        guard let sending else { return receiver.nextDeadline }
        return receiver.nextDeadline.map { min($0, sending) } ?? sending
    }

    /// Time's turn: what was typed leaves, what is missing for too long is lost. Returns what can be read now.
    public func handleTimeout(at now: ContinuousClock.Instant, into packets: PacketBuffer) -> String {
        send(at: now, into: packets)
        return rate.taken(of: receiver.handleTimeout(at: now), at: now)
    }

    private func send(at now: ContinuousClock.Instant, into packets: PacketBuffer) {
        guard let plan, plan.direction.sends, security.isReady, let address = source.destination,
            let packet = sender.next(at: now)
        else {
            return
        }
        // Without repetition an empty block says nothing.
        if plan.sending.redundant == nil, packet.text.isEmpty { return }
        let header = RTPHeader(
            hasMarker: packet.hasMarker, payloadType: plan.sending.redundant ?? plan.sending.text,
            sequenceNumber: sequence, timestamp: firstTimestamp &+ packet.timestamp, ssrc: ssrc)
        sequence &+= 1
        let first = packets.count
        _ = packets.append(to: address, by: .rtp) { target in
            var writer = OctetWriter(target)
            header.write(to: &writer)
            if plan.sending.redundant == nil {
                for octet in packet.text { writer.append8(octet) }
            } else {
                packet.write(payloadType: plan.sending.text, to: &writer)
            }
            return writer.isOverflowed ? 0 : writer.count
        }
        security.seal(from: first, in: packets)
    }
}

extension TextSender.Packet {
    /// The payload of RFC 2198 §3: the older blocks, empty ones too, because their number tells which packet they were; then
    /// the new one. A generation so old that 14 bits do not tell its age is left out.
    func write(payloadType: UInt8, to writer: inout OctetWriter) {
        let told = generations.filter { timestamp &- $0.timestamp <= RedundantPayload.timestampOffset }
        for generation in told {
            let age = timestamp &- generation.timestamp
            writer.append32(
                0x8000_0000 | UInt32(payloadType & 0x7F) << 24 | age << 10 | UInt32(generation.text.count) & 0x3FF)
        }
        writer.append8(payloadType & 0x7F)
        for generation in told { for octet in generation.text { writer.append8(octet) } }
        for octet in text { writer.append8(octet) }
    }
}

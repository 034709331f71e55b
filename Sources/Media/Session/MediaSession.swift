import Time

/// One audio stream of one call: RTP and RTCP, codecs, jitter buffer, digits and progress tones.
///
/// Confined to the media loop's thread. It owns no socket and no clock: datagrams and 10 ms frames are handed in with
/// the time, and packets leave through the caller's `PacketBuffer`, without an allocation per packet once it runs.
/// All frames are 480 samples: 10 ms of mono Int16 at 48 kHz.
public final class MediaSession {
    private(set) var plan: StreamPlan? {
        didSet {
            direction = plan?.direction
            events = plan?.sendingEvents
            isMultiplexed = plan?.isMultiplexed == true
        }
    }
    // Of the plan, asked for each frame and packet: a plan that is only looked at is copied whole.
    private(set) var direction: StreamPlan.Direction?
    private var events: StreamPlan.TelephoneEventFormat?
    /// RTCP goes on the ports of RTP.
    public private(set) var isMultiplexed = false
    private var gate: StreamGate
    private var sounding = SoundingSources()
    var outgoing: OutgoingStream
    var incoming: IncomingStream
    private(set) var reports: ReportExchange
    private var tone: ToneGenerator?
    private var isMuted = false
    private var isEnded = false
    private(set) var hasReceived = false
    /// When the peer gave its last sign: a packet of sound or a report; nil while none is due.
    private var lastSign: Instant?
    private var isSilent = false
    /// What the peer's extended reports say (RFC 3611).
    private var bursts = ReportedBursts()
    var qualityWatch = QualityWatch()
    private var peerMetrics: VoiceMetrics?
    private var random: SpreadGenerator

    /// - Parameters:
    ///   - random: gives SSRC, first sequence number (below 2^15), first timestamp and the spread of the reports.
    ///   - canonicalName: the CNAME of RTCP (RFC 3550 §6.5.1); it says nothing about the user (RFC 7022).
    public init(random: inout some RandomNumberGenerator, canonicalName: String, at now: Instant) {
        outgoing = OutgoingStream(random: &random)
        incoming = IncomingStream(at: now)
        reports = ReportExchange(canonicalName: canonicalName, at: now)
        gate = StreamGate(at: now)
        self.random = SpreadGenerator(seed: random.next())
    }

    /// Runs the stream by this plan, or by a newer one.
    public func apply(_ plan: StreamPlan, at now: Instant) {
        // A hold, by whichever side, owes no sound.
        lastSign = plan.direction == .sendReceive ? lastSign ?? now : nil
        self.plan = plan
        if gate.apply(plan, at: now) { renewSource() }
        outgoing.apply(plan)
        incoming.apply(plan)
        if reports.nextReport == nil, !isEnded { reports.schedule(after: now, using: &random) }
    }

    /// Keys that a handshake gave, for the sound and its reports, or for the reports alone; it was with this address.
    public func take(
        _ keys: SRTPKeys, isControl: Bool, from address: MediaAddress, at now: Instant
    ) {
        guard plan?.handshake != nil, !isEnded else { return }
        if gate.take(keys, isControl: isControl, from: address, at: now) { renewSource() }
    }

    /// Another handshake is due: until it is through, nothing is sent or taken.
    public func forgetKeys(isControl: Bool, at now: Instant) {
        gate.forgetKeys(isControl: isControl, at: now)
    }

    /// What was sent under other keys, or none, ends with its source.
    private func renewSource() {
        guard outgoing.packetsSent > 0 || reports.hasReported else { return }
        reports.forgetSent()
        let bits = random.next()
        outgoing.renewSource(UInt32(truncatingIfNeeded: bits >> 32), sequence: UInt16(truncatingIfNeeded: bits))
    }

    /// The microphone's sound is replaced by silence; packets go on.
    public func setMuted(_ muted: Bool) { isMuted = muted }

    /// Plays a tone at the agent's ear, at `level` dB below full scale; nil stops it.
    public func playTone(_ tone: ProgressTone?, level: Int) {
        self.tone = tone.map { ToneGenerator($0, level: level) }
    }

    /// Queues digits (0-9, *, #, A-D, ',' a pause of 1 s). False where the peer takes none, one is not a digit or the
    /// queue is full.
    public func sendDigits(_ digits: String) -> Bool {
        guard events != nil, !isEnded else { return false }
        return outgoing.sendDigits(digits)
    }

    /// A datagram of the RTP socket. RTCP on the same port is understood too (RFC 5761).
    public func receive(
        _ octets: Span<UInt8>, from address: MediaAddress, at now: Instant
    ) -> Reception {
        var reception = Reception()
        guard !isEnded, octets.count <= RTPLimits.datagramOctets else { return refused() }
        switch DatagramKind(of: octets) {
        case .rtp: break
        case .rtcp: return receiveRTCP(octets, from: address, at: now)
        case .stun, .dtls, .channel, .other: return refused()
        }
        guard direction != nil, let header = try? RTPHeader(parsing: octets) else { return refused() }
        let isNegotiated = incoming.isNegotiated(header.payloadType)
        if isNegotiated, sounding.note(header, from: address) { reception.newSource = address }
        if gate.isDemanded {
            guard isNegotiated, let opened = gate.open(octets, at: now),
                let header = try? RTPHeader(parsing: opened.span)
            else { return refused(reception) }
            gate.noteAuthentic(from: address)
            return take(header, opened.span, at: now, reception)
        }
        guard gate.judge(header, from: address, isNegotiated: isNegotiated, at: now), isNegotiated
        else { return refused(reception) }
        return take(header, octets, at: now, reception)
    }

    /// A packet of the peer.
    private func take(
        _ header: RTPHeader, _ octets: Span<UInt8>, at now: Instant, _ judged: Reception
    ) -> Reception {
        var reception = judged
        // RFC 3264 §5.1: who said that he does not receive plays nothing; stray packets are no fault.
        guard direction?.receives == true else { return reception }
        guard incoming.receive(header, octets, at: now, reception: &reception) else { return refused(reception) }
        reception.isAccepted = true
        noteSign(at: now)
        if !hasReceived {
            hasReceived = true
            reception.isFirstPacket = true
        }
        return reception
    }

    /// A datagram of the RTCP socket.
    public func receiveRTCP(
        _ octets: Span<UInt8>, from address: MediaAddress, at now: Instant
    ) -> Reception {
        guard !isEnded, octets.count <= RTPLimits.datagramOctets,
            let parts = gate.openControl(octets, from: address, at: now)
        else { return refused() }
        var reception = Reception()
        reception.isAccepted = true
        noteSign(at: now)
        // How the losses lie is known before how many they are.
        for case .extendedReport(_, let blocks) in parts { take(blocks) }
        for part in parts {
            switch part {
            case .senderReport(let ssrc, let information, let blocks):
                if incoming.record.map({ $0.ssrc == ssrc }) ?? true {
                    reports.receive(senderReport: information, at: now)
                }
                take(blocks, at: now)
            case .receiverReport(_, let blocks): take(blocks, at: now)
            case .goodbye(let sources):
                if let ssrc = incoming.record?.ssrc, sources.contains(ssrc) { reception.isGoodbye = true }
            case .sourceDescription, .extendedReport, .other: break
            }
        }
        return reception
    }

    /// Where the peer's packets come from, where that is not what its description says: it is behind a translator.
    public var translatedPeer: MediaAddress? { gate.translatedPeer }

    private func noteSign(at now: Instant) { if lastSign != nil { lastSign = now } }

    /// Whether the peer fell silent (true) or gives signs again, or owes none (false), since this was last asked; nil: no
    /// change.
    public func silenceChange(at now: Instant) -> Bool? {
        let isSilentNow = !isEnded && lastSign.map { now - $0 >= RTPLimits.silence } ?? false
        guard isSilentNow != isSilent else { return nil }
        isSilent = isSilentNow
        return isSilent
    }

    /// One frame of the microphone; packets that became full are appended to `packets`.
    public func captured(_ frame: Span<Int16>, at now: Instant, into packets: PacketBuffer) {
        guard !isEnded, direction?.sends == true, let address = gate.destination else {
            outgoing.skipFrame()
            return
        }
        let first = packets.count
        outgoing.captured(frame, isMuted: isMuted, events: events, to: address, into: packets)
        gate.seal(from: first, in: packets)
    }

    /// One frame of the microphone, and what the other parties of a conference say: both go to the peer. A muted
    /// microphone does not silence the others.
    public func captured(
        _ frame: Span<Int16>, with others: Span<Int16>, at now: Instant, into packets: PacketBuffer
    ) {
        guard !isEnded, direction?.sends == true, let address = gate.destination else {
            outgoing.skipFrame()
            return
        }
        let first = packets.count
        outgoing.captured(frame, with: others, isMuted: isMuted, events: events, to: address, into: packets)
        gate.seal(from: first, in: packets)
    }

    /// One frame for the headset: the peer's sound and the progress tone. Fills 480 samples.
    public func playout(into frame: inout MutableSpan<Int16>, at now: Instant) {
        hear(into: &frame, at: now)
        mixTone(into: &frame)
    }

    /// Adds the progress tone, which is for the agent alone.
    public func mixTone(into frame: inout MutableSpan<Int16>) { tone?.mix(into: &frame) }

    /// One frame of the peer's sound alone. Fills 480 samples.
    public func hear(into frame: inout MutableSpan<Int16>, at now: Instant) {
        if direction?.receives == true, !isEnded {
            incoming.playout(into: &frame, at: now)
        } else {
            for index in 0..<frame.count { frame[index] = 0 }
        }
    }

    /// When to call `handleTimeout`; nil before the first plan and after `bye`.
    public var nextDeadline: Instant? { reports.nextReport }

    /// Time's turn: an RTCP report where one is due.
    public func handleTimeout(at now: Instant, into packets: PacketBuffer) {
        guard let due = reports.nextReport, due <= now, !isEnded else { return }
        sendReport(at: now, goodbye: false, into: packets)
        reports.noteReported()
        reports.schedule(after: now, using: &random)
    }

    /// RTCP BYE (RFC 3550 §6.3.7); nothing is sent or accepted afterwards.
    public func bye(at now: Instant, into packets: PacketBuffer) {
        guard !isEnded else { return }
        if plan != nil { sendReport(at: now, goodbye: true, into: packets) }
        isEnded = true
        reports.stop()
        tone = nil
    }

    /// The counters of this moment.
    public var statistics: StreamStatistics {
        var statistics = StreamStatistics()
        statistics.codec = plan?.sending.codec
        statistics.packetsSent = outgoing.packetsSent
        statistics.octetsSent = outgoing.octetsSent
        statistics.packetsReceived = incoming.packetsReceived
        statistics.octetsReceived = incoming.octetsReceived
        statistics.packetsLost = incoming.packetsLost
        statistics.packetsRepaired = incoming.packetsRepaired
        statistics.copiesSent = outgoing.redundancy.copies
        statistics.packetsLate = incoming.packetsLate
        statistics.packetsRefused = incoming.packetsRefused
        statistics.jitterMilliseconds = incoming.jitterMilliseconds
        statistics.bufferMilliseconds = incoming.bufferMilliseconds
        statistics.targetMilliseconds = incoming.targetMilliseconds
        statistics.framesPlayed = incoming.framesPlayed
        statistics.framesConcealed = incoming.framesConcealed
        statistics.roundTripMilliseconds = reports.roundTripMilliseconds
        statistics.reportedLoss = reports.reportedLoss
        statistics.peerMetrics = peerMetrics
        statistics.quality = quality
        statistics.encryption = gate.security.keys?.suite
        statistics.packetsForged = gate.security.packetsForged
        statistics.packetsReplayed = gate.security.packetsReplayed
        statistics.isMicrophoneSent = microphoneUse == .sent
        return statistics
    }

    /// Whether the peer is to hear the microphone.
    public var microphoneUse: MicrophoneUse {
        guard direction?.sends == true, gate.destination != nil, !isEnded else { return .idle }
        return isMuted ? .muted : .sent
    }

    private func refused(_ reception: Reception = Reception()) -> Reception {
        incoming.refuse()
        return reception
    }

    private func take(_ blocks: [ExtendedReportBlock]) {
        for block in blocks {
            switch block {
            case .lossRunLengths(let runs): if runs.ssrc == outgoing.ssrc { bursts.take(runs) }
            case .voiceMetrics(let metrics): if metrics.ssrc == outgoing.ssrc { peerMetrics = metrics }
            case .other: break
            }
        }
    }

    private func take(_ blocks: [ReportBlock], at now: Instant) {
        for block in blocks where block.ssrc == outgoing.ssrc {
            reports.receive(block, at: now)
            outgoing.adapt(toReportedLoss: Double(block.fractionLost) / 256, meanBurst: bursts.mean)
        }
    }

    /// The report, an extended one where the peer asked for it, and perhaps BYE.
    private func sendReport(at now: Instant, goodbye: Bool, into packets: PacketBuffer) {
        let sent = SentSource(
            ssrc: outgoing.ssrc, timestamp: outgoing.timestamp, packets: outgoing.packetsOfSource,
            octets: outgoing.octetsOfSource)
        var parts = reports.report(of: sent, received: &incoming.record, at: now)
        if let extended = extendedReport() { parts.append(extended) }
        if goodbye { parts.append(.goodbye([outgoing.ssrc])) }
        gate.send(parts, into: packets)
    }
}

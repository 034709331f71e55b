import Time

/// The text stream of one call beside its sound: RTP and RTCP, encryption, who is listened to. Confined to the media loop's
/// thread; it owns no socket and no clock.
public final class TextSession {
    /// Where the sound of the same call comes from, if that is not what its description says. Text is written too seldom for the
    /// rule of five packets in two seconds; it is taken from the host that the sound was found to come from.
    public var soundPeer: MediaAddress?
    public let canonicalName: String
    var plan: TextPlan?
    var gate: StreamGate
    var sender: TextSender
    private var receiver = TextReceiver()
    /// Once the stream is a mixer's; nil: it has one source.
    private var mixed: MixedTextReceiver?
    /// Of the sources of a mixer.
    var names: [UInt32: String] = [:]
    /// The peer is in a conference of ours, and this is our name there.
    var mixingLabel: String?
    var contributors: TextContributors
    var labelled = LabelledText()
    private var rate = ReadingRate()
    var ssrc: UInt32
    var sequence: UInt16
    let firstTimestamp: UInt32
    private var hasBegun = false
    var random: SpreadGenerator
    var reports: ReportExchange
    /// Of the source that is followed.
    var record: ReceptionRecord?
    var lostBefore: Int64 = 0
    let epoch: Instant
    /// When the last packet of text left.
    var sentAt: Instant?
    var sent: (packets: UInt64, octets: UInt64) = (0, 0)
    var sentBefore: (packets: UInt64, octets: UInt64) = (0, 0)
    var packetsReceived: UInt64 = 0
    /// Packets refused: a stranger's address, another payload type, not RTP, not under the peer's key.
    public internal(set) var packetsRefused: UInt64 = 0

    /// - Parameters:
    ///   - random: gives SSRC, first sequence number (below 2^15), first timestamp and the spread of the reports.
    ///   - canonicalName: the CNAME of RTCP, that of the call's sound too (RFC 3550 §6.5.1).
    public init(random: inout some RandomNumberGenerator, canonicalName: String, at now: Instant) {
        ssrc = random.next()
        sequence = UInt16.random(in: 0..<0x8000, using: &random)
        firstTimestamp = random.next()
        self.random = SpreadGenerator(seed: random.next())
        reports = ReportExchange(canonicalName: canonicalName, at: now)
        self.canonicalName = canonicalName
        gate = StreamGate(at: now)
        epoch = now
        contributors = TextContributors(since: now)
        sender = TextSender(at: now)
    }

    /// Runs the stream by this plan, or by a newer one.
    public func apply(_ plan: TextPlan, at now: Instant) {
        if gate.isDemanded, plan.keys == nil, plan.handshake == nil {
            // What was written under encryption is not sent in clear.
            sender.forgetAll()
            contributors.removeAll()
            labelled = LabelledText()
            renewSource()
        }
        self.plan = plan
        sender.budget.charactersPerSecond = plan.charactersPerSecond
        if gate.apply(plan, at: now) { beginAnew() }
        if reports.nextReport == nil { reports.schedule(after: now, using: &random) }
        if !hasBegun, plan.direction.sends {
            hasBegun = true
            // RFC 9071 §3.2: the mark that begins a stream.
            _ = sender.enqueue("\u{FEFF}")
        }
    }

    /// Keys that a handshake gave, for the text and its reports, or for the reports alone; it was with this address.
    public func take(
        _ keys: SRTPKeys, isControl: Bool, from address: MediaAddress, at now: Instant
    ) {
        guard plan?.handshake != nil else { return }
        if gate.take(keys, isControl: isControl, from: address, at: now) { beginAnew() }
    }

    /// Another handshake is due: until it is through, nothing is sent or taken.
    public func forgetKeys(isControl: Bool, at now: Instant) {
        gate.forgetKeys(isControl: isControl, at: now)
    }

    /// RTCP goes on the ports of RTP.
    public var isMultiplexed: Bool { plan?.isMultiplexed == true }

    private func beginAnew() {
        guard hasBegun else { return }
        // What went before went under another source, and was read there.
        sender.forgetSent()
        contributors.forgetSent()
        renewSource()
    }

    /// Another key never meets a number that was used before under it (RFC 3711 §9.1).
    private func renewSource() {
        ssrc = random.next()
        sequence &= 0x7FFF
        sentBefore = sent
        reports.forgetSent()
    }

    /// There is no text now: nothing is sent or taken until the next plan.
    public func pause() {
        plan = nil
        reports.stop()
    }

    /// A datagram of the text's socket. RTCP on the same port is understood too (RFC 5761). Returns what can be read now: clean
    /// characters, "\n", U+0008, U+0007, and U+FFFD for each block that was lost.
    public func receive(
        _ octets: Span<UInt8>, from address: MediaAddress, at now: Instant
    ) -> [ReadText] {
        if DatagramKind(of: octets) == .rtcp { return receiveRTCP(octets, from: address, at: now) }
        guard let plan, plan.direction.receives, octets.count <= RTPLimits.datagramOctets,
            DatagramKind(of: octets) == .rtp, let header = try? RTPHeader(parsing: octets),
            header.payloadType == plan.receiving.text || header.payloadType == plan.receiving.redundant
        else { return refused() }
        if gate.isDemanded {
            guard let opened = gate.open(octets, at: now), let header = try? RTPHeader(parsing: opened.span)
            else { return refused() }
            gate.noteAuthentic(from: address)
            return read(header, opened.span, plan, at: now)
        }
        if let sound = soundPeer, address.hasSameHost(as: sound), gate.latched == nil {
            gate.noteAuthentic(from: address)
        }
        guard gate.judge(header, from: address, isNegotiated: true, at: now) else { return refused() }
        return read(header, octets, plan, at: now)
    }

    private func read(
        _ header: RTPHeader, _ octets: Span<UInt8>, _ plan: TextPlan, at now: Instant
    ) -> [ReadText] {
        let isRedundant = header.payloadType == plan.receiving.redundant
        var header = header
        if !plan.isMultiparty { header.contributor = nil }
        // RFC 3550 §8.2: what comes back from where it went is a loop.
        guard header.contributor != ssrc,
            let packet = TextPacket(
                header, octets.extracting(header.payload), isRedundant: isRedundant, textType: plan.receiving.text)
        else { return refused() }
        var pieces: [MixedTextReceiver.Piece] = []
        if mixed == nil, header.contributor != nil {
            let (text, receiver) = receiver.handOver(header)
            mixed = receiver
            pieces.append(.init(source: nil, text: text))
        }
        if let read = mixed?.receive(header, packet, isRedundant: isRedundant, at: now) {
            pieces += read
        } else {
            pieces.append(.init(source: nil, text: receiver.receive(header, packet, at: now)))
        }
        note(header, at: now)
        return taken(pieces, at: now)
    }

    /// As much as can be read, with the names of who wrote it.
    private func taken(_ pieces: [MixedTextReceiver.Piece], at now: Instant) -> [ReadText] {
        pieces.compactMap { piece in
            let text = rate.taken(of: piece.text, at: now)
            guard !text.isEmpty else { return nil }
            return ReadText(source: piece.source.map { TextSource(id: $0, name: names[$0]) }, text: text)
        }
    }

    /// Counts a packet of the source that is followed.
    private func note(_ header: RTPHeader, at now: Instant) {
        guard (mixed?.ssrc ?? receiver.source) == header.ssrc else { return }
        if record?.ssrc != header.ssrc {
            lostBefore += record?.lost ?? 0
            record = ReceptionRecord(ssrc: header.ssrc, firstSequence: header.sequenceNumber)
        }
        let lost = record?.lost ?? 0
        if record?.update(sequence: header.sequenceNumber) == .restarted { lostBefore += lost }
        record?.updateJitter(arrival: (now - epoch).milliseconds, timestamp: header.timestamp)
        packetsReceived &+= 1
    }

    func refused() -> [ReadText] {
        packetsRefused &+= 1
        return []
    }

    /// The SSRC that the peer writes under, once known.
    public var remoteSource: UInt32? { record?.ssrc }

    /// Blocks that never came.
    public var blocksLost: UInt64 { receiver.blocksLost &+ (mixed?.marks ?? 0) }

    /// When to call `handleTimeout`.
    public func nextDeadline(at now: Instant) -> Instant? {
        // Asked at each turn of the loop: without an array.
        var first = receiver.nextDeadline
        func consider(_ deadline: Instant?) {
            guard let deadline else { return }
            first = first.map { min($0, deadline) } ?? deadline
        }
        consider(mixed?.nextDeadline)
        consider(labelled.nextDeadline)
        consider(reports.nextReport)
        consider(keepAliveDue)
        consider(nextPacketDue(at: now))
        return first
    }

    /// Time's turn: what was typed leaves, a report where one is due; what is missing for too long is lost. Returns what can be
    /// read now.
    public func handleTimeout(at now: Instant, into packets: PacketBuffer) -> [ReadText] {
        if let due = labelled.nextDeadline, due <= now { _ = sender.enqueue(labelled.handleTimeout(at: now)) }
        if let due = keepAliveDue, due <= now { _ = sender.enqueue("\u{FEFF}") }
        send(at: now, into: packets)
        if let due = reports.nextReport, due <= now {
            report(at: now, isLast: false, into: packets)
            reports.noteReported()
            reports.schedule(after: now, using: &random)
        }
        let own = MixedTextReceiver.Piece(source: nil, text: receiver.handleTimeout(at: now))
        return taken([own] + (mixed?.handleTimeout(at: now) ?? []), at: now)
    }

    /// What holds the port of an idle stream open on the way: reports on the same port (RFC 6263 §4.3) or the checks of ICE;
    /// else the character that T.140 has for it (RFC 9071 §3.16.4).
    private var keepAliveDue: Instant? {
        guard let plan, plan.direction.sends, !plan.isMultiplexed, plan.ice == nil, gate.destination != nil,
            sender.isIdle
        else { return nil }
        return sentAt.map { $0 + TextLimits.keepAlive }
    }
}

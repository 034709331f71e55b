import Time

/// The receiving half of a session: order, loss, jitter, digits, decoding, and 10 ms frames for the headset.
struct IncomingStream: ~Copyable {
    var record: ReceptionRecord?
    private(set) var packetsReceived: UInt64 = 0
    private(set) var octetsReceived: UInt64 = 0
    private(set) var packetsLate: UInt64 = 0
    private(set) var packetsRefused: UInt64 = 0
    private(set) var framesPlayed: UInt64 = 0
    private var framesMadeUp: UInt64 = 0
    private(set) var clockRate = 8_000
    private var lostBefore: Int64 = 0
    private var formats: [StreamPlan.Format] = []
    private var eventFormats: [StreamPlan.TelephoneEventFormat] = []
    /// RFC 2198: under which types repeated sound may come.
    private var redundantTypes: [UInt8] = []
    private var blocks: [RedundantPayload.Block] = []
    private var arrivals = ArrivalLog()
    private(set) var metrics = ReceptionMetrics()
    /// The packets before this one are in `metrics`.
    private var measuredUntil: UInt16?
    /// Packets that did not come themselves, and that a later one brought in time.
    private(set) var packetsRepaired: UInt64 = 0
    private var events = TelephoneEventReceiver()
    private var buffer = JitterBuffer()
    private var decoder: AudioDecoder?
    private(set) var codec: Codec?
    /// The length of the peer's packets.
    private(set) var packetMilliseconds = 20.0
    private var noise = ComfortNoise()
    /// What is played now is a pause of the peer.
    private var isPause = false
    /// The last packet played was one of Opus' silence (RFC 6716 §2.1.9): its coder sends no more while silence lasts.
    private var isQuiet = false
    private var otherSource: (ssrc: UInt32, nextSequence: UInt16)?
    private var lastTimestamp: UInt32?
    private var unwrapped: Int64 = 0
    private let payload: UnsafeMutableBufferPointer<UInt8>
    private var sound = SoundQueue()
    private let epoch: Instant
    /// Opus' coder makes so few octets of silence.
    private static let silentOctets = 2

    init(at now: Instant) {
        epoch = now
        payload = .allocate(capacity: RTPLimits.datagramOctets)
        payload.initialize(repeating: 0)
        blocks.reserveCapacity(RedundantPayload.generations + 1)
    }

    deinit { payload.deallocate() }

    mutating func apply(_ plan: StreamPlan) {
        formats = plan.receiving
        eventFormats = plan.receivingEvents
        redundantTypes = plan.receivingRedundancy
        if !plan.direction.receives {
            buffer.restart()
            sound.removeAll()
        }
    }

    mutating func refuse() { packetsRefused &+= 1 }

    func isNegotiated(_ payloadType: UInt8) -> Bool {
        formats.contains { $0.payloadType == payloadType } || eventFormats.contains { $0.payloadType == payloadType }
            || redundantTypes.contains(payloadType) || isNoise(payloadType)
    }

    /// RFC 3389: the static payload type, beside codecs on its clock. Some peers use it unasked.
    private func isNoise(_ payloadType: UInt8) -> Bool {
        payloadType == ComfortNoise.payloadType && formats.contains { $0.codec.clockRate == 8_000 }
            && !formats.contains { $0.payloadType == payloadType } && !redundantTypes.contains(payloadType)
    }

    /// A packet from the right address. Returns false where it was refused.
    mutating func receive(
        _ header: RTPHeader, _ octets: Span<UInt8>, at now: Instant, reception: inout Reception
    ) -> Bool {
        guard follow(header) else { return false }
        let content = octets.extracting(header.payload)
        packetsReceived &+= 1
        octetsReceived &+= UInt64(content.count)
        _ = arrivals.note(header.sequenceNumber)
        guard redundantTypes.contains(header.payloadType) else {
            return take(content, payloadType: header.payloadType, header, copies: 0, at: now, reception: &reception)
        }
        return takeRedundant(content, header, at: now, reception: &reception)
    }

    /// A payload with the ones before it (RFC 2198 §3).
    private mutating func takeRedundant(
        _ content: Span<UInt8>, _ header: RTPHeader, at now: Instant, reception: inout Reception
    ) -> Bool {
        blocks.removeAll(keepingCapacity: true)
        do throws(RTPError) {
            try RedundantPayload.forEachBlock(of: content) { blocks.append($0) }
        } catch { return false }
        guard let primary = blocks.popLast(),
            take(
                content.extracting(primary.octets), payloadType: primary.payloadType, header, copies: blocks.count,
                at: now, reception: &reception)
        else { return false }
        // Copies are placed by the primary's time: without sound there, none is known.
        guard lastTimestamp == header.timestamp else { return true }
        for index in blocks.indices {
            let age = blocks.count - index
            keepCopy(blocks[index], of: content, sequence: header.sequenceNumber &- UInt16(age))
        }
        return true
    }

    /// Puts the copy of a packet that did not come into the jitter buffer.
    private mutating func keepCopy(_ block: RedundantPayload.Block, of content: Span<UInt8>, sequence: UInt16) {
        guard block.timestampOffset > 0, arrivals.fate(of: sequence) == .missing,
            let codec = formats.first(where: { $0.payloadType == block.payloadType })?.codec,
            codec.clockRate == clockRate
        else { return }
        let octets = content.extracting(block.octets)
        let samples = AudioDecoder.samples(in: octets, of: codec)
        let time = (unwrapped - Int64(block.timestampOffset)) * Int64(48_000 / clockRate)
        guard samples > 0,
            buffer.putCopy(
                octets, payloadType: block.payloadType, sequence: sequence, time: time, samples: samples),
            arrivals.noteCopy(sequence)
        else { return }
        packetsRepaired &+= 1
    }

    /// The content of a packet, or the primary block of one.
    private mutating func take(
        _ content: Span<UInt8>, payloadType: UInt8, _ header: RTPHeader, copies: Int,
        at now: Instant, reception: inout Reception
    ) -> Bool {
        if eventFormats.contains(where: { $0.payloadType == payloadType }) {
            buffer.noteSilentPacket(sequence: header.sequenceNumber)
            record?.forgetTransit()
            if let event = TelephoneEvent(parsing: content) {
                reception.digit = events.receive(event, timestamp: header.timestamp, hasMarker: header.hasMarker)
            }
            return true
        }
        if isNoise(payloadType) {
            buffer.noteSilentPacket(sequence: header.sequenceNumber)
            record?.forgetTransit()
            return noise.take(content)
        }
        guard let format = formats.first(where: { $0.payloadType == payloadType }) else { return false }
        keep(content, header, format, copies: copies, at: now)
        return true
    }

    /// One source at a time (RFC 3550 §8.2): another is followed once two of its packets came in a row.
    private mutating func follow(_ header: RTPHeader) -> Bool {
        if let record, record.ssrc != header.ssrc {
            guard let other = otherSource, other.ssrc == header.ssrc, other.nextSequence == header.sequenceNumber
            else {
                otherSource = (header.ssrc, header.sequenceNumber &+ 1)
                return false
            }
            lostBefore += record.lost
            self.record = nil
            restartArrivals()
            restart()
        }
        otherSource = nil
        var current = record ?? ReceptionRecord(ssrc: header.ssrc, firstSequence: header.sequenceNumber)
        let lost = current.lost
        let verdict = current.update(sequence: header.sequenceNumber)
        record = current
        switch verdict {
        case .inSequence: return true
        case .jump: return false
        case .restarted:
            lostBefore += lost
            restartArrivals()
            restart()
            return true
        }
    }

    private mutating func restartArrivals() {
        arrivals.restart()
        measuredUntil = nil
    }

    /// Adds to `metrics` what came since the last time, but for the last few packets: what overtakes or repeats them may still
    /// come. Tells which of these came themselves; nil: none is new.
    mutating func measureArrivals() -> (first: UInt16, came: [Bool])? {
        guard let range = arrivals.range else { return nil }
        let end = range.end &- RTPLimits.reorderedPackets
        var next = measuredUntil ?? range.first
        let count = Int(Int16(bitPattern: end &- next))
        guard count > 0 else { return nil }
        if count > RTPLimits.loggedPackets / 2 { next = end &- UInt16(RTPLimits.loggedPackets / 2) }
        let first = next
        var came: [Bool] = []
        while next != end {
            let fate = arrivals.fate(of: next)
            came.append(fate == .came || fate == .late)
            switch fate {
            case .came, .repaired: metrics.noteReceived()
            case .late: metrics.noteMissing(isDiscarded: true)
            case .missing: metrics.noteMissing(isDiscarded: false)
            }
            next &+= 1
        }
        measuredUntil = end
        return (first, came)
    }

    private mutating func restart() {
        buffer.restart()
        events.restart()
        noise.stop()
        (isPause, isQuiet) = (false, false)
        lastTimestamp = nil
        unwrapped = 0
    }

    /// Puts a packet of sound into the jitter buffer.
    private mutating func keep(
        _ content: Span<UInt8>, _ header: RTPHeader, _ format: StreamPlan.Format, copies: Int,
        at now: Instant
    ) {
        let codec = format.codec
        if codec.clockRate != clockRate {
            clockRate = codec.clockRate
            record?.forgetTransit()
            restart()
        }
        let samples = AudioDecoder.samples(in: content, of: codec)
        guard samples > 0 else {
            packetsRefused &+= 1
            return
        }
        packetMilliseconds = Double(samples) / 48
        let elapsed = (now - epoch).components
        let arrival =
            elapsed.seconds &* Int64(clockRate)
            &+ elapsed.attoseconds / 1_000_000_000 &* Int64(clockRate) / 1_000_000_000
        record?.updateJitter(arrival: arrival, timestamp: header.timestamp)
        if let lastTimestamp {
            let step = Int64(Int32(bitPattern: header.timestamp &- lastTimestamp))
            // Minutes away: another clock. Small steps also keep the sum far from the end of 64 bits.
            if step.magnitude > 1 << 24 { restart() } else { unwrapped += step }
        }
        lastTimestamp = header.timestamp
        let verdict = buffer.put(
            content, payloadType: format.payloadType, sequence: header.sequenceNumber,
            time: unwrapped * Int64(48_000 / clockRate), samples: samples,
            recoversPrevious: codec == .opus && OpusPacket.hasForwardErrorCorrection(content), copies: copies,
            at: now)
        if codec == .opus, content.count <= Self.silentOctets { buffer.noteSilence() }
        switch verdict {
        case .late:
            packetsLate &+= 1
            arrivals.noteLate(header.sequenceNumber)
        case .keptInPlaceOfOldest: packetsLate &+= 1
        case .refused: packetsRefused &+= 1
        case .kept, .duplicate: break
        }
    }

    /// Fills one frame of 480 samples.
    mutating func playout(into frame: inout MutableSpan<Int16>, at now: Instant) {
        guard frame.count == RealtimeLimits.frameSamples else { return }
        buffer.noteFrame(at: now)
        while sound.count < frame.count { decodeNext(at: now) }
        correctDelay()
        while sound.count < frame.count { decodeNext(at: now) }
        _ = sound.take(into: &frame)
    }

    private mutating func decodeNext(at now: Instant) {
        let frame = RealtimeLimits.frameSamples
        var made = 0
        switch buffer.next(at: now, queued: sound.count) {
        case .play(let slot):
            let packet = takePayload(of: slot)
            buffer.release(slot: slot)
            isPause = false
            isQuiet = codec == .opus && packet.count <= Self.silentOctets
            made = decoder?.decode(packet, into: sound.room) ?? 0
            framesPlayed &+= UInt64(max(made, frame) / frame)
        case .recover(let slot, let samples):
            let packet = takePayload(of: slot)
            made = decoder?.recover(from: packet, samples: samples, into: sound.room) ?? 0
            framesPlayed &+= UInt64(samples / frame)
        case .conceal:
            made = decoder?.conceal(into: sound.room) ?? 0
            framesPlayed &+= 1
            framesMadeUp &+= 1
        case .pause:
            isPause = true
            made = makeUpPause()
            framesPlayed &+= 1
        case .wait: if isPause { made = makeUpPause() }
        }
        if made > 0 { sound.append(made) } else { sound.appendSilence(frame) }
    }

    /// What a pause sounds like: the decoder's own noise, or that which the peer told; nothing where neither is known.
    private mutating func makeUpPause() -> Int {
        if isQuiet { return decoder?.conceal(into: sound.room) ?? 0 }
        let room = sound.room
        guard noise.level != nil, room.count >= RealtimeLimits.frameSamples else { return 0 }
        noise.fill(UnsafeMutableBufferPointer(rebasing: room[..<RealtimeLimits.frameSamples]))
        return RealtimeLimits.frameSamples
    }

    /// Frames made up for what was lost, not for what the peer left out.
    var framesConcealed: UInt64 { framesMadeUp - min(framesMadeUp, buffer.framesOfSilence) }

    /// Copies a packet out of the buffer and makes its codec's decoder ready.
    private mutating func takePayload(of slot: Int) -> UnsafeBufferPointer<UInt8> {
        let (payloadType, octets) = buffer.copyPayload(of: slot, into: payload)
        choose(payloadType)
        return UnsafeBufferPointer(rebasing: payload[..<octets])
    }

    /// Brings the sound nearer to its time by a splice, where the buffer asks for it and the sound lends itself to it.
    private mutating func correctDelay() {
        let (samples, isUrgent) = buffer.correction()
        guard samples != 0 else { return }
        let corrected =
            samples > 0 ? sound.shorten(atMost: samples, isUrgent: isUrgent) : sound.lengthen(isUrgent: isUrgent)
        if corrected > 0 { buffer.noteCorrected() }
    }

    private mutating func choose(_ payloadType: UInt8) {
        guard let format = formats.first(where: { $0.payloadType == payloadType }), format.codec != codec
        else { return }
        decoder = try? AudioDecoder(format.codec)
        codec = format.codec
    }

    var packetsLost: Int64 { lostBefore + (record?.lost ?? 0) }
    var jitterMilliseconds: Double { Double(record?.jitter ?? 0) * 1_000 / Double(clockRate) }
    var targetMilliseconds: Double { Double(buffer.targetSamples) / 48 }
    var bufferMilliseconds: Double { Double(buffer.depthSamples + Int64(sound.count)) / 48 }
}

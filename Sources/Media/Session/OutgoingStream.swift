/// The sending half of a session: packets of exact length and timestamps on the microphone's clock, and digits in the
/// same sequence and SSRC (RFC 3550 §5.1, RFC 4733 §2.5).
struct OutgoingStream: ~Copyable {
    private(set) var ssrc: UInt32
    private(set) var packetsSent: UInt64 = 0
    private(set) var octetsSent: UInt64 = 0
    private var sentBefore: (packets: UInt64, octets: UInt64) = (0, 0)
    /// The timestamp of the next sample to be captured.
    private(set) var timestamp: UInt32
    private var sequence: UInt16
    private var encoder: AudioEncoder?
    private var lossResponse = LossResponse()
    private var format: StreamPlan.Format?
    private var packetSamples = 960
    private var needsMarker = true
    /// Pauses are hardly sent: whether one lasts, and whether the last packet told so.
    private var isDiscontinuous = false
    private var isInPause = false
    private var isPauseTold = false
    /// Tells the noise of pauses (RFC 3389); nil: the codec does it itself, the peer does not take it, or it is not wanted.
    private var pauses: PauseWatch?
    private var filled = 0
    private let pending: UnsafeMutableBufferPointer<Int16>
    private var events = TelephoneEventSender()
    private var eventTimestamp: UInt32 = 0
    /// Under which payload type earlier packets may go along again (RFC 2198); nil: the peer takes none.
    private var redundantType: UInt8?
    private var copies = RedundancyWriter(generations: RedundancyChoice.most)
    private(set) var redundancy = RedundancyChoice()
    /// One payload before it goes with its copies.
    private let payload: UnsafeMutableBufferPointer<UInt8>

    init(random: inout some RandomNumberGenerator) {
        ssrc = random.next()
        // RFC 3711 §3.3.1: below 2^15, so that the first wrap is not taken for a roll-over by a late listener.
        sequence = UInt16.random(in: 0..<0x8000, using: &random)
        timestamp = random.next()
        pending = .allocate(capacity: RTPLimits.packetSamples)
        pending.initialize(repeating: 0)
        payload = .allocate(capacity: RTPLimits.datagramOctets)
        payload.initialize(repeating: 0)
    }

    deinit {
        pending.deallocate()
        payload.deallocate()
    }

    /// Goes on under another SSRC, with a sequence number below 2^15 (RFC 3711 §3.3.1).
    mutating func renewSource(_ ssrc: UInt32, sequence: UInt16) {
        self.ssrc = ssrc
        self.sequence = sequence & 0x7FFF
        sentBefore = (packetsSent, octetsSent)
        needsMarker = true
        isPauseTold = false
        copies.removeAll()
    }

    /// What was sent under this SSRC (RFC 3550 §6.4.1).
    var packetsOfSource: UInt64 { packetsSent &- sentBefore.packets }
    var octetsOfSource: UInt64 { octetsSent &- sentBefore.octets }

    /// Takes the codec and the packet length of a plan.
    mutating func apply(_ plan: StreamPlan) {
        if format?.codec != plan.sending.codec {
            encoder = try? AudioEncoder(plan.sending.codec)
            needsMarker = true
            filled = 0
            copies.removeAll()
        }
        format = plan.sending
        redundantType = plan.sendingRedundancy
        if redundantType == nil { copies.removeAll() }
        let milliseconds = AudioEncoder.packetMilliseconds(plan.packetMilliseconds, of: plan.sending.codec)
        if packetSamples != milliseconds * 48 {
            packetSamples = milliseconds * 48
            filled = 0
        }
        isDiscontinuous = plan.isDiscontinuous
        encoder?.setDiscontinuous(isDiscontinuous)
        let tellsNoise = isDiscontinuous && plan.takesComfortNoise && plan.sending.codec.needsComfortNoise
        pauses = tellsNoise ? pauses ?? PauseWatch() : nil
        if plan.sendingEvents == nil { events.removeAll() }
        redundancy.begin(
            codec: plan.sending.codec, packetMilliseconds: milliseconds, isAgreed: redundantType != nil)
        prepareEncoder()
    }

    /// The peer reported this loss of what we send, 0 to 1.
    /// - Parameter meanBurst: packets that it misses in a row on average; nil: it does not say.
    mutating func adapt(toReportedLoss loss: Double, meanBurst: Double? = nil) {
        let isLossier = lossResponse.take(reportedLoss: loss)
        if redundancy.take(reportedLoss: loss, meanBurst: meanBurst) || isLossier { prepareEncoder() }
    }

    /// Whole copies make Opus' own coarse ones needless: the bits go to the sound.
    private mutating func prepareEncoder() {
        encoder?.prepare(forLossPercent: redundancy.copies > 0 ? 0 : lossResponse.percent)
    }

    mutating func sendDigits(_ digits: String) -> Bool { events.enqueue(digits) }

    /// The microphone's clock goes on while nothing is sent.
    mutating func skipFrame() {
        timestamp &+= frameUnits
        filled = 0
        needsMarker = true
        isPauseTold = false
        copies.removeAll()
    }

    /// Takes one frame; silence where `isMuted`.
    mutating func captured(
        _ frame: Span<Int16>, isMuted: Bool, events eventFormat: StreamPlan.TelephoneEventFormat?,
        to address: MediaAddress, into packets: PacketBuffer
    ) {
        guard frame.count == RealtimeLimits.frameSamples else { return }
        for index in 0..<frame.count { pending[filled + index] = isMuted ? 0 : frame[index] }
        finishFrame(events: eventFormat, to: address, into: packets)
    }

    /// Takes one frame with the sound of others, which is heard even where `isMuted`; the sum is limited to 16 bits.
    mutating func captured(
        _ frame: Span<Int16>, with others: Span<Int16>, isMuted: Bool,
        events eventFormat: StreamPlan.TelephoneEventFormat?,
        to address: MediaAddress, into packets: PacketBuffer
    ) {
        guard frame.count == RealtimeLimits.frameSamples, others.count == frame.count else { return }
        for index in 0..<frame.count {
            pending[filled + index] = saturated(Int(others[index]) + (isMuted ? 0 : Int(frame[index])))
        }
        finishFrame(events: eventFormat, to: address, into: packets)
    }

    /// Sends the packet that became full with the frame just written; a digit goes in its place.
    private mutating func finishFrame(
        events eventFormat: StreamPlan.TelephoneEventFormat?, to address: MediaAddress, into packets: PacketBuffer
    ) {
        guard let format else { return }
        if let eventFormat, sendEvent(eventFormat, to: address, into: packets) {
            skipFrame()
            return
        }
        filled += RealtimeLimits.frameSamples
        timestamp &+= frameUnits
        guard filled >= packetSamples else { return }
        // What the codec does not carry of the noise is none of a pause's.
        let samples = encoder?.reduce(UnsafeBufferPointer(rebasing: pending[..<filled]))
        let start = timestamp &- UInt32(filled / RealtimeLimits.frameSamples) &* frameUnits
        filled = 0
        guard let samples, !sendNoise(inPlaceOf: samples, timestamp: start, to: address, into: packets) else { return }
        sendPacket(of: samples, format, timestamp: start, to: address, into: packets)
    }

    /// Sends one packet of what the codec carries, and where the line loses packets those before it with it.
    private mutating func sendPacket(
        of samples: UnsafeBufferPointer<Int16>, _ format: StreamPlan.Format, timestamp: UInt32,
        to address: MediaAddress, into packets: PacketBuffer
    ) {
        let encoded = max(0, encoder?.encode(reduced: samples, into: payload) ?? 0)
        guard encoded > 0, !leavesOut(encoded) else { return }
        let primary = UnsafeBufferPointer(rebasing: payload[..<encoded])
        let redundantType = redundancy.copies > 0 ? self.redundantType : nil
        let header = RTPHeader(
            hasMarker: needsMarker, payloadType: redundantType ?? format.payloadType, sequenceNumber: sequence,
            timestamp: timestamp, ssrc: ssrc)
        var octets = 0
        let used = packets.append(to: address, by: .rtp) { target in
            var writer = OctetWriter(target)
            header.write(to: &writer)
            let room = writer.remaining
            if redundantType == nil {
                guard encoded <= room.count else { return 0 }
                for index in 0..<encoded { room[index] = primary[index] }
                octets = encoded
            } else {
                let most = max(RTPLimits.redundantOctets, encoded + 1)
                octets = copies.write(
                    primary, payloadType: format.payloadType, timestamp: timestamp, atMost: redundancy.copies,
                    into: UnsafeMutableBufferPointer(rebasing: room[..<min(room.count, most)]))
            }
            return octets > 0 ? writer.count + octets : 0
        }
        if redundantType == nil, self.redundantType != nil {
            copies.keep(primary, payloadType: format.payloadType, timestamp: timestamp)
        }
        guard used > 0 else { return }
        count(octets: octets)
        needsMarker = false
    }

    /// In a pause, the level of its noise or nothing is sent in place of the packet.
    private mutating func sendNoise(
        inPlaceOf samples: UnsafeBufferPointer<Int16>, timestamp: UInt32, to address: MediaAddress,
        into packets: PacketBuffer
    ) -> Bool {
        let turn = pauses?.take(samples, milliseconds: packetSamples / 48) ?? .talk
        if case .talk = turn { return false }
        // RFC 3551 §4.1: talk begins with the marker. What went before the pause is not repeated after it.
        needsMarker = true
        copies.removeAll()
        guard case .noise(let level) = turn else { return true }
        let header = RTPHeader(
            hasMarker: false, payloadType: ComfortNoise.payloadType, sequenceNumber: sequence, timestamp: timestamp,
            ssrc: ssrc)
        let used = packets.append(to: address, by: .rtp) { target in
            var writer = OctetWriter(target)
            header.write(to: &writer)
            writer.append8(level)
            return writer.count
        }
        if used > 0 { count(octets: 1) }
        return true
    }

    /// Whether a packet need not be sent: one of a pause that the packet before it told (RFC 7587 §3.1.3). What is sent of a
    /// pause, each 400 ms its noise and that it goes on, is none of talk: that begins with the marker (RFC 3551 §4.1).
    private mutating func leavesOut(_ octets: Int) -> Bool {
        guard isDiscontinuous else { return false }
        let wasInPause = isInPause
        isInPause = encoder?.isInPause == true
        if wasInPause, !isInPause { needsMarker = true }
        let wasPauseTold = isPauseTold
        isPauseTold = isInPause && octets <= Self.pauseOctets
        guard isPauseTold, wasPauseTold else { return false }
        copies.removeAll()
        return true
    }

    /// Opus' coder makes so few octets of a pause.
    private static let pauseOctets = 2

    /// Sends the digit's packet that is due. True while a digit is being sent.
    private mutating func sendEvent(
        _ format: StreamPlan.TelephoneEventFormat, to address: MediaAddress, into packets: PacketBuffer
    ) -> Bool {
        if let packet = events.advance(clockRate: format.clockRate) {
            if packet.isFirst { eventTimestamp = timestamp }
            let header = RTPHeader(
                hasMarker: packet.hasMarker, payloadType: format.payloadType, sequenceNumber: sequence,
                timestamp: eventTimestamp, ssrc: ssrc)
            let used = packets.append(to: address, by: .rtp) { target in
                var writer = OctetWriter(target)
                header.write(to: &writer)
                packet.event.write(to: &writer)
                return writer.count
            }
            if used > 0 { count(octets: 4) }
            return true
        }
        return events.isSpeaking
    }

    private mutating func count(octets: Int) {
        sequence &+= 1
        packetsSent &+= 1
        octetsSent &+= UInt64(octets)
    }

    /// 10 ms in units of the sending codec's RTP clock.
    private var frameUnits: UInt32 { UInt32((format?.codec ?? .pcma).clockRate / 100) }
}

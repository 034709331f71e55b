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
    private var filled = 0
    private let pending: UnsafeMutableBufferPointer<Int16>
    private var events = TelephoneEventSender()
    private var eventTimestamp: UInt32 = 0

    init(random: inout some RandomNumberGenerator) {
        ssrc = random.next()
        // RFC 3711 §3.3.1: below 2^15, so that the first wrap is not taken for a roll-over by a late listener.
        sequence = UInt16.random(in: 0..<0x8000, using: &random)
        timestamp = random.next()
        pending = .allocate(capacity: RTPLimits.packetSamples)
        pending.initialize(repeating: 0)
    }

    deinit { pending.deallocate() }

    /// Goes on under another SSRC, with a sequence number below 2^15 (RFC 3711 §3.3.1).
    mutating func renewSource(_ ssrc: UInt32, sequence: UInt16) {
        self.ssrc = ssrc
        self.sequence = sequence & 0x7FFF
        sentBefore = (packetsSent, octetsSent)
        needsMarker = true
    }

    /// What was sent under this SSRC (RFC 3550 §6.4.1).
    var packetsOfSource: UInt64 { packetsSent &- sentBefore.packets }
    var octetsOfSource: UInt64 { octetsSent &- sentBefore.octets }

    /// Takes the codec and the packet length of a plan.
    mutating func apply(_ plan: StreamPlan) {
        if format?.codec != plan.sending.codec {
            encoder = try? AudioEncoder(plan.sending.codec)
            encoder?.prepare(forLossPercent: lossResponse.percent)
            needsMarker = true
            filled = 0
        }
        format = plan.sending
        let milliseconds = AudioEncoder.packetMilliseconds(plan.packetMilliseconds, of: plan.sending.codec)
        if packetSamples != milliseconds * 48 {
            packetSamples = milliseconds * 48
            filled = 0
        }
        if plan.sendingEvents == nil { events.removeAll() }
    }

    /// The peer reported this loss of what we send, 0 to 1.
    mutating func adapt(toReportedLoss loss: Double) {
        if lossResponse.take(reportedLoss: loss) { encoder?.prepare(forLossPercent: lossResponse.percent) }
    }

    mutating func sendDigits(_ digits: String) -> Bool { events.enqueue(digits) }

    /// The microphone's clock goes on while nothing is sent.
    mutating func skipFrame() {
        timestamp &+= frameUnits
        filled = 0
        needsMarker = true
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
            let sum = Int32(others[index]) + (isMuted ? 0 : Int32(frame[index]))
            pending[filled + index] = Int16(truncatingIfNeeded: min(max(sum, -32_768), 32_767))
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
        let header = RTPHeader(
            hasMarker: needsMarker, payloadType: format.payloadType, sequenceNumber: sequence,
            timestamp: timestamp &- UInt32(filled / RealtimeLimits.frameSamples) &* frameUnits, ssrc: ssrc)
        let samples = UnsafeBufferPointer(rebasing: pending[..<filled])
        filled = 0
        var octets = 0
        let used = packets.append(to: address, by: .rtp) { target in
            var writer = OctetWriter(target)
            header.write(to: &writer)
            octets = encoder?.encode(samples, into: writer.remaining) ?? 0
            return octets > 0 ? writer.count + octets : 0
        }
        guard used > 0 else { return }
        count(octets: octets)
        needsMarker = false
    }

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

import CAllocationCount
import Media
import Time

/// Two sessions and a lossy wire between them, in virtual time. The left side speaks.
final class Line {
    private let left: MediaSession
    private let right: MediaSession
    private let packets = PacketBuffer()
    private var now = Instant.now
    private var losses: LossPattern
    private var delays: LossPattern
    private let jitterMilliseconds: Double
    private var flying: [(at: Instant, octets: [UInt8], isControl: Bool, toRight: Bool)] = []
    private(set) var packetsSent = 0
    private(set) var packetsLost = 0
    /// Octets of RTP payload that the left side sent.
    private(set) var payloadOctets = 0
    /// Allocations by the sessions in sending, receiving and playing sound.
    private(set) var allocations = 0
    private static let leftAddress = MediaAddress(ipv4: 0x7F00_0001, port: 4_000)
    private static let rightAddress = MediaAddress(ipv4: 0x7F00_0001, port: 5_000)

    init(_ options: Options) {
        var generator = SystemRandomNumberGenerator()
        left = MediaSession(random: &generator, canonicalName: "left", at: now)
        right = MediaSession(random: &generator, canonicalName: "right", at: now)
        losses = LossPattern(loss: options.loss, meanBurst: options.meanBurst, seed: options.seed &+ 1_000)
        delays = LossPattern(loss: 0, meanBurst: 1, seed: options.seed &+ 2_000)
        jitterMilliseconds = options.jitterMilliseconds
        var (there, back) = (Self.plan(options, toPort: 5_000), Self.plan(options, toPort: 4_000))
        if let suite = options.suite {
            let (one, two) = (Self.key(suite, from: 1), Self.key(suite, from: 101))
            there.keys = SRTPKeys(suite: suite, sending: one, receiving: [two])
            back.keys = SRTPKeys(suite: suite, sending: two, receiving: [one])
        }
        left.apply(there, at: now)
        right.apply(back, at: now)
    }

    private static func key(_ suite: SRTPSuite, from octet: UInt8) -> SRTPKey {
        SRTPKey(octets: (0..<suite.keyOctets).map { octet &+ UInt8($0) })
    }

    private static func plan(_ options: Options, toPort port: UInt16) -> StreamPlan {
        let format = StreamPlan.Format(codec: options.codec, payloadType: options.codec.defaultPayloadType)
        var plan = StreamPlan(
            remoteHost: "127.0.0.1", remotePort: port, remoteRTCPPort: port + 1, direction: .sendReceive,
            sending: format, receiving: [format], sendingEvents: nil, receivingEvents: [], packetMilliseconds: 20)
        plan.sendingRedundancy = options.isRedundant ? 99 : nil
        plan.receivingRedundancy = options.isRedundant ? [99] : []
        plan.reportsLossRunLengths = options.reportsBursts
        plan.reportsVoiceMetrics = options.reportsBursts
        return plan
    }

    /// From here on packets are lost by this pattern, and counted anew.
    func begin(_ pattern: LossPattern) {
        losses = pattern
        packetsSent = 0
        packetsLost = 0
        payloadOctets = 0
        allocations = 0
    }

    private func counted(_ body: () -> Void) {
        let before = allocation_count_of_this_thread()
        body()
        allocations += Int(allocation_count_of_this_thread() - before)
    }

    var statistics: StreamStatistics { right.statistics }
    var reportedLoss: Double? { left.statistics.reportedLoss }
    var copiesSent: Int { left.statistics.copiesSent }

    /// Speaks whole frames of 480 samples; what is heard meanwhile comes back, as many.
    func run(_ spoken: ArraySlice<Int16>) -> [Int16] {
        var heard: [Int16] = []
        heard.reserveCapacity(spoken.count)
        let silence = [Int16](repeating: 0, count: 480)
        for start in stride(from: spoken.startIndex, to: spoken.endIndex - 479, by: 480) {
            now += .milliseconds(10)
            let microphone = spoken.span.extracting(start - spoken.startIndex..<start - spoken.startIndex + 480)
            counted { left.captured(microphone, at: now, into: packets) }
            left.handleTimeout(at: now, into: packets)
            dispatch(toRight: true)
            right.captured(silence.span, at: now, into: packets)
            right.handleTimeout(at: now, into: packets)
            dispatch(toRight: false)
            deliver()
            var frame = [Int16](repeating: 0, count: 480)
            counted {
                var headset = frame.mutableSpan
                right.playout(into: &headset, at: now)
            }
            heard += frame
        }
        return heard
    }

    private func dispatch(toRight: Bool) {
        for index in 0..<packets.count {
            let isControl = packets.destination(of: index).port == .rtcp
            let octets = packets.octets(of: index)
            var delay = 5.0
            if toRight && !isControl {
                packetsSent += 1
                payloadOctets += octets.count - 12
                delay += delays.unit() * jitterMilliseconds
                if losses.next() {
                    packetsLost += 1
                    continue
                }
            }
            flying.append((now + .microseconds(Int64(delay * 1_000)), octets, isControl, toRight))
        }
        packets.removeAll()
    }

    private func deliver() {
        let due = flying.filter { $0.at <= now }.sorted { $0.at < $1.at }
        flying.removeAll { $0.at <= now }
        for packet in due {
            let session = packet.toRight ? right : left
            let from = packet.toRight ? Self.leftAddress : Self.rightAddress
            let octets = packet.octets
            if packet.isControl {
                _ = session.receiveRTCP(octets.span, from: from.with(port: from.port + 1), at: packet.at)
                continue
            }
            counted { _ = session.receive(octets.span, from: from, at: packet.at) }
        }
    }
}

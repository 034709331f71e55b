import Media
import Time

/// Two sessions and a wire between them, in virtual time.
final class Loopback {
    /// What the wire does to one packet: the delays at which it arrives (none: lost; two: duplicated).
    typealias Wire = (_ index: Int, inout SeededGenerator) -> [Duration]

    let left: MediaSession
    let right: MediaSession
    private(set) var now: Instant
    private var generator: SeededGenerator
    private let packets = PacketBuffer()
    private var flying: [(at: Instant, octets: [UInt8], isControl: Bool, toRight: Bool)] = []
    private var sent = 0
    var wire: Wire = { _, _ in [.milliseconds(1)] }
    /// Every RTP packet that the left side sent.
    var sentByLeft: [[UInt8]] = []
    var controlOfLeft: [[UInt8]] = []
    var receptions: [Reception] = []
    static let leftAddress = MediaAddress(ipv4: 0x7F00_0001, port: 4_000)
    static let rightAddress = MediaAddress(ipv4: 0x7F00_0001, port: 5_000)

    init(seed: UInt64 = 1) {
        generator = SeededGenerator(seed)
        now = .now
        left = MediaSession(random: &generator, canonicalName: "left", at: now)
        right = MediaSession(random: &generator, canonicalName: "right", at: now)
    }

    static func plan(
        _ codec: Codec, toPort port: UInt16, packetMilliseconds: Int = 20,
        direction: StreamPlan.Direction = .sendReceive
    ) -> StreamPlan {
        let events = StreamPlan.TelephoneEventFormat(payloadType: 101, clockRate: codec.clockRate)
        return StreamPlan(
            remoteHost: "127.0.0.1", remotePort: port, remoteRTCPPort: port + 1, direction: direction,
            sending: .init(codec: codec, payloadType: codec.defaultPayloadType),
            receiving: Codec.allCases.map { .init(codec: $0, payloadType: $0.defaultPayloadType) },
            sendingEvents: events, receivingEvents: [events], packetMilliseconds: packetMilliseconds)
    }

    func connect(_ codec: Codec, packetMilliseconds: Int = 20) {
        left.apply(Self.plan(codec, toPort: 5_000, packetMilliseconds: packetMilliseconds), at: now)
        right.apply(Self.plan(codec, toPort: 4_000, packetMilliseconds: packetMilliseconds), at: now)
    }

    /// The same, each side with a key of its own.
    func connect(_ codec: Codec, encryptedBy suite: SRTPSuite, leftKey: UInt8 = 1, rightKey: UInt8 = 2) {
        let (left, right) = (Self.key(leftKey, for: suite), Self.key(rightKey, for: suite))
        var plan = Self.plan(codec, toPort: 5_000)
        plan.keys = SRTPKeys(suite: suite, sending: left, receiving: [right])
        self.left.apply(plan, at: now)
        plan = Self.plan(codec, toPort: 4_000)
        plan.keys = SRTPKeys(suite: suite, sending: right, receiving: [left])
        self.right.apply(plan, at: now)
    }

    static func key(_ octet: UInt8, for suite: SRTPSuite) -> SRTPKey {
        SRTPKey(octets: (0..<suite.keyOctets).map { UInt8(truncatingIfNeeded: $0 &* 7) &+ octet })
    }

    /// Runs 10 ms steps: `sound` gives the left microphone's frames; the right headset's samples come back.
    func run(milliseconds: Int, _ sound: inout ToneGenerator) -> [Int16] {
        var frame = [Int16](repeating: 0, count: 480)
        var generator = sound
        let heard = run(milliseconds: milliseconds) {
            var microphone = frame.mutableSpan
            generator.fill(&microphone)
            return frame
        }
        sound = generator
        return heard
    }

    /// Runs 10 ms steps: `sound` gives the left microphone's frames; the right headset's samples come back.
    func run(milliseconds: Int, _ sound: () -> [Int16]) -> [Int16] {
        var heard: [Int16] = []
        let silence = [Int16](repeating: 0, count: 480)
        for _ in 0..<(milliseconds / 10) {
            now += .milliseconds(10)
            let frame = sound()
            left.captured(frame.span, at: now, into: packets)
            left.handleTimeout(at: now, into: packets)
            dispatch(toRight: true)
            right.captured(silence.span, at: now, into: packets)
            right.handleTimeout(at: now, into: packets)
            dispatch(toRight: false)
            deliver()
            var headset = silence
            var span = headset.mutableSpan
            right.playout(into: &span, at: now)
            heard += headset
            var other = silence
            var otherSpan = other.mutableSpan
            left.playout(into: &otherSpan, at: now)
        }
        return heard
    }

    /// Runs 10 ms steps in which the left side sends its agent's sound with that of others in a conference; amplitudes
    /// are 0 to 1. The right headset's samples come back.
    func run(milliseconds: Int, agent: () -> Double, others: () -> Double) -> [Int16] {
        var heard: [Int16] = []
        var voice = [Int16](repeating: 0, count: 480)
        var parties = voice
        for _ in 0..<(milliseconds / 10) {
            now += .milliseconds(10)
            for index in 0..<480 {
                voice[index] = Int16(agent() * 8_000)
                parties[index] = Int16(others() * 8_000)
            }
            left.captured(voice.span, with: parties.span, at: now, into: packets)
            left.handleTimeout(at: now, into: packets)
            dispatch(toRight: true)
            deliver()
            var headset = [Int16](repeating: 0, count: 480)
            var span = headset.mutableSpan
            right.playout(into: &span, at: now)
            heard += headset
        }
        return heard
    }

    private func dispatch(toRight: Bool) {
        for index in 0..<packets.count {
            let octets = packets.octets(of: index)
            let isControl = packets.destination(of: index).port == .rtcp
            if toRight {
                if isControl { controlOfLeft.append(octets) } else { sentByLeft.append(octets) }
            }
            let delays = isControl || !toRight ? [.milliseconds(1)] : wire(sent, &generator)
            if !isControl && toRight { sent += 1 }
            for delay in delays { flying.append((now + delay, octets, isControl, toRight)) }
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
            let reception: Reception
            if packet.isControl {
                reception = session.receiveRTCP(octets.span, from: from.with(port: from.port + 1), at: packet.at)
            } else {
                reception = session.receive(octets.span, from: from, at: packet.at)
            }
            if packet.toRight { receptions.append(reception) }
        }
    }
}

import CAllocationCount
import Media
import Testing
import Time

/// A session whose keys come of a handshake (RFC 5764): nothing goes or comes before, all of it afterwards.
@Suite struct AwaitedKeysTests {
    private static func plan(
        toPort port: UInt16, isMultiplexed: Bool, direction: StreamPlan.Direction = .sendReceive
    ) -> StreamPlan {
        var plan = Loopback.plan(.pcma, toPort: port, direction: direction)
        plan.handshake = HandshakePlan(isClient: port == 5_000, fingerprints: [], association: 1)
        plan.isMultiplexed = isMultiplexed
        return plan
    }

    private static func apply(_ loopback: Loopback, isMultiplexed: Bool = false) {
        loopback.left.apply(plan(toPort: 5_000, isMultiplexed: isMultiplexed), at: loopback.now)
        loopback.right.apply(plan(toPort: 4_000, isMultiplexed: isMultiplexed), at: loopback.now)
    }

    private static func keys(_ sending: UInt8, _ receiving: UInt8) -> SRTPKeys {
        let suite = SRTPSuite.aes128GCM
        return SRTPKeys(
            suite: suite, sending: Loopback.key(sending, for: suite), receiving: [Loopback.key(receiving, for: suite)])
    }

    private static func give(_ loopback: Loopback, isControl: Bool, _ left: UInt8, _ right: UInt8) {
        loopback.left.take(
            keys(left, right), isControl: isControl, from: Loopback.rightAddress, at: loopback.now)
        loopback.right.take(
            keys(right, left), isControl: isControl, from: Loopback.leftAddress, at: loopback.now)
    }

    @Test(arguments: [true, false]) func nothingGoesBeforeTheKeysAndAllAfterwards(isMultiplexed: Bool) {
        let loopback = Loopback()
        Self.apply(loopback, isMultiplexed: isMultiplexed)
        let plain = Loopback(seed: 5)
        plain.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = plain.run(milliseconds: 200, &sound)
        _ = loopback.run(milliseconds: 6_000, &sound)
        #expect(loopback.sentByLeft.isEmpty && loopback.controlOfLeft.isEmpty)
        for packet in plain.sentByLeft {
            #expect(!loopback.right.receive(packet.span, from: Loopback.leftAddress, at: loopback.now).isAccepted)
        }
        let waiting = loopback.left.statistics
        #expect(waiting.packetsSent == 0 && waiting.encryption == nil && !waiting.isMicrophoneSent)
        Self.give(loopback, isControl: false, 1, 2)
        if !isMultiplexed { Self.give(loopback, isControl: true, 3, 4) }
        let heard = loopback.run(milliseconds: 8_000, &sound)
        #expect(Listening.amplitude(heard.suffix(24_000), hertz: 440) > 6_000)
        #expect(loopback.right.statistics.encryption == .aes128GCM && loopback.right.statistics.packetsForged == 0)
        #expect(loopback.left.statistics.reportedLoss == 0)
    }

    /// RTCP's own association gives its own keys; until then its reports stay here.
    @Test func reportsWaitForTheirOwnKeys() {
        let loopback = Loopback()
        Self.apply(loopback)
        Self.give(loopback, isControl: false, 1, 2)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 8_000, &sound)
        #expect(!loopback.sentByLeft.isEmpty && loopback.controlOfLeft.isEmpty)
    }

    @Test func aHoldKeepsTheKeysAndAnotherAssociationForgetsThem() {
        let loopback = Loopback()
        Self.apply(loopback, isMultiplexed: true)
        Self.give(loopback, isControl: false, 1, 2)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 500, &sound)
        loopback.left.apply(Self.plan(toPort: 5_000, isMultiplexed: true, direction: .inactive), at: loopback.now)
        loopback.left.apply(Self.plan(toPort: 5_000, isMultiplexed: true), at: loopback.now)
        let heard = loopback.run(milliseconds: 1_000, &sound)
        #expect(Listening.amplitude(heard.suffix(24_000), hertz: 440) > 6_000)
        let sent = loopback.sentByLeft.count
        loopback.left.forgetKeys(isControl: false, at: loopback.now)
        _ = loopback.run(milliseconds: 500, &sound)
        #expect(loopback.sentByLeft.count == sent)
        Self.give(loopback, isControl: false, 5, 6)
        _ = loopback.run(milliseconds: 500, &sound)
        // RFC 3711 §9.1: other keys, another source.
        let sources = Set(loopback.sentByLeft.map { Array($0[8..<12]) })
        #expect(loopback.sentByLeft.count > sent && sources.count == 2)
    }

    @Test func plainSoundNeverTakesKeys() {
        let loopback = Loopback()
        loopback.connect(.pcma)
        Self.give(loopback, isControl: false, 1, 2)
        #expect(loopback.left.statistics.encryption == nil)
    }

    /// What libcrypto allocates for a packet is the same wherever its keys come from; nothing of ours comes on top.
    @Test func aPacketAllocatesNoMoreThanUnderKeysOfTheDescription() {
        func allocations(_ connect: (Loopback) -> Void) -> UInt64 {
            let loopback = Loopback()
            connect(loopback)
            let packets = PacketBuffer()
            let voice = [Int16](repeating: 900, count: 480)
            var now = loopback.now
            func periods(_ count: Int) -> UInt64 {
                let before = allocation_count_of_this_thread()
                for _ in 0..<count {
                    now += .milliseconds(10)
                    loopback.left.captured(voice.span, at: now, into: packets)
                    for index in 0..<packets.count {
                        packets.withOctets(of: index) { octets in
                            _ = loopback.right.receive(octets.span, from: Loopback.leftAddress, at: now)
                        }
                    }
                    packets.removeAll()
                }
                return allocation_count_of_this_thread() - before
            }
            _ = periods(100)
            return periods(1_000)
        }
        let described = allocations { $0.connect(.pcma, encryptedBy: .aes128GCM) }
        let shaken = allocations {
            Self.apply($0, isMultiplexed: true)
            Self.give($0, isControl: false, 1, 2)
        }
        #expect(shaken <= described + 10, "\(shaken) against \(described)")
    }
}

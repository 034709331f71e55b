import CAllocationCount
import Media
import Testing
import Time

@Suite struct HostileDatagramTests {
    @Test("A session outlives any datagrams: mutated RTP and RTCP from the right address", arguments: 1...8)
    func fuzz(seed: Int) {
        let loopback = Loopback(seed: UInt64(seed))
        loopback.connect(.opus)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.left.sendDigits("12")
        _ = loopback.run(milliseconds: 8_000, &sound)
        let corpus = loopback.sentByLeft + loopback.controlOfLeft
        var generator = SeededGenerator(UInt64(seed))
        var now = loopback.now
        var frame = [Int16](repeating: 0, count: 480)
        for index in 0..<20_000 {
            var octets = corpus[Int.random(in: 0..<corpus.count, using: &generator)]
            for _ in 0..<Int.random(in: 0...4, using: &generator) where !octets.isEmpty {
                let at = Int.random(in: 0..<octets.count, using: &generator)
                octets[at] = UInt8.random(in: 0...255, using: &generator)
            }
            if Int.random(in: 0..<8, using: &generator) == 0 {
                octets = Array(octets[..<Int.random(in: 0...octets.count, using: &generator)])
            }
            now += .milliseconds(Int.random(in: 0...3, using: &generator))
            _ = loopback.right.receive(octets.span, from: Loopback.leftAddress, at: now)
            _ = loopback.right.receiveRTCP(octets.span, from: Loopback.leftAddress.with(port: 4_001), at: now)
            if index % 8 == 0 {
                var span = frame.mutableSpan
                loopback.right.playout(into: &span, at: now)
            }
        }
        #expect(loopback.right.statistics.packetsReceived > 1_000)
    }

    @Test("Strangers are counted and change nothing")
    func strangers() {
        let loopback = Loopback()
        loopback.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 3_000, &sound)
        let before = loopback.right.statistics
        for octets in loopback.sentByLeft {
            _ = loopback.right.receive(octets.span, from: MediaAddress(ipv4: 1, port: 1), at: loopback.now)
        }
        let after = loopback.right.statistics
        #expect(after.packetsRefused - before.packetsRefused == UInt64(loopback.sentByLeft.count))
        #expect(after.packetsReceived == before.packetsReceived)
    }

    @Test("Sequence and timestamp wrap in the middle of a call without a made-up frame")
    func wraps() throws {
        let loopback = Loopback()
        loopback.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 2_000, &sound)
        let fresh = Loopback(seed: 9)
        fresh.connect(.pcma)
        var now = fresh.now
        var frame = [Int16](repeating: 0, count: 480)
        for (index, octets) in loopback.sentByLeft.enumerated() {
            let sequence = UInt16(truncatingIfNeeded: 65_500 + index)
            let timestamp = UInt32.max - 8_000 &+ UInt32(index * 160)
            var packet = octets
            packet.replaceSubrange(2..<4, with: [UInt8(sequence >> 8), UInt8(sequence & 255)])
            packet.replaceSubrange(4..<8, with: (0..<4).map { UInt8(truncatingIfNeeded: timestamp &>> (24 - 8 * $0)) })
            _ = fresh.right.receive(packet.span, from: Loopback.leftAddress, at: now)
            for _ in 0..<2 {
                var span = frame.mutableSpan
                fresh.right.playout(into: &span, at: now)
                now += .milliseconds(10)
            }
        }
        let statistics = fresh.right.statistics
        #expect(statistics.packetsLost == 0 && statistics.framesConcealed == 0 && statistics.packetsLate == 0)
        #expect(statistics.framesPlayed > 180)
    }

    @Test("Another source at the same address is followed at its second packet")
    func sourceChange() {
        let loopback = Loopback()
        loopback.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 1_000, &sound)
        let accepted = loopback.sentByLeft.prefix(5).map { octets -> Bool in
            var packet = octets
            packet[8] ^= 0xFF
            return loopback.right.receive(packet.span, from: Loopback.leftAddress, at: loopback.now).isAccepted
        }
        #expect(accepted == [false, true, true, true, true])
    }

    @Test("A running session allocates nothing per packet, lost and late ones included", arguments: Codec.allCases)
    func noAllocationUnderLoss(codec: Codec) {
        var generator = SeededGenerator(1)
        var now = Instant.now
        let session = MediaSession(random: &generator, canonicalName: "x", at: now)
        session.apply(Loopback.plan(codec, toPort: 5_000), at: now)
        let packets = PacketBuffer()
        var tone = TestSignal.tone(hertz: 440).generator
        var frame = [Int16](repeating: 0, count: 480)
        var sent = 0
        func run(_ frames: Int) {
            for _ in 0..<frames {
                now += .milliseconds(10)
                var microphone = frame.mutableSpan
                tone.fill(&microphone)
                session.captured(frame.span, at: now, into: packets)
                sent += packets.count
                // Every tenth packet is lost; the others wait for up to three frames, together.
                if sent % 10 == 9 { packets.removeAll() }
                if sent % 3 == 0 || packets.count > 2 {
                    for index in 0..<packets.count {
                        packets.withOctets(of: index) { octets in
                            _ = session.receive(octets.span, from: Loopback.rightAddress, at: now)
                        }
                    }
                    packets.removeAll()
                }
                var headset = frame.mutableSpan
                session.playout(into: &headset, at: now)
            }
        }
        run(400)
        let before = allocation_count_of_this_thread()
        run(2_000)
        let allocations = allocation_count_of_this_thread() - before
        #if DEBUG
            // Unoptimised code keeps the frames of accessors on the heap, freed at once.
            #expect(allocations < 2_000 * 100)
        #else
            #expect(allocations == 0)
        #endif
        #expect(session.statistics.framesConcealed > 0)
    }

    @Test("A running session allocates nothing per packet", arguments: Codec.allCases)
    func noAllocation(codec: Codec) {
        var generator = SeededGenerator(1)
        var now = Instant.now
        let session = MediaSession(random: &generator, canonicalName: "x", at: now)
        // The session hears itself: what it sends comes back from its peer's address.
        session.apply(Loopback.plan(codec, toPort: 5_000), at: now)
        let packets = PacketBuffer()
        var tone = TestSignal.tone(hertz: 440).generator
        var frame = [Int16](repeating: 0, count: 480)
        func run(_ frames: Int) {
            for _ in 0..<frames {
                now += .milliseconds(10)
                var microphone = frame.mutableSpan
                tone.fill(&microphone)
                session.captured(frame.span, at: now, into: packets)
                for index in 0..<packets.count {
                    packets.withOctets(of: index) { octets in
                        _ = session.receive(octets.span, from: Loopback.rightAddress, at: now)
                    }
                }
                packets.removeAll()
                var headset = frame.mutableSpan
                session.playout(into: &headset, at: now)
            }
        }
        run(200)
        let before = allocation_count_of_this_thread()
        run(1_000)
        let allocations = allocation_count_of_this_thread() - before
        #if DEBUG
            // Unoptimised code keeps the frames of accessors on the heap: about 35 a packet, freed at once.
            #expect(allocations < 600 * 100)
        #else
            #expect(allocations == 0)
        #endif
        #expect(session.statistics.packetsReceived == 600 && session.statistics.framesConcealed == 0)
    }
}

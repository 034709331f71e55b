import CAllocationCount
import Media
import Testing
import Time

/// Repeated sound (RFC 2198) between two sessions, on a wire that loses packets.
@Suite struct RedundantCallTests {
    private static func connected(
        _ codec: Codec, isRedundant: Bool = true, keys: SRTPSuite? = nil
    ) -> Loopback {
        let loopback = Loopback(seed: 3)
        var (there, back) = (Loopback.plan(codec, toPort: 5_000), Loopback.plan(codec, toPort: 4_000))
        if let keys {
            let (one, two) = (Loopback.key(1, for: keys), Loopback.key(2, for: keys))
            there.keys = SRTPKeys(suite: keys, sending: one, receiving: [two])
            back.keys = SRTPKeys(suite: keys, sending: two, receiving: [one])
        }
        if isRedundant {
            (there.sendingRedundancy, there.receivingRedundancy) = (99, [100])
            (back.sendingRedundancy, back.receivingRedundancy) = (100, [99])
        }
        for reports in [\StreamPlan.reportsLossRunLengths, \.reportsVoiceMetrics] {
            there[keyPath: reports] = true
            back[keyPath: reports] = true
        }
        loopback.left.apply(there, at: loopback.now)
        loopback.right.apply(back, at: loopback.now)
        return loopback
    }

    /// Loses `per` in 100 packets, `burst` in a row on average.
    private static func lossy(_ per: Double, burst: Double) -> Loopback.Wire {
        var isBad = false
        return { _, generator in
            let draw = Double.random(in: 0..<1, using: &generator)
            isBad = isBad ? draw >= 1 / burst : draw < per / 100 / (burst * (1 - per / 100))
            return isBad ? [] : [.milliseconds(1)]
        }
    }

    /// Talks for 20 s to learn and for 20 s to be judged: the share of frames that were made up then.
    private static func concealed(_ loopback: Loopback) -> Double {
        var speech = SpeechLike()
        _ = loopback.run(milliseconds: 20_000) { speech.next(480) }
        let before = loopback.right.statistics
        _ = loopback.run(milliseconds: 20_000) { speech.next(480) }
        let after = loopback.right.statistics
        return Double(after.framesConcealed - before.framesConcealed) / Double(after.framesPlayed - before.framesPlayed)
    }

    @Test("Nearly every lost packet is heard all the same", arguments: Codec.standard)
    func recovery(codec: Codec) {
        let plain = Self.connected(codec, isRedundant: false)
        plain.wire = Self.lossy(10, burst: 1.1)
        let redundant = Self.connected(codec)
        redundant.wire = Self.lossy(10, burst: 1.1)
        let (without, with) = (Self.concealed(plain), Self.concealed(redundant))
        #expect(without > (codec == .opus ? 0.01 : 0.06) && with < 0.012, "\(without) \(with)")
        let figures = redundant.right.statistics
        #expect(Double(figures.packetsRepaired) > 0.8 * Double(figures.packetsLost))
        #expect(plain.right.statistics.packetsRepaired == 0)
        #expect((1...2).contains(redundant.left.statistics.copiesSent) && redundant.right.statistics.copiesSent == 0)
    }

    @Test("Bursts that the extended reports tell bring more copies")
    func bursts() {
        let loopback = Self.connected(.opus)
        loopback.wire = Self.lossy(8, burst: 3)
        #expect(Self.concealed(loopback) < 0.05)
        #expect(loopback.left.statistics.copiesSent == 3)
        let peer = loopback.left.statistics.peerMetrics
        #expect(peer?.ratingFactor.map { (20...93).contains($0) } == true && peer?.bufferNominal ?? 0 >= 60)
    }

    @Test("A clean line carries the plain payload type, and again once it is clean; digits go between")
    func plainWhileClean() {
        let loopback = Self.connected(.opus)
        var speech = SpeechLike()
        func types(_ count: Int) -> Set<UInt8> { Set(loopback.sentByLeft.suffix(count).map { $0[1] & 0x7F }) }
        _ = loopback.run(milliseconds: 8_000) { speech.next(480) }
        #expect(types(300) == [96])
        loopback.wire = Self.lossy(15, burst: 1)
        _ = loopback.run(milliseconds: 15_000) { speech.next(480) }
        #expect(types(200) == [99])
        let sizes = loopback.sentByLeft.suffix(200).map(\.count)
        #expect(sizes.allSatisfy { $0 <= 12 + RTPLimits.redundantOctets })
        loopback.wire = { _, _ in [.milliseconds(1)] }
        #expect(loopback.left.sendDigits("42"))
        _ = loopback.run(milliseconds: 2_000) { speech.next(480) }
        #expect(loopback.receptions.compactMap(\.digit) == ["4", "2"])
        _ = loopback.run(milliseconds: 80_000) { speech.next(480) }
        #expect(types(300) == [96] && loopback.left.statistics.copiesSent == 0)
        #expect(loopback.right.statistics.packetsLate < 5)
    }

    @Test("Encrypted alike") func encrypted() {
        let loopback = Self.connected(.opus, keys: .aes128SHA80)
        loopback.wire = Self.lossy(10, burst: 1)
        #expect(Self.concealed(loopback) < 0.012 && loopback.right.statistics.packetsForged == 0)
    }

    @Test("The quality told follows what is heard")
    func quality() {
        let loopback = Self.connected(.pcma, isRedundant: false)
        var speech = SpeechLike()
        #expect(loopback.right.statistics.quality == nil)
        _ = loopback.run(milliseconds: 10_000) { speech.next(480) }
        let clean = loopback.right.statistics.quality
        #expect(clean.map { $0.conversational > 4.3 && $0.listening > 4.4 } == true)
        loopback.wire = Self.lossy(20, burst: 3)
        _ = loopback.run(milliseconds: 20_000) { speech.next(480) }
        #expect(loopback.right.statistics.quality.map { $0.conversational < 3.6 } == true)
        #expect(loopback.left.statistics.peerMetrics?.lossRate ?? 0 > 10)
    }

    @Test("No allocation for a packet with its copies, nor for one that is made of copies")
    func allocations() {
        let loopback = Self.connected(.opus)
        loopback.wire = Self.lossy(20, burst: 2)
        var speech = SpeechLike()
        _ = loopback.run(milliseconds: 15_000) { speech.next(480) }
        #expect(loopback.left.statistics.copiesSent > 1)
        let packets = PacketBuffer()
        let voice = speech.next(480)
        var now = loopback.now
        var frame = [Int16](repeating: 0, count: 480)
        var sum: UInt64 = 0
        for period in 0..<2_000 {
            now += .milliseconds(10)
            let before = allocation_count_of_this_thread()
            loopback.left.captured(voice.span, at: now, into: packets)
            for index in 0..<packets.count where period % 10 > 3 {
                packets.withOctets(of: index) { octets in
                    _ = loopback.right.receive(octets.span, from: Loopback.leftAddress, at: now)
                }
            }
            var headset = frame.mutableSpan
            loopback.right.playout(into: &headset, at: now)
            sum += allocation_count_of_this_thread() - before
            packets.removeAll()
        }
        #if DEBUG
            // Unoptimised code keeps the frames of accessors on the heap, freed at once.
            #expect(sum < 2_000 * 100)
        #else
            #expect(sum == 0)
        #endif
    }

    @Test("Hostile blocks break nothing and play nothing")
    func hostile() {
        let loopback = Self.connected(.pcma)
        var generator = SeededGenerator(8)
        var octets: [UInt8] = [0x80, 99, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]
        octets += [UInt8](repeating: 0, count: 60)
        for index in 0..<5_000 {
            octets[3] = UInt8(truncatingIfNeeded: index)
            octets[2] = UInt8(truncatingIfNeeded: index >> 8)
            for place in 12..<octets.count { octets[place] = UInt8.random(in: 0...255, using: &generator) }
            octets[12] = index % 2 == 0 ? 0x88 : 8
            octets[14] &= 0xFC
            if index % 4 == 0 { octets[16] = 8 }
            let packet = octets
            _ = loopback.right.receive(packet.span, from: Loopback.leftAddress, at: loopback.now)
        }
        #expect(loopback.run(milliseconds: 200) { [Int16](repeating: 0, count: 480) }.count == 9_600)
    }
}

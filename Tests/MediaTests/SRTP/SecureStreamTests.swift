import CAllocationCount
import Media
import Testing
import Time

@Suite struct SecureStreamTests {
    @Test(
        "Sound and reports go through under every suite, and nothing of them is in clear", arguments: SRTPSuite.allCases
    )
    func suites(suite: SRTPSuite) throws {
        let plain = Loopback()
        plain.connect(.pcma)
        let secret = Loopback()
        secret.connect(.pcma, encryptedBy: suite)
        var sound = TestSignal.tone(hertz: 440).generator
        var again = TestSignal.tone(hertz: 440).generator
        _ = plain.run(milliseconds: 8_000, &sound)
        let heard = secret.run(milliseconds: 8_000, &again)
        #expect(Listening.amplitude(heard.suffix(24_000), hertz: 440) > 6_000)
        let statistics = secret.right.statistics
        #expect(statistics.encryption == suite)
        // The last one is still under way.
        #expect(statistics.packetsReceived == 399 && statistics.packetsRefused == 0 && statistics.packetsForged == 0)
        // Both sides learnt of each other by reports, which are encrypted too.
        #expect(secret.left.statistics.reportedLoss == 0)
        // The same generator made the same headers and payloads: what lies after the header differs.
        for (clear, sealed) in zip(plain.sentByLeft, secret.sentByLeft) {
            #expect(sealed.count > clear.count && sealed[..<12] == clear[..<12])
            #expect(sealed[12..<clear.count] != clear[12...])
        }
        for report in secret.controlOfLeft { #expect(!report.contains(subsequence: Array("left".utf8))) }
    }

    @Test("Forged, repeated, cut and plain packets are refused and counted; the sound goes on")
    func hostile() {
        let loopback = Loopback()
        loopback.connect(.opus, encryptedBy: .aes128SHA80)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 1_000, &sound)
        let before = loopback.right.statistics
        let packets = loopback.sentByLeft.dropLast()
        for packet in packets {
            var forged = packet
            forged[packet.count - 1] ^= 1
            #expect(!loopback.right.receive(forged.span, from: Loopback.leftAddress, at: loopback.now).isAccepted)
            #expect(!loopback.right.receive(packet.span, from: Loopback.leftAddress, at: loopback.now).isAccepted)
            let cut = Array(packet.prefix(13))
            #expect(!loopback.right.receive(cut.span, from: Loopback.leftAddress, at: loopback.now).isAccepted)
        }
        let after = loopback.right.statistics
        #expect(after.packetsReceived == before.packetsReceived)
        #expect(after.packetsRefused - before.packetsRefused == UInt64(3 * packets.count))
        // A repeated number is told before the tag is looked at, so a forged copy counts as a repetition too.
        #expect(after.packetsForged + after.packetsReplayed >= UInt64(2 * packets.count))
        let heard = loopback.run(milliseconds: 1_000, &sound)
        #expect(Listening.amplitude(heard.suffix(9_600), hertz: 440) > 5_000)
    }

    @Test("A packet of another key is counted as forged, and no plain packet is taken")
    func wrongKey() {
        let loopback = Loopback()
        loopback.connect(.pcma, encryptedBy: .aes256GCM)
        let stranger = Loopback(seed: 4)
        stranger.connect(.pcma, encryptedBy: .aes256GCM, leftKey: 9)
        let plain = Loopback(seed: 5)
        plain.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = stranger.run(milliseconds: 400, &sound)
        _ = plain.run(milliseconds: 400, &sound)
        for packet in stranger.sentByLeft + plain.sentByLeft {
            #expect(!loopback.right.receive(packet.span, from: Loopback.leftAddress, at: loopback.now).isAccepted)
        }
        #expect(loopback.right.statistics.packetsForged == 40)
        #expect(loopback.right.statistics.packetsReceived == 0)
    }

    @Test("Who has the key is the peer, wherever the packets come from, at once")
    func anySource() {
        let loopback = Loopback()
        loopback.connect(.pcma, encryptedBy: .aes128GCM)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 200, &sound)
        let elsewhere = Loopback(seed: 2)
        elsewhere.connect(.pcma, encryptedBy: .aes128GCM)
        _ = elsewhere.run(milliseconds: 100, &sound)
        let address = MediaAddress(ipv4: 0x7F00_0005, port: 9_000)
        for packet in elsewhere.sentByLeft {
            _ = loopback.right.receive(packet.span, from: address, at: loopback.now + .seconds(60))
        }
        let packets = PacketBuffer()
        let silence = [Int16](repeating: 0, count: 480)
        loopback.right.captured(silence.span, at: loopback.now, into: packets)
        loopback.right.captured(silence.span, at: loopback.now, into: packets)
        #expect(packets.count == 1 && packets.destination(of: 0).address == address)
    }

    @Test("A new key of ours brings a new source; what was under way under the peer's old key is still heard")
    func rekeying() throws {
        let loopback = Loopback()
        loopback.connect(.pcma, encryptedBy: .aes128SHA80)
        var sound = TestSignal.tone(hertz: 440).generator
        loopback.wire = { _, _ in [.milliseconds(50)] }
        _ = loopback.run(milliseconds: 1_000, &sound)
        let before = loopback.right.statistics
        let last = loopback.sentByLeft.count
        loopback.connect(.pcma, encryptedBy: .aes128SHA80, leftKey: 7, rightKey: 8)
        let heard = loopback.run(milliseconds: 1_000, &sound)
        let after = loopback.right.statistics
        #expect(after.packetsForged == 0)
        // One packet of the new source is passed over until the second follows it.
        #expect(after.packetsReceived - before.packetsReceived >= 48)
        #expect(Listening.amplitude(heard.suffix(9_600), hertz: 440) > 6_000)
        let (old, new) = (loopback.sentByLeft[last - 1], loopback.sentByLeft[last])
        #expect(old[8..<12] != new[8..<12])
        #expect(new[2] < 0x80)
    }

    @Test("Encryption that begins in the middle begins with a source of its own, far from the wrap of its numbers")
    func beginsLate() {
        let loopback = Loopback()
        loopback.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 1_000, &sound)
        let last = loopback.sentByLeft.count
        loopback.connect(.pcma, encryptedBy: .aes128SHA80)
        let heard = loopback.run(milliseconds: 1_000, &sound)
        #expect(loopback.sentByLeft[last - 1][8..<12] != loopback.sentByLeft[last][8..<12])
        #expect(loopback.sentByLeft[last][2] < 0x80)
        #expect(Listening.amplitude(heard.suffix(9_600), hertz: 440) > 6_000)
    }

    @Test("Keys that fit no suite let nothing out and nothing in")
    func unusableKeys() {
        let loopback = Loopback()
        var plan = Loopback.plan(.pcma, toPort: 5_000)
        let short = SRTPKey(octets: [1, 2, 3])
        plan.keys = SRTPKeys(suite: .aes128GCM, sending: short, receiving: [short])
        loopback.left.apply(plan, at: loopback.now)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 8_000, &sound)
        #expect(loopback.sentByLeft.isEmpty && loopback.controlOfLeft.isEmpty)
    }

    @Test("No key is ever printed")
    func masked() {
        let keys = SRTPKeys(
            suite: .aes128GCM, sending: Loopback.key(65, for: .aes128GCM),
            receiving: [Loopback.key(66, for: .aes128GCM)])
        var dumped = ""
        dump(keys, to: &dumped)
        #expect(!dumped.contains("65") && !"\(keys)".contains("65") && !String(reflecting: keys).contains("65"))
    }

    /// Allocations of sending and receiving 1,000 packets.
    private func allocations(_ loopback: Loopback) -> UInt64 {
        let packets = PacketBuffer()
        let voice = [Int16](repeating: 900, count: 480)
        var now = loopback.now
        func periods(_ count: Int) -> UInt64 {
            var sum: UInt64 = 0
            for _ in 0..<count {
                now += .milliseconds(10)
                let before = allocation_count_of_this_thread()
                loopback.left.captured(voice.span, at: now, into: packets)
                for index in 0..<packets.count {
                    packets.withOctets(of: index) { octets in
                        _ = loopback.right.receive(octets.span, from: Loopback.leftAddress, at: now)
                    }
                }
                sum += allocation_count_of_this_thread() - before
                packets.removeAll()
            }
            return sum
        }
        _ = periods(100)
        return periods(2_000)
    }

    /// libsrtp2 sets OpenSSL's ciphers up anew for each packet, which allocates within libcrypto: 15 times for a packet sent
    /// and received under GCM, 42 times with HMAC. Nothing of ours comes on top.
    @Test("Sealing and opening allocate no more than libcrypto does", arguments: SRTPSuite.allCases)
    func allocations(suite: SRTPSuite) {
        let plain = Loopback()
        plain.connect(.pcma)
        let secret = Loopback()
        secret.connect(.pcma, encryptedBy: suite)
        let more = Int64(allocations(secret)) - Int64(allocations(plain))
        #expect(secret.right.statistics.packetsReceived == 1_050)
        // Unoptimised code keeps some of its own on the heap, freed at once.
        #expect(more < 80 * 1_000, "\(suite.rawValue): \(more) in 1,000 packets")
    }
}

extension [UInt8] {
    fileprivate func contains(subsequence: [UInt8]) -> Bool {
        guard count >= subsequence.count else { return false }
        return (0...(count - subsequence.count)).contains { self[$0..<($0 + subsequence.count)] == subsequence[...] }
    }
}

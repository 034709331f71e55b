import Testing
import Time

@testable import Media

/// Two text sessions and a wire between them, in virtual time.
@Suite struct TextLoopbackTests {
    final class Wire {
        let left: TextSession
        let right: TextSession
        var now = Instant.now
        var heard = ""
        var packets: [[UInt8]] = []
        /// RTCP of the left side.
        var reports: [[UInt8]] = []
        private var flying: [(at: Instant, octets: [UInt8])] = []
        private let buffer = PacketBuffer()
        private var generator: SeededGenerator
        var loss = 0.0
        var spread = 0

        private let isMultiplexed: Bool

        init(
            seed: UInt64, redundant: UInt8? = 100, charactersPerSecond: Int = 1_000, suite: SRTPSuite? = nil,
            isMultiplexed: Bool = true
        ) {
            self.isMultiplexed = isMultiplexed
            generator = SeededGenerator(seed)
            left = TextSession(random: &generator, canonicalName: "x", at: now)
            right = TextSession(random: &generator, canonicalName: "x", at: now)
            connect(redundant, charactersPerSecond, suite)
        }

        /// Other keys from here on.
        func rekey(_ suite: SRTPSuite?) { connect(100, 1_000, suite) }

        private func connect(_ redundant: UInt8?, _ charactersPerSecond: Int, _ suite: SRTPSuite?) {
            func plan(_ port: UInt16, _ own: UInt8, _ other: UInt8) -> TextPlan {
                var plan = TextPlan(
                    remoteHost: "127.0.0.1", remotePort: port, remoteRTCPPort: isMultiplexed ? port : port + 1,
                    direction: .sendReceive,
                    sending: .init(text: 98, redundant: redundant), receiving: .init(text: 98, redundant: redundant),
                    charactersPerSecond: charactersPerSecond,
                    keys: suite.map {
                        SRTPKeys(
                            suite: $0, sending: Loopback.key(own, for: $0), receiving: [Loopback.key(other, for: $0)])
                    })
                plan.isMultiplexed = isMultiplexed
                return plan
            }
            left.apply(plan(5_000, 1, 2), at: now)
            right.apply(plan(4_000, 2, 1), at: now)
        }

        func write(_ text: String) -> Bool { left.send(text, at: now) }

        func read(_ octets: [UInt8], from address: MediaAddress = Loopback.leftAddress) -> String {
            right.receive(octets.span, from: address, at: now).map(\.text).joined()
        }

        func run(milliseconds: Int) {
            for _ in 0..<(milliseconds / 10) {
                now += .milliseconds(10)
                _ = left.handleTimeout(at: now, into: buffer)
                for index in 0..<buffer.count {
                    let octets = buffer.octets(of: index)
                    guard buffer.destination(of: index).port == .rtp else {
                        _ = right.receiveRTCP(octets.span, from: Loopback.leftAddress, at: now)
                        reports.append(octets)
                        continue
                    }
                    packets.append(octets)
                    if Double.random(in: 0..<1, using: &generator) < loss { continue }
                    let delay = spread > 0 ? Int.random(in: 0...spread, using: &generator) : 0
                    flying.append((now + .milliseconds(delay), octets))
                }
                buffer.removeAll()
                for packet in flying.filter({ $0.at <= now }).sorted(by: { $0.at < $1.at }) {
                    heard += read(packet.octets)
                }
                flying.removeAll { $0.at <= now }
                if let due = right.nextDeadline(at: now), due <= now {
                    heard += right.handleTimeout(at: now, into: buffer).map(\.text).joined()
                    for index in 0..<buffer.count where buffer.destination(of: index).port == .rtcp {
                        left.receiveRTCP(buffer.octets(of: index).span, from: Loopback.rightAddress, at: now)
                    }
                    buffer.removeAll()
                }
            }
        }
    }

    @Test("What is typed is read, the mark of the beginning not", arguments: [100, nil] as [UInt8?])
    func clean(redundant: UInt8?) {
        let wire = Wire(seed: 1, redundant: redundant)
        #expect(wire.write("Un arbre est tombé 🌳"))
        wire.run(milliseconds: 500)
        #expect(wire.write("\u{08}\u{2028}rue"))
        wire.run(milliseconds: 3_000)
        #expect(wire.heard == "Un arbre est tombé 🌳\u{08}\nrue" && wire.right.blocksLost == 0)
    }

    @Test("Encrypted as the sound is")
    func encrypted() {
        let wire = Wire(seed: 1, suite: .aes128GCM)
        #expect(wire.write("secret"))
        wire.run(milliseconds: 2_000)
        #expect(wire.heard == "secret")
        for packet in wire.packets { #expect(!String(decoding: packet, as: UTF8.self).contains("secret")) }
        #expect(wire.read(wire.packets[0]).isEmpty)
    }

    @Test("Other keys in the middle of a word: nothing is read twice")
    func rekeyed() {
        let wire = Wire(seed: 1, suite: .aes128GCM)
        wire.run(milliseconds: 2_000)
        #expect(wire.write("abc"))
        wire.run(milliseconds: 300)
        wire.rekey(.aes256GCM)
        #expect(wire.write("d"))
        wire.run(milliseconds: 400)
        #expect(wire.write("e"))
        wire.run(milliseconds: 4_000)
        #expect(wire.heard == "abcde")
    }

    @Test("What was written under encryption never goes in clear")
    func downgraded() {
        let wire = Wire(seed: 1, charactersPerSecond: 1, suite: .aes128GCM)
        wire.run(milliseconds: 2_000)
        #expect(wire.write("CARTE4242, longer than ten characters"))
        wire.run(milliseconds: 100)
        let sealed = wire.packets.count
        wire.rekey(nil)
        wire.run(milliseconds: 20_000)
        for packet in wire.packets[sealed...] {
            #expect(!String(decoding: packet, as: UTF8.self).contains("CARTE"))
            #expect(!String(decoding: packet, as: UTF8.self).contains("longer"))
        }
        #expect(wire.write("plain"))
        wire.run(milliseconds: 8_000)
        #expect(wire.packets.count > sealed)
    }

    @Test("A flood of text is cut behind one mark, and what comes after it is read")
    func flood() {
        var rate = ReadingRate()
        var now = Instant.now
        var read = ""
        for _ in 0..<1_000 {
            now += .milliseconds(2)
            read += rate.taken(of: String(repeating: "x", count: 1_380), at: now)
        }
        #expect(read.count < 6_000 && read.count { $0 == "\u{FFFD}" } < 400)
        now += .seconds(10)
        #expect(rate.taken(of: "bonjour", at: now) == "bonjour")
    }

    @Test("What waits when the call ends still goes")
    func finishing() {
        let wire = Wire(seed: 1)
        wire.run(milliseconds: 2_000)
        #expect(wire.write("adieu"))
        wire.run(milliseconds: 20)
        #expect(wire.write(" vous"))
        let packets = PacketBuffer()
        wire.left.finish(at: wire.now, into: packets)
        #expect(packets.count == 2 && packets.destination(of: 1).port == .rtcp)
        #expect(wire.heard + wire.read(packets.octets(of: 0)) == "adieu vous")
    }

    @Test("From the host that the sound comes from text is taken at once, whatever port the description tells")
    func besidesTheSound() {
        let wire = Wire(seed: 1)
        #expect(wire.write("a"))
        wire.run(milliseconds: 1_000)
        var generator = SeededGenerator(3)
        let other = TextSession(random: &generator, canonicalName: "x", at: wire.now)
        other.apply(
            TextPlan(
                remoteHost: "192.168.1.5", remotePort: 9, direction: .sendReceive,
                sending: .init(text: 98, redundant: 100), receiving: .init(text: 98, redundant: 100)), at: wire.now)
        let sound = MediaAddress(ipv4: 0x7F00_0009, port: 7_000)
        let packet = wire.packets[1]
        func read(_ sound: MediaAddress?) -> String {
            other.soundPeer = sound
            return other.receive(packet.span, from: sound?.with(port: 8_123) ?? Loopback.leftAddress, at: wire.now)
                .map(\.text).joined()
        }
        #expect(read(nil).isEmpty && read(sound) == "a")
    }

    /// One block every 280 ms, each with its own number.
    private func typed(_ wire: Wire, blocks: Int) -> String {
        var all = ""
        for number in 0..<blocks {
            let word = "<\(number)>"
            all += word
            #expect(wire.write(word))
            wire.run(milliseconds: 280)
        }
        wire.run(milliseconds: 4_000)
        return all
    }

    /// The numbers that were read, in order; and how many marks of loss.
    private func judge(_ heard: String) -> (numbers: [Int], marks: Int) {
        let numbers = heard.split(separator: "<").compactMap { Int($0.prefix { $0.isNumber }) }
        return (numbers, heard.count { $0 == "\u{FFFD}" })
    }

    @Test(
        "2,000 blocks under loss: each missing one is marked, none is doubled or out of order",
        arguments: [
            (0.30, 70), (0.05, 2), (0.0, 0),
        ])
    func loss(share: Double, most: Int) {
        let wire = Wire(seed: 7)
        wire.loss = share
        _ = typed(wire, blocks: 2_000)
        let (numbers, marks) = judge(wire.heard)
        #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
        let missing = 2_000 - numbers.count
        #expect(missing <= most, "\(missing) of 2,000 blocks missing")
        // What is lost at the very end has nothing after it that would tell; the mark of the beginning may be lost too.
        #expect((missing...(missing + 2)).contains(marks), "\(missing) missing, \(marks) marks")
        #expect(wire.right.blocksLost == UInt64(marks))
        print("loss \(share): \(missing) of 2,000 blocks missing, \(marks) marks")
    }

    @Test("Packets out of order and doubled are read once, in order")
    func reordering() {
        let wire = Wire(seed: 3)
        wire.spread = 900
        let all = typed(wire, blocks: 300)
        #expect(wire.heard == all && wire.right.blocksLost == 0)
        for packet in wire.packets {
            #expect(wire.read(packet).isEmpty)
        }
    }

    @Test("From key to wire never more than 300 ms, at ninety characters a second")
    func latency() {
        let wire = Wire(seed: 5)
        wire.run(milliseconds: 2_000)
        var typedAt: [Instant] = []
        var readAt: [Instant] = []
        // Ninety characters a second: one every 11 ms, here nine every 100 ms, with a pause now and then.
        for step in 0..<400 {
            if step % 50 < 45 {
                for _ in 0..<9 { typedAt.append(wire.now) }
                #expect(wire.write("abcdefghi"))
            }
            for _ in 0..<10 {
                let before = wire.heard.count
                wire.run(milliseconds: 10)
                for _ in before..<wire.heard.count { readAt.append(wire.now) }
            }
        }
        wire.run(milliseconds: 1_000)
        for _ in readAt.count..<wire.heard.count { readAt.append(wire.now) }
        #expect(readAt.count == typedAt.count)
        let delays = zip(typedAt, readAt).map { ($1 - $0) / .milliseconds(1) }.sorted()
        // The wire itself turns every 10 ms.
        #expect(delays[delays.count * 99 / 100] <= 300)
    }

    @Test("Strangers, other payload types and hostile octets are refused, and nothing is read of them")
    func hostile() {
        let wire = Wire(seed: 9)
        #expect(wire.write("abc"))
        wire.run(milliseconds: 1_500)
        var generator = SeededGenerator(11)
        for packet in wire.packets {
            #expect(wire.read(packet, from: MediaAddress(ipv4: 1, port: 1)).isEmpty)
        }
        for _ in 0..<20_000 {
            var octets = wire.packets[Int.random(in: 0..<wire.packets.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                octets[Int.random(in: 0..<octets.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            octets = Array(octets.prefix(Int.random(in: 0...octets.count, using: &generator)))
            wire.now += .milliseconds(Int.random(in: 0...20, using: &generator))
            _ = wire.read(octets)
            _ = wire.right.handleTimeout(at: wire.now, into: PacketBuffer())
        }
        #expect(wire.right.packetsRefused > 5_000)
    }
}

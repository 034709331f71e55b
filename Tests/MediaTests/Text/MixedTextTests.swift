import Testing
import Time

@testable import Media

/// Several who write in one stream (RFC 9071).
@Suite struct MixedTextTests {
    private static let start = Instant.now

    /// One packet of a mixer: its blocks with how much earlier each was new, the primary one last.
    private static func packet(
        _ sequence: UInt16, _ timestamp: UInt32, of source: UInt32?, _ blocks: [(age: UInt32, text: String)],
        hasMarker: Bool = false
    ) -> (RTPHeader, TextPacket)? {
        var octets: [UInt8] = []
        for block in blocks.dropLast() {
            let word = 0x8000_0000 | 98 << 24 | block.age << 10 | UInt32(block.text.utf8.count)
            octets += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
        }
        octets.append(98)
        for block in blocks { octets += Array(block.text.utf8) }
        let header = RTPHeader(
            hasMarker: hasMarker, payloadType: 100, sequenceNumber: sequence, timestamp: timestamp, ssrc: 1,
            contributor: source)
        return TextPacket(header, octets.span, isRedundant: true, textType: 98).map { (header, $0) }
    }

    private final class Reader {
        var receiver: MixedTextReceiver
        var now = start
        var read: [UInt32?: String] = [:]

        init(_ sequence: UInt16, _ timestamp: UInt32) {
            var followed = FollowedSource()
            let first = RTPHeader(payloadType: 100, sequenceNumber: sequence, timestamp: timestamp, ssrc: 1)
            _ = followed.judge(first, distance: 0)
            receiver = MixedTextReceiver(after: followed, number: Int64(sequence) + 0x1_0000, timestamp: timestamp)
        }

        func take(_ packet: (RTPHeader, TextPacket)?, at milliseconds: Int) {
            now = start + .milliseconds(milliseconds)
            guard let packet else { return }
            add(receiver.receive(packet.0, packet.1, isRedundant: true, at: now))
        }

        func wait(until milliseconds: Int) {
            now = start + .milliseconds(milliseconds)
            while let due = receiver.nextDeadline, due <= now { add(receiver.handleTimeout(at: due)) }
        }

        private func add(_ pieces: [MixedTextReceiver.Piece]) {
            for piece in pieces { read[piece.source, default: ""] += piece.text }
        }
    }

    @Test("A party that takes ever new numbers shares its own places and leaves the others theirs")
    func placesOfOneParty() {
        let start = Instant.now
        var contributors = TextContributors(since: start)
        var random = SystemRandomNumberGenerator()
        func place(_ party: Int, _ ssrc: UInt32) -> Int {
            contributors.place(
                of: TextOrigin(party: party, ssrc: ssrc, label: "P\(party)"), besides: 0, 30, using: &random, at: start)
        }
        let other = place(1, 7)
        contributors.write("waits", at: other, at: start)
        let before = contributors.all[other]
        for ssrc in 100..<200 as Range<UInt32> { _ = place(2, ssrc) }
        #expect(contributors.all.count == 1 + TextLimits.sourcesOfParty)
        #expect(contributors.all.contains(before))
    }

    @Test("RFC 9071 §3.20: two packets lost of two sources, and nothing of their text")
    func example() {
        let (a, b): (UInt32, UInt32) = (0xA, 0xB)
        let reader = Reader(98, 19_700)
        reader.take(Self.packet(99, 19_800, of: a, [(660, ""), (330, ""), (0, "A1")], hasMarker: true), at: 0)
        reader.take(Self.packet(100, 20_100, of: a, [(600, ""), (300, "A1"), (0, "A2")]), at: 300)
        reader.take(Self.packet(101, 20_400, of: a, [(600, "A1"), (300, "A2"), (0, "A3")]), at: 600)
        reader.take(Self.packet(102, 20_500, of: b, [(600, ""), (300, ""), (0, "B1")], hasMarker: true), at: 700)
        #expect(reader.read == [a: "A1A2A3", b: "B1"])
        reader.take(Self.packet(105, 21_060, of: a, [(660, "A3"), (330, ""), (0, "")]), at: 1_260)
        reader.take(Self.packet(106, 21_130, of: b, [(630, "B1"), (330, "B2"), (0, "")]), at: 1_330)
        #expect(reader.read == [a: "A1A2A3", b: "B1B2"])
        reader.wait(until: 20_000)
        #expect(reader.read == [a: "A1A2A3", b: "B1B2"] && reader.receiver.marks == 0)
        #expect(reader.receiver.nextDeadline == nil)
    }

    @Test("§3.16.2: text that three lost packets bore is marked where it was written")
    func loss() {
        let reader = Reader(98, 19_700)
        reader.take(Self.packet(99, 19_800, of: 7, [(660, ""), (330, ""), (0, "a")], hasMarker: true), at: 0)
        reader.take(Self.packet(103, 21_000, of: 7, [(600, "c"), (300, "d"), (0, "e")]), at: 1_200)
        #expect(reader.read == [7: "a"])
        reader.wait(until: 2_200)
        #expect(reader.read == [7: "a\u{FFFD}cde"] && reader.receiver.marks == 1)
        reader.wait(until: 20_000)
        #expect(reader.receiver.marks == 1)
    }

    @Test("Text of somebody who writes nothing more may be lost: the mark is the mixer's")
    func silentLoss() {
        let reader = Reader(98, 19_700)
        reader.take(Self.packet(99, 19_800, of: 7, [(660, ""), (330, ""), (0, "a")], hasMarker: true), at: 0)
        // Of the four one was its own, which it says.
        reader.take(Self.packet(104, 21_000, of: 7, [(1_200, "a"), (600, ""), (0, "")]), at: 1_200)
        reader.wait(until: 20_000)
        #expect(reader.read == [7: "a", nil: "\u{FFFD}"])
    }

    @Test("Late and doubled packets double nothing, and a late one fills its gap")
    func late() {
        let reader = Reader(98, 19_700)
        let packets = [
            Self.packet(99, 19_800, of: 7, [(660, ""), (330, ""), (0, "a")], hasMarker: true),
            Self.packet(100, 20_100, of: 7, [(600, ""), (300, "a"), (0, "b")]),
            Self.packet(101, 20_200, of: 8, [(660, ""), (330, ""), (0, "x")], hasMarker: true),
            Self.packet(102, 20_400, of: 7, [(600, "a"), (300, "b"), (0, "c")]),
        ]
        for (step, place) in [0, 2, 3, 1, 1, 0, 2, 3].enumerated() { reader.take(packets[place], at: step * 100) }
        reader.wait(until: 20_000)
        #expect(reader.read == [7: "abc", 8: "x"] && reader.receiver.marks == 0)
    }

    /// A mixer that sends what it is given to one peer, and a wire.
    private final class Line {
        let mixer: TextSession
        let peer: TextSession
        var now = start
        var read: [TextSource?: String] = [:]
        private var texts: [UInt32?: String] = [:]
        var packets: [[UInt8]] = []
        var loss = 0.0
        private var generator = SeededGenerator(5)
        private let buffer = PacketBuffer()

        init(isAware: Bool, charactersPerSecond: Int = 90) {
            mixer = TextSession(random: &generator, canonicalName: "m", at: now)
            peer = TextSession(random: &generator, canonicalName: "p", at: now)
            func plan(_ port: UInt16) -> TextPlan {
                var plan = TextPlan(
                    remoteHost: "127.0.0.1", remotePort: port, remoteRTCPPort: port, direction: .sendReceive,
                    sending: .init(text: 98, redundant: 100), receiving: .init(text: 98, redundant: 100),
                    charactersPerSecond: charactersPerSecond)
                plan.isMultiplexed = true
                plan.isMultiparty = isAware
                return plan
            }
            mixer.apply(plan(5_000), at: now)
            peer.apply(plan(4_000), at: now)
            run(milliseconds: 2_000)
            mixer.setMixing("Moi", at: now)
        }

        static func origin(_ number: Int, ssrc: UInt32? = nil) -> TextOrigin {
            TextOrigin(party: number, ssrc: ssrc ?? UInt32(100 + number), label: "P\(number)")
        }

        func write(_ text: String, _ number: Int) { mixer.contribute(text, from: Self.origin(number), at: now) }

        /// By number of the source; 0: the mixer's own.
        func text(_ number: Int) -> String { texts[number == 0 ? nil : UInt32(100 + number)] ?? "" }

        func run(milliseconds: Int) {
            for _ in 0..<(milliseconds / 10) {
                now += .milliseconds(10)
                if let due = mixer.nextDeadline(at: now), due <= now { _ = mixer.handleTimeout(at: now, into: buffer) }
                for index in 0..<buffer.count {
                    let octets = buffer.octets(of: index)
                    if buffer.destination(of: index).port == .rtp {
                        packets.append(octets)
                        if Double.random(in: 0..<1, using: &generator) < loss { continue }
                    }
                    add(peer.receive(octets.span, from: Loopback.leftAddress, at: now))
                }
                buffer.removeAll()
                if let due = peer.nextDeadline(at: now), due <= now {
                    add(peer.handleTimeout(at: now, into: PacketBuffer()))
                }
            }
        }

        private func add(_ pieces: [ReadText]) {
            for piece in pieces {
                read[piece.source, default: ""] += piece.text
                texts[piece.source?.id, default: ""] += piece.text
            }
        }
    }

    @Test("§3.1, §3.10: one source a packet, named as CSRC; the first has two empty blocks of times that can be true")
    func layout() throws {
        let line = Line(isAware: true)
        let before = line.packets.count
        line.write("ab", 1)
        line.run(milliseconds: 50)
        let octets = try #require(line.packets.dropFirst(before).first)
        #expect(octets[0] == 0x81 && octets[1] == 0x80 | 100 && Array(octets[12..<16]) == [0, 0, 0, 101])
        // RFC 2198 §3: F, type 98, offset 660 and 330, no length; then the new block.
        #expect(Array(octets[16...]) == [0xE2, 0x0A, 0x50, 0, 0xE2, 0x05, 0x28, 0, 98, 0x61, 0x62])
        line.run(milliseconds: 2_000)
        #expect(line.packets.count == before + 3 && line.text(1) == "ab")
        // Our own text has no CSRC.
        #expect(line.mixer.send("c", at: line.now))
        line.run(milliseconds: 2_000)
        #expect(line.packets.dropFirst(before + 3).allSatisfy { $0[0] == 0x80 } && line.text(0) == "c")
    }

    @Test("Ninety characters a second of three sources come through, each whole and in order", arguments: [0.0, 0.05])
    func threeSources(loss: Double) {
        let line = Line(isAware: true)
        line.loss = loss
        var written: [Int: String] = [1: "", 2: "", 3: ""]
        // Thirty characters a second each: nine every 300 ms, as a peer sends them.
        for step in 0..<200 {
            for number in 1...3 {
                let block = String((0..<9).map { Character(UnicodeScalar(UInt8(97 + (step * 9 + $0) % 26))) })
                written[number, default: ""] += block
                line.write(block, number)
                line.run(milliseconds: 100)
            }
        }
        line.run(milliseconds: 6_000)
        for number in 1...3 {
            let all = written[number] ?? ""
            let read = line.text(number)
            let kept = read.filter { $0 != "\u{FFFD}" }
            if loss == 0 {
                #expect(read == all)
            } else {
                // One in eight thousand blocks loses all its three packets: nothing here; marks may be set in doubt.
                #expect(kept == all, "source \(number): \(all.count - kept.count) characters are missing or doubled")
            }
        }
        print("three sources, loss \(loss): \(line.peer.blocksLost) marks, \(line.packets.count) packets")
        #expect(line.peer.blocksLost <= (loss == 0 ? 0 : 30))
    }

    @Test("The peer's rate is kept by all sources together, and none of them waits for ever")
    func rate() {
        let line = Line(isAware: true, charactersPerSecond: 30)
        for _ in 0..<10 {
            for number in 1...3 { line.write(String(repeating: "x", count: 30), number) }
            line.run(milliseconds: 1_000)
        }
        let read = (1...3).map { line.text($0).count }
        #expect(read.reduce(0, +) <= 330 && read.allSatisfy { $0 >= 60 }, "\(read)")
        line.run(milliseconds: 40_000)
        #expect((1...3).allSatisfy { line.text($0).count == 300 })
    }

    @Test("§3.15: the mixer's reports name who writes")
    func names() {
        let line = Line(isAware: true)
        line.mixer.meet(Line.origin(1), at: line.now)
        line.run(milliseconds: 8_000)
        line.write("a", 1)
        line.run(milliseconds: 1_000)
        #expect(line.read[TextSource(id: 101, name: "P1")] == "a")
    }

    @Test("RFC 3550 §8.2: who takes another's number does not take the other's name")
    func collision() {
        let line = Line(isAware: true)
        line.write("a", 1)
        line.mixer.contribute("b", from: Line.origin(2, ssrc: 101), at: line.now)
        line.run(milliseconds: 9_000)
        line.write("A", 1)
        line.mixer.contribute("B", from: Line.origin(2, ssrc: 101), at: line.now)
        line.run(milliseconds: 1_000)
        #expect(line.read[TextSource(id: 101, name: "P1")] == "A" && line.text(1) == "aA")
        #expect(line.read.contains { $0.key?.name == "P2" && $0.key?.id != 101 && $0.value == "B" })
    }

    @Test("A peer that knows one source reads labels; out of the conference it reads on in a new line")
    func unaware() {
        let line = Line(isAware: false)
        line.write("bonjour.", 1)
        #expect(line.mixer.send("oui", at: line.now))
        line.run(milliseconds: 2_000)
        #expect(line.text(0) == "[P1] bonjour.\n[Moi] oui" && line.read.count == 1)
        line.mixer.setMixing(nil, at: line.now)
        #expect(line.mixer.send("seul", at: line.now))
        line.write("perdu", 1)
        line.run(milliseconds: 2_000)
        #expect(line.text(0) == "[P1] bonjour.\n[Moi] oui\nseul")
        #expect(line.packets.allSatisfy { $0[0] == 0x80 })
    }

    @Test("Two-party text becomes a mixer's and two-party text again: nothing is doubled or lost")
    func handOver() {
        let line = Line(isAware: true)
        #expect(line.mixer.send("a", at: line.now))
        line.run(milliseconds: 20)
        line.write("b", 1)
        line.run(milliseconds: 3_000)
        line.mixer.setMixing(nil, at: line.now)
        #expect(line.mixer.send("c", at: line.now))
        line.run(milliseconds: 20_000)
        #expect(line.mixer.send("d", at: line.now))
        line.run(milliseconds: 3_000)
        #expect(line.text(0) == "acd" && line.text(1) == "b" && line.peer.blocksLost == 0)
    }

    @Test("However many sources come, few are kept; hostile packets trap nothing")
    func bounds() {
        let line = Line(isAware: true)
        for number in 1...100 {
            line.write("x", number)
            line.run(milliseconds: 20)
        }
        line.run(milliseconds: 2_000)
        #expect(line.mixer.contributors.all.count <= TextLimits.sources)
        var generator = SeededGenerator(11)
        for _ in 0..<20_000 {
            var octets = line.packets[Int.random(in: 0..<line.packets.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                octets[Int.random(in: 0..<octets.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            line.now += .milliseconds(Int.random(in: 0...20, using: &generator))
            _ = line.peer.receive(octets.span, from: Loopback.leftAddress, at: line.now)
            if let due = line.peer.nextDeadline(at: line.now), due <= line.now {
                _ = line.peer.handleTimeout(at: line.now, into: PacketBuffer())
            }
        }
    }
}

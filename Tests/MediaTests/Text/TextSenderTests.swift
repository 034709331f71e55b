import Testing
import Time

@testable import Media

@Suite struct TextSenderTests {
    private let start = Instant.now

    private func text(_ packet: TextSender.Packet?) -> String? {
        packet.map { String(decoding: $0.text, as: UTF8.self) }
    }

    @Test("After a pause a character leaves at once, what follows after 280 ms, and each twice again")
    func timing() throws {
        var sender = TextSender(at: start)
        #expect(sender.nextDeadline(at: start) == nil)
        _ = sender.enqueue("a")
        #expect(sender.nextDeadline(at: start) == start)
        let sentfirst = sender.next(at: start)
        let first = try #require(sentfirst)
        #expect(text(first) == "a" && first.hasMarker && first.generations.isEmpty)
        _ = sender.enqueue("bc")
        let early = sender.next(at: start + .milliseconds(279))
        #expect(early == nil)
        let sentsecond = sender.next(at: start + .milliseconds(280))
        let second = try #require(sentsecond)
        #expect(text(second) == "bc" && !second.hasMarker && second.timestamp &- first.timestamp == 280)
        #expect(second.generations.map { String(decoding: $0.text, as: UTF8.self) } == ["a"])
        let sentthird = sender.next(at: start + .milliseconds(560))
        let third = try #require(sentthird)
        #expect(text(third) == "")
        #expect(third.generations.map { String(decoding: $0.text, as: UTF8.self) } == ["a", "bc"])
        let sentfourth = sender.next(at: start + .milliseconds(840))
        let fourth = try #require(sentfourth)
        #expect(fourth.generations.map { String(decoding: $0.text, as: UTF8.self) } == ["bc", ""])
        #expect(sender.nextDeadline(at: start + .seconds(2)) == nil && sender.isIdle)
        _ = sender.enqueue("d")
        let again = sender.next(at: start + .seconds(5))
        #expect(again?.hasMarker == true)
    }

    @Test("No scalar is ever cut, whatever is pasted")
    func wholeScalars() {
        var sender = TextSender(charactersPerSecond: 1_000, at: start)
        let pasted = String(repeating: "é€🌳", count: 300)
        _ = sender.enqueue(pasted)
        var sent = ""
        var now = start
        while let due = sender.nextDeadline(at: now) {
            now = max(now, due)
            guard let packet = sender.next(at: now) else { continue }
            #expect(
                String(validating: packet.text, as: UTF8.self) != nil && packet.text.count <= TextLimits.blockOctets)
            sent += String(decoding: packet.text, as: UTF8.self)
        }
        #expect(sent == pasted)
    }

    @Test("Over any ten seconds no more leaves than the peer takes")
    func rate() {
        var sender = TextSender(charactersPerSecond: 10, at: start)
        let isTaken = sender.enqueue(String(repeating: "x", count: 500))
        #expect(isTaken)
        var now = start
        var log: [(at: Instant, count: Int)] = []
        while let due = sender.nextDeadline(at: now), now < start + .seconds(70) {
            now = max(now, due)
            if let packet = sender.next(at: now) { log.append((now, packet.text.count)) }
        }
        #expect(log.reduce(0) { $0 + $1.count } == 500)
        for (index, entry) in log.enumerated() {
            let window = log[index...].prefix { $0.at < entry.at + .seconds(10) }.reduce(0) { $0 + $1.count }
            // A bucket lets one refill follow a full one.
            #expect(window <= 200)
        }
        #expect(now - start > .seconds(38))
    }

    @Test("A page too many is refused, and nothing of it taken")
    func full() {
        var sender = TextSender(at: start)
        let isTaken = sender.enqueue(String(repeating: "x", count: TextLimits.waitingOctets))
        #expect(isTaken)
        let isTakenToo = sender.enqueue("y")
        #expect(!isTakenToo)
    }

    @Test("The octets are those that RFC 2198 §3 draws, empty generations among them")
    func layout() throws {
        func octets(_ generations: [(String, UInt32)], _ text: String) -> [UInt8] {
            let packet = TextSender.Packet(
                text: Array(text.utf8),
                generations: generations.map { .init(text: Array($0.0.utf8), timestamp: 1_000 &- $0.1) },
                timestamp: 1_000, hasMarker: false)
            var storage = [UInt8](repeating: 0, count: 64)
            let count = storage.withUnsafeMutableBufferPointer { buffer in
                var writer = OctetWriter(buffer)
                packet.write(payloadType: 98, to: &writer)
                return writer.count
            }
            return Array(storage.prefix(count))
        }
        // F=1 PT=98 offset=600 length=1; F=1 PT=98 offset=300 length=2; F=0 PT=98; the blocks, the oldest first.
        let full: [UInt8] = [0xE2, 0x09, 0x60, 0x01, 0xE2, 0x04, 0xB0, 0x02, 0x62, 0x61, 0x62, 0x62, 0x63]
        #expect(octets([("a", 600), ("bb", 300)], "c") == full)
        #expect(octets([("", 300)], "") == [0xE2, 0x04, 0xB0, 0x00, 0x62])
        // Older than 14 bits tell.
        #expect(octets([("a", 17_000), ("", 300)], "") == [0xE2, 0x04, 0xB0, 0x00, 0x62])
    }
}

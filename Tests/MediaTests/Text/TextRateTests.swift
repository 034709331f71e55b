import Media
import Testing
import Time

@Suite struct TextRateTests {
    @Test("RFC 4103 §6: no ten seconds hold more than ten times cps", arguments: [1, 10, 30, 90])
    func rate(perSecond: Int) {
        let start = Instant.now
        var sender = TextSender(charactersPerSecond: perSecond, at: start)
        let isTaken = sender.enqueue(String(repeating: "x", count: 6_000))
        #expect(isTaken)
        var sent: [(at: Int, characters: Int)] = []
        for milliseconds in stride(from: 0, to: 40_000, by: 10) {
            if let packet = sender.next(at: start + .milliseconds(milliseconds)) {
                sent.append((milliseconds, packet.text.count))
            }
        }
        for first in sent {
            let within = sent.filter { (first.at..<(first.at + 10_000)).contains($0.at) }
            #expect(within.reduce(0) { $0 + $1.characters } <= 10 * perSecond)
        }
        #expect(sent.reduce(0) { $0 + $1.characters } >= min(6_000, 40 * perSecond))
    }

    @Test("RFC 4103 §5.2: the empty blocks before a pause go again after it")
    func emptyGenerations() {
        let start = Instant.now
        var sender = TextSender(at: start)
        var isTaken = sender.enqueue("a")
        for milliseconds in [0, 300, 600, 900] { _ = sender.next(at: start + .milliseconds(milliseconds)) }
        isTaken = sender.enqueue("b") && isTaken
        let packet = sender.next(at: start + .milliseconds(1_500))
        #expect(isTaken && packet?.hasMarker == true && packet?.generations.map(\.text) == [[], []])
    }
}

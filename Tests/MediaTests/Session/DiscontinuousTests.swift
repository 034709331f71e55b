import Testing

@testable import Media

/// What leaves while the agent says nothing (RFC 7587 §3.1.3), and what the peer makes of it.
@Suite struct DiscontinuousTests {
    private struct Run {
        var heard: [Int16] = []
        var packets: [[UInt8]] = []
        var statistics = StreamStatistics()
    }

    /// Speech of one second, a pause of five, speech of one.
    private static func run(isDiscontinuous: Bool, wire: @escaping Loopback.Wire = { _, _ in [.milliseconds(1)] })
        -> Run
    {
        let loopback = Loopback()
        var plan = Loopback.plan(.opus, toPort: 5_000)
        plan.isDiscontinuous = isDiscontinuous
        loopback.left.apply(plan, at: loopback.now)
        loopback.right.apply(Loopback.plan(.opus, toPort: 4_000), at: loopback.now)
        loopback.wire = wire
        var speech = SpeechLike()
        var frames = 0
        let heard = loopback.run(milliseconds: 7_000) {
            defer { frames += 1 }
            return (100..<600).contains(frames) ? [Int16](repeating: 0, count: 480) : speech.next(480)
        }
        return Run(heard: heard, packets: loopback.sentByLeft, statistics: loopback.right.statistics)
    }

    private static func level(_ samples: some Collection<Int16>) -> Double {
        (samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(samples.count, 1))).squareRoot()
    }

    private static func headers(_ packets: [[UInt8]]) throws -> [RTPHeader] {
        try packets.map { try RTPHeader(parsing: $0.span) }
    }

    @Test("A pause costs a few packets, and nothing of it counts as lost, late or made up")
    func pause() throws {
        let (plain, spare) = (Self.run(isDiscontinuous: false), Self.run(isDiscontinuous: true))
        #expect(plain.packets.count == 350)
        // Two of 20 ms in 400 in the pause, besides those until it counts as one.
        #expect(spare.packets.count < 100 + 60 && spare.packets.count > 100)
        let figures = spare.statistics
        #expect(spare.packets.count - Int(figures.packetsReceived) <= 1 && figures.packetsLost == 0)
        #expect(figures.packetsLate == 0 && figures.framesConcealed == 0)
        #expect(try #require(figures.quality).conversationalTenths >= 43)
    }

    @Test("Sequence numbers go on by one, timestamps with the clock, and talk begins with the marker")
    func headers() throws {
        let headers = try Self.headers(Self.run(isDiscontinuous: true).packets)
        var gaps = 0
        for (before, header) in zip(headers, headers.dropFirst()) {
            #expect(header.sequenceNumber == before.sequenceNumber &+ 1)
            let step = header.timestamp &- before.timestamp
            #expect(step % 960 == 0 && step >= 960 && step <= 960 * 21)
            if step > 960 { gaps += 1 }
        }
        #expect(gaps >= 8)
        // At the beginning, and where talk begins again 6 s after it.
        let marked = headers.filter(\.hasMarker)
        #expect(marked.count == 2)
        let resumed = try #require(marked.last).timestamp &- headers[0].timestamp
        #expect(resumed >= 960 * 299 && resumed <= 960 * 301)
    }

    @Test(
        "The first syllable after a pause is heard as without it, on a line that loses packets too", arguments: [0, 7])
    func firstSyllable(lostOfHundred: Int) {
        let wire: Loopback.Wire = { _, generator in
            Int.random(in: 0..<100, using: &generator) < lostOfHundred ? [] : [.milliseconds(1)]
        }
        let (plain, spare) = (Self.run(isDiscontinuous: false, wire: wire), Self.run(isDiscontinuous: true, wire: wire))
        // 200 ms of it, wherever the buffer's delay puts them within 300.
        func loudest(_ run: Run) -> Double {
            stride(from: 288_000, to: 302_400, by: 480).map { Self.level(run.heard[$0..<($0 + 9_600)]) }.max() ?? 0
        }
        let (one, other) = (loudest(plain), loudest(spare))
        #expect(one > 500 && other > one * (lostOfHundred == 0 ? 0.9 : 0.6), "\(other) of \(one)")
        #expect(Self.level(spare.heard[192_000..<264_000]) < 60)
    }

    @Test("A pause of minutes is no silence of the peer")
    func silence() {
        let loopback = Loopback()
        var plan = Loopback.plan(.opus, toPort: 5_000)
        plan.isDiscontinuous = true
        loopback.left.apply(plan, at: loopback.now)
        loopback.right.apply(Loopback.plan(.opus, toPort: 4_000), at: loopback.now)
        let nothing = [Int16](repeating: 0, count: 480)
        for _ in 0..<60 {
            _ = loopback.run(milliseconds: 1_000) { nothing }
            #expect(loopback.right.silenceChange(at: loopback.now) == nil)
        }
    }
}

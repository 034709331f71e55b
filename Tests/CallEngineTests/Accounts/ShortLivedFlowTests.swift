import CallEngine
import SIP
import Testing

/// A registrar that takes connections and has no use for them: RFC 5626 §4.5.
@Suite struct ShortLivedFlowTests {
    static let place = Bench.place("192.0.2.1", .tcp)

    /// Closes each connection as soon as it carried the answer, or before.
    static func opened(in duration: Duration, answers: Bool) throws -> Int {
        var bench = Bench.registering([ServerTarget(place)])
        bench.start()
        let end = bench.now + duration
        var ended: Set<FlowID> = []
        while bench.now < end {
            for flow in bench.opened.keys where ended.insert(flow).inserted {
                if answers { try bench.grant(from: place) }
                bench.input(.flowClosed(flow, .lost))
            }
            bench.advance(by: .seconds(1))
        }
        return bench.opened.count
    }

    @Test(arguments: [true, false]) func connectionsThatBreakAtOnceAreTriedEverMoreSeldom(answers: Bool) throws {
        let count = try Self.opened(in: .seconds(600), answers: answers)
        // 2 s once, then half to the whole of 60, 120, 240 and 480 s.
        #expect((3...8).contains(count), "\(count)")
    }

    @Test func aConnectionThatStoodIsOpenedAgainAtOnce() throws {
        var bench = Bench.registering([ServerTarget(Self.place)])
        bench.start()
        for number in 1...5 {
            try bench.grant(from: Self.place)
            bench.advance(by: .seconds(31))
            bench.input(.flowClosed(try #require(bench.flow(to: Self.place)), .lost))
            bench.advance(by: .seconds(2))
            #expect(bench.opened.count == number + 1)
        }
    }
}

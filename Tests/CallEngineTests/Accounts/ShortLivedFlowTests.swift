import CallEngine
import SIP
import Testing
import Time

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

    /// The first server takes the REGISTER and hangs up, again and again: the second one has the line.
    @Test func whoHangsUpAgainAndAgainIsLeftForTheNextServer() throws {
        let second = Bench.place("192.0.2.2", .tcp)
        var bench = Bench.registering([ServerTarget(Self.place), ServerTarget(second)])
        bench.start()
        for _ in 1...2 {
            try bench.grant(from: Self.place)
            bench.input(.flowClosed(try #require(bench.flow(to: Self.place)), .lost))
            bench.advance(by: .seconds(2))
        }
        #expect(bench.destination(.register) == second)
        try bench.grant(from: second)
        #expect(bench.core.accounts[0].state == .registered)
        // The next refresh tries the first one, which hangs up at once; the line is back at the second without a wait.
        let before = bench.registrations
        while bench.registrations == before { bench.advance(by: .seconds(1)) }
        #expect(bench.destination(.register) == Self.place)
        try bench.grant(from: Self.place)
        bench.input(.flowClosed(try #require(bench.flow(to: Self.place)), .lost))
        #expect(bench.destination(.register) == second)
        try bench.grant(from: second)
        #expect(bench.core.accounts[0].state == .registered)
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

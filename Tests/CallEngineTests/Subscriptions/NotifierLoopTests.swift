import SIP
import Testing
import Time

@testable import CallEngine

/// Notifiers that have us ask again and again: on purpose, or because they are ill.
@Suite struct NotifierLoopTests {
    /// Each document leaves a gap, each request for the full state is answered with the next gap.
    @Test func gapsAreFilledOnceInHalfAMinute() throws {
        var (bench, subscribe) = try WatchingTests.watching()
        bench.accept(subscribe, body: WatchingTests.document(0))
        for number in 1...20 {
            let body = WatchingTests.document(number * 5, "partial", WatchingTests.dialog("a", "early"))
            bench.notify(subscribe, number + 1, body: body)
            let last = try #require(bench.subscriptions("dialog").last)
            bench.receive(Peer.answer(last, 200, tag: "notifier", headers: ["Expires: 3600"]))
        }
        #expect(bench.subscriptions("dialog").count == 2 && bench.watched.last?.line == .ringing)
        bench.advance(by: .seconds(Limits.gapSeconds - 1))
        #expect(bench.subscriptions("dialog").count == 2)
        bench.advance(by: .seconds(1))
        #expect(bench.subscriptions("dialog").count == 3, "the later gap gets its request")
    }

    @Test func aGapThatTheFullStateFilledAsksForNothing() throws {
        var (bench, subscribe) = try WatchingTests.watching()
        bench.accept(subscribe, body: WatchingTests.document(0))
        bench.notify(subscribe, 2, body: WatchingTests.document(5, "partial"))
        bench.notify(subscribe, 3, body: WatchingTests.document(9, "partial"))
        let refresh = try #require(bench.subscriptions("dialog").last)
        bench.receive(Peer.answer(refresh, 200, tag: "notifier", headers: ["Expires: 3600"]))
        bench.notify(subscribe, 4, body: WatchingTests.document(10))
        bench.keepRegistered(for: .seconds(60))
        #expect(bench.subscriptions("dialog").count == 2)
    }

    /// The registrar ends our registration at each second: we come back at once, and then ever more slowly.
    @Test func aRegistrarThatEndsUsAgainAndAgainIsNotHurriedAfter() throws {
        var (bench, subscribe) = try WatchingTests.registrationWatched()
        let start = bench.now
        var returns: [Int] = []
        var sequence = 1
        var seen: Set<UInt32> = []
        while bench.now < start + .seconds(600) {
            sequence += 1
            let body = WatchingTests.own(WatchingTests.registration("deactivated"), bench)
            bench.notify(subscribe, sequence, body: body, type: "application/reginfo+xml")
            bench.advance(by: .seconds(1))
            let requests = bench.takeSent().filter(\.isRequest)
            // The keep-alive is answered, or the line would register for its silence.
            for probe in requests where probe.method == .options { bench.receive(Peer.answer(probe, 200)) }
            for request in requests where request.method == .register {
                guard seen.insert(request.cSeq.number).inserted else { continue }
                returns.append(Int(clamping: start.duration(to: bench.now).components.seconds))
                bench.receive(Peer.answer(request, 200, contact: AccountTests.contact(request)))
            }
        }
        let first = try #require(returns.first)
        // Besides, the line refreshes its registration of 300 s.
        #expect(first <= 4 && returns.count > 4 && returns.count < 14, "\(returns)")
        #expect(returns.filter { $0 < 60 }.count <= 5, "\(returns)")
    }

    @Test func aLongQuietForgetsWhatWas() throws {
        var (bench, subscribe) = try WatchingTests.registrationWatched()
        let body = WatchingTests.own(WatchingTests.registration("deactivated"), bench)
        for sequence in 2...4 {
            bench.notify(subscribe, sequence, body: body, type: "application/reginfo+xml")
            bench.keepRegistered(for: .seconds(60))
        }
        bench.keepRegistered(for: .seconds(Limits.registrarQuietSeconds))
        _ = bench.takeSent()
        bench.notify(subscribe, 5, body: body, type: "application/reginfo+xml")
        bench.advance(by: .seconds(3))
        #expect(bench.registrations == 1)
    }
}

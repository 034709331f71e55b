import SIP
import Testing
import Time

/// One subscription in virtual time, and a notifier written by hand.
struct SubscriptionBench {
    static let origin = Instant.now
    var machine = Subscription(
        SubscriptionSettings(
            package: "dialog", accepts: ["application/dialog-info+xml"],
            resource: URI(user: "bob", host: "example.org"),
            subscriber: NameAddress(uri: URI(user: "alice", host: "example.org")), expirySeconds: 600))
    var randomness = Randomness(seed: [4, 2])
    var now = Self.origin
    var sent: [Message] = []
    var actions: [SubscriptionAction] = []
    static let binding = EventBinding(
        transport: .udp, host: "192.0.2.10", port: 5_062,
        contact: NameAddress(uri: URI(user: "alice", host: "192.0.2.10", port: 5_062)))

    mutating func take(_ new: [SubscriptionAction]) {
        actions += new
        for case .send(let message) in new { sent.append(message) }
    }

    mutating func begin() { take(machine.subscribe(Self.binding, at: now, using: &randomness)) }

    mutating func advance(by seconds: Int) {
        let end = now + .seconds(seconds)
        while let deadline = machine.nextDeadline, deadline <= end {
            now = deadline
            take(machine.handleTimeout(at: now, using: &randomness))
            if let next = machine.nextDeadline, next <= now {
                Issue.record("a deadline that is served must go")
                return
            }
        }
        now = end
    }

    /// The refresh, as it is due.
    mutating func reachRefresh() {
        guard let deadline = machine.nextDeadline else { return }
        now = deadline
        take(machine.handleTimeout(at: now, using: &randomness))
    }

    mutating func answer(_ status: Int, _ headers: [HeaderField] = [.expires(600)]) {
        guard let request = sent.last else { return }
        let response = Message.response(to: request, status: status, toTag: "n1", headers: headers)
        take(machine.receive(response, at: now, using: &randomness))
    }

    @discardableResult
    mutating func notify(
        _ state: String, cSeq: UInt32 = 1, tag: String = "n1", event: String = "dialog", headers: [HeaderField] = [],
        contact: Bool = true, host: String = "192.0.2.9"
    ) -> Int {
        guard let request = sent.last else { return 0 }
        var fields: [HeaderField] = [
            .via(Via(transport: .udp, host: "192.0.2.9", port: 5_060, branch: Via.magicCookie + "n\(cSeq)\(tag)")),
            .from(request.to.tagged(tag)), .to(request.from), .callID(request.callID), .cSeq(cSeq, .notify),
            .other("Event", event), .other("Subscription-State", state),
        ]
        if contact { fields.append(.contact(NameAddress(uri: URI(user: "bob", host: host)))) }
        let message = Message.request(.notify, uri: request.requestURI, headers: fields + headers)
        guard machine.matches(message) else { return 481 }
        let notice = machine.receive(notify: message, at: now, using: &randomness)
        take(notice.actions)
        return notice.status
    }
}

@Suite struct SubscriptionTests {
    static func active() -> SubscriptionBench {
        var bench = SubscriptionBench()
        bench.begin()
        bench.answer(200)
        bench.notify("active;expires=600")
        bench.actions = []
        return bench
    }

    @Test func theFirstSubscribeSaysWhatIsWanted() throws {
        var bench = SubscriptionBench()
        bench.begin()
        let request = try #require(bench.sent.first)
        #expect(request.method == .subscribe && request.requestURI.description == "sip:bob@example.org")
        #expect(request.event == "dialog" && request.expires == 600 && request.toTag == nil)
        #expect(request.header("Accept") == "application/dialog-info+xml" && request.contacts.count == 1)
        #expect(bench.machine.state == .subscribing)
    }

    @Test func notifyMakesTheDialogAfterTheAnswerOrBefore() throws {
        var bench = SubscriptionBench()
        bench.begin()
        bench.answer(202)
        #expect(bench.machine.dialog == nil && bench.machine.state == .subscribing)
        #expect(bench.notify("pending") == 200 && bench.machine.state == .pending)
        #expect(bench.notify("active", cSeq: 2) == 200 && bench.machine.state == .active)
        var early = SubscriptionBench()
        early.begin()
        #expect(early.notify("active;expires=60") == 200 && early.machine.state == .active)
        early.answer(200, [.expires(60)])
        early.advance(by: 50)
        let refresh = try #require(early.sent.last)
        #expect(early.sent.count == 2 && refresh.toTag == "n1" && refresh.cSeq.number == 2)
        #expect(refresh.requestURI.description == "sip:bob@192.0.2.9" && refresh.callID == early.sent[0].callID)
    }

    /// RFC 6665 §4.4.1: each fork would be a subscription of its own; we keep the first.
    @Test func theFirstForkWins() {
        var bench = Self.active()
        #expect(bench.notify("active", cSeq: 9, tag: "other") == 481)
        #expect(bench.notify("active", cSeq: 2) == 200)
    }

    @Test func noticesOutOfOrderAndOfOthersAreRefused() {
        var bench = Self.active()
        #expect(bench.notify("active", cSeq: 5) == 200 && bench.notify("terminated", cSeq: 4) == 500)
        #expect(bench.machine.state == .active)
        #expect(bench.notify("active", cSeq: 6, event: "presence") == 481)
        var new = SubscriptionBench()
        new.begin()
        #expect(new.notify("active", contact: false) == 400)
    }

    /// RFC 6665 §4.4.1, RFC 6141 §4.6: the notifier moves its target by a NOTIFY that we accept.
    @Test(arguments: [(200, "192.0.2.66"), (415, "192.0.2.9")])
    func onlyAnAcceptedNoticeMovesTheTarget(status: Int, host: String) {
        var bench = Self.active()
        #expect(bench.notify("active", cSeq: 2, host: "192.0.2.66") == 200)
        bench.machine.answered(notify: status)
        #expect(bench.machine.dialog?.remoteTarget.host == host)
    }

    /// RFC 6665 §4.1.2.4: timer N.
    @Test func withoutNotifyTheSubscriptionFailedAndIsTriedAgain() {
        var bench = SubscriptionBench()
        bench.begin()
        bench.answer(200)
        bench.advance(by: 31)
        #expect(bench.machine.state == .subscribing)
        bench.advance(by: 2)
        #expect(bench.machine.state == .waiting && bench.actions.contains(.lost))
        #expect(bench.notify("active") == 481)
        bench.advance(by: 11)
        #expect(bench.sent.count == 2 && bench.sent[1].callID != bench.sent[0].callID)
        #expect(bench.sent[1].fromTag != bench.sent[0].fromTag)
    }

    @Test func refreshesComeAtAJitteredFractionOfTheLife() throws {
        var moments: Set<Int> = []
        for seed in 0..<20 {
            var bench = Self.active()
            bench.randomness = Randomness(seed: [UInt8(seed)])
            bench.notify("active;expires=600", cSeq: 2)
            let deadline = try #require(bench.machine.nextDeadline)
            let seconds = Int(bench.now.duration(to: deadline).components.seconds)
            #expect((360...450).contains(seconds))
            moments.insert(seconds)
        }
        #expect(moments.count > 5)
    }

    /// A NOTIFY must follow each refresh too (RFC 6665 §4.1.2.2).
    @Test func aRefreshWithoutNotifyIsFollowedByAFreshSubscription() {
        var bench = Self.active()
        bench.reachRefresh()
        #expect(bench.sent.count == 2)
        bench.answer(200)
        bench.advance(by: 33)
        #expect(bench.sent.count == 3 && bench.sent[2].toTag == nil && bench.machine.state == .subscribing)
        var kept = Self.active()
        kept.reachRefresh()
        kept.answer(200)
        kept.notify("active;expires=600", cSeq: 2)
        kept.advance(by: 300)
        #expect(kept.sent.count == 2 && kept.machine.state == .active)
        var quiet = Self.active()
        quiet.reachRefresh()
        quiet.answer(204)
        quiet.advance(by: 100)
        #expect(quiet.sent.count == 2 && quiet.machine.state == .active)
    }

    @Test func a481ToARefreshIsFollowedByAFreshSubscriptionAtOnce() {
        var bench = Self.active()
        bench.reachRefresh()
        bench.answer(481)
        #expect(bench.sent.count == 3 && bench.sent[2].toTag == nil && bench.sent[2].callID != bench.sent[1].callID)
    }

    /// RFC 6665 §4.1.2.2: after other errors the subscription lives as long as was granted.
    @Test func anErrorToARefreshKeepsTheSubscriptionUntilItsEnd() {
        var bench = Self.active()
        bench.reachRefresh()
        bench.answer(503)
        #expect(bench.machine.state == .active && bench.notify("active", cSeq: 2) == 200)
        bench = Self.active()
        bench.reachRefresh()
        while bench.machine.state == .active, let deadline = bench.machine.nextDeadline {
            bench.answer(500)
            bench.advance(by: Int(bench.now.duration(to: deadline).components.seconds) + 1)
        }
        #expect(SubscriptionBench.origin.duration(to: bench.now) >= .seconds(599))
        #expect(bench.machine.state == .subscribing && bench.sent.last?.toTag == nil)
    }

    @Test(arguments: [489, 403, 404, 405, 501, 603, 302, 401])
    func finalRefusalsEndIt(status: Int) {
        var bench = SubscriptionBench()
        bench.begin()
        bench.answer(status)
        #expect(bench.machine.state == .ended && bench.actions.last == .ended(.refused(status: status)))
        bench.advance(by: 100_000)
        #expect(bench.sent.count == 1)
    }

    @Test(arguments: [408, 480, 500, 503, 504])
    func otherFailuresAreTriedAgainLaterAndLater(status: Int) {
        var bench = SubscriptionBench()
        bench.begin()
        var waits: [Duration] = []
        for _ in 0..<12 {
            bench.answer(status)
            guard let deadline = bench.machine.nextDeadline else { break }
            waits.append(bench.now.duration(to: deadline))
            bench.advance(by: Int(bench.now.duration(to: deadline).components.seconds) + 1)
        }
        #expect(bench.sent.count == 13)
        #expect(waits[0] >= .seconds(5) && waits[0] <= .seconds(10) && waits[3] >= .seconds(40))
        #expect(waits.allSatisfy { $0 <= EventLimits.longestBackoff })
    }

    @Test func retryAfterIsObeyedWithinItsBound() throws {
        var bench = SubscriptionBench()
        bench.begin()
        bench.answer(503, [.retryAfter(120)])
        #expect(bench.now.duration(to: try #require(bench.machine.nextDeadline)) == .seconds(120))
        bench = SubscriptionBench()
        bench.begin()
        bench.answer(503, [.retryAfter(4_000_000_000)])
        let longest = Duration.seconds(Int64(EventLimits.longestRetrySeconds))
        #expect(bench.now.duration(to: try #require(bench.machine.nextDeadline)) == longest)
    }

    @Test func tooShortALifeIsRaised() {
        var bench = SubscriptionBench()
        bench.begin()
        bench.answer(423, [.other("Min-Expires", "1800")])
        #expect(bench.sent.count == 2 && bench.sent[1].expires == 1_800 && bench.sent[1].cSeq.number == 2)
        #expect(bench.sent[1].callID == bench.sent[0].callID)
        bench.answer(423, [.other("Min-Expires", "3600")])
        bench.answer(423, [.other("Min-Expires", "7200")])
        #expect(bench.sent.count == 3 && bench.machine.state == .ended)
        var greedy = SubscriptionBench()
        greedy.begin()
        greedy.answer(423, [.other("Min-Expires", "99999999")])
        #expect(greedy.sent.count == 1 && greedy.machine.state == .ended)
    }

    @Test(arguments: ["rejected", "noresource", "invariant"])
    func someEndsAreForGood(reason: String) {
        var bench = Self.active()
        #expect(bench.notify("terminated;reason=\(reason)", cSeq: 2) == 200)
        #expect(bench.actions == [.ended(.terminated(reason: reason))] && bench.machine.state == .ended)
        bench.advance(by: 100_000)
        #expect(bench.sent.count == 1 && bench.notify("active", cSeq: 3) == 481)
    }

    @Test(arguments: ["terminated;reason=deactivated", "terminated;reason=timeout", "terminated"])
    func otherEndsAreFollowedByAFreshSubscriptionAtOnce(state: String) {
        var bench = Self.active()
        bench.advance(by: 60)
        bench.notify(state, cSeq: 2)
        #expect(bench.machine.state == .subscribing && bench.sent.count == 2 && bench.sent[1].toTag == nil)
        #expect(bench.actions.first == .restarted)
    }

    /// A notifier that ends each subscription at once must not make us ask in a circle.
    @Test func aNotifierThatEndsEverySubscriptionIsAskedSlowly() {
        var bench = SubscriptionBench()
        bench.begin()
        for _ in 0..<200 {
            bench.notify("terminated;reason=deactivated")
            bench.advance(by: 5)
        }
        #expect(bench.sent.count < 20)
    }

    @Test func probationAndGiveUpWaitAsTheySay() throws {
        for reason in ["probation", "giveup", "unheard-of"] {
            var bench = Self.active()
            bench.notify("terminated;reason=\(reason);retry-after=300", cSeq: 2)
            #expect(bench.machine.state == .waiting && bench.actions == [.lost])
            #expect(bench.now.duration(to: try #require(bench.machine.nextDeadline)) == .seconds(300))
        }
        var bench = Self.active()
        bench.notify("terminated;reason=giveup;retry-after=4294967295", cSeq: 2)
        let longest = Duration.seconds(Int64(EventLimits.longestRetrySeconds))
        #expect(bench.now.duration(to: try #require(bench.machine.nextDeadline)) == longest)
    }

    @Test func unsubscribingSaysSoAndTakesTheLastNotice() throws {
        var bench = Self.active()
        bench.take(bench.machine.unsubscribe(at: bench.now, using: &bench.randomness))
        let request = try #require(bench.sent.last)
        #expect(request.expires == 0 && request.toTag == "n1" && bench.machine.state == .leaving)
        bench.answer(200, [.expires(0)])
        #expect(bench.notify("terminated;reason=timeout", cSeq: 2) == 200)
        #expect(bench.actions.last == .ended(.unsubscribed) && bench.machine.nextDeadline == nil)
        var silent = Self.active()
        silent.take(silent.machine.unsubscribe(at: silent.now, using: &silent.randomness))
        silent.advance(by: 40)
        #expect(silent.machine.state == .ended && silent.actions.last == .ended(.unsubscribed))
        var early = SubscriptionBench()
        early.begin()
        early.take(early.machine.unsubscribe(at: early.now, using: &early.randomness))
        #expect(early.sent.count == 1 && early.machine.state == .ended && early.notify("active") == 481)
    }

    @Test func credentialsGoOutUnderTheNextNumber() throws {
        var bench = SubscriptionBench()
        bench.begin()
        let first = bench.sent[0]
        let fields = [HeaderField.authorization("Digest x")]
        bench.take(bench.machine.retry(first, authorizations: fields, using: &bench.randomness))
        #expect(bench.sent.count == 2 && bench.sent[1].cSeq.number == 2 && bench.sent[1].callID == first.callID)
        #expect(
            bench.sent[1].topVia?.branch != first.topVia?.branch && bench.sent[1].header("Authorization") == "Digest x")
        // The old request's late answer changes nothing.
        bench.take(bench.machine.failed(first, status: 408, at: bench.now, using: &bench.randomness))
        #expect(bench.machine.state == .subscribing)
        bench.answer(200)
        bench.notify("active")
        bench.reachRefresh()
        #expect(bench.sent.count == 3 && bench.sent[2].cSeq.number == 3)
    }

    @Test func aMoveIsToldInTheDialog() {
        var bench = Self.active()
        bench.take(bench.machine.move(SubscriptionBench.binding, at: bench.now, using: &bench.randomness))
        #expect(bench.sent.count == 1)
        var other = SubscriptionBench.binding
        other.contact.uri.host = "192.0.2.20"
        bench.take(bench.machine.move(other, at: bench.now, using: &bench.randomness))
        #expect(
            bench.sent.count == 2 && bench.sent[1].contacts.first?.uri.host == "192.0.2.20"
                && bench.sent[1].toTag == "n1")
    }

    @Test func withoutAWayOutNothingIsSentAndTheTryComesLater() {
        var bench = Self.active()
        bench.now = bench.now + .seconds(451)
        bench.take(bench.machine.postpone(at: bench.now, using: &bench.randomness))
        #expect(bench.sent.count == 1 && bench.machine.state == .active)
        bench.now = bench.now + .seconds(200)
        bench.take(bench.machine.postpone(at: bench.now, using: &bench.randomness))
        #expect(bench.machine.state == .waiting && bench.actions == [.lost])
    }

    /// Whatever comes in whatever order: no trap, no deadline that stays due, never two SUBSCRIBEs at one moment for ever.
    @Test func randomHistoriesEndNowhereBad() {
        var generator = MutationTests.Generator(state: 0xE4E7)
        let states = [
            "active", "active;expires=1", "active;expires=0", "pending;expires=99999999999", "terminated",
            "terminated;reason=deactivated",
            "terminated;reason=probation;retry-after=4294967295", "terminated;reason=rejected", "",
            "x;expires=7;expires=",
        ]
        for _ in 0..<300 {
            var bench = SubscriptionBench()
            bench.begin()
            var number: UInt32 = 0
            for _ in 0..<40 {
                number += UInt32(generator.next(below: 3))
                switch generator.next(below: 8) {
                case 0: bench.answer([200, 202, 204, 401, 408, 423, 481, 489, 500, 503][generator.next(below: 10)], [])
                case 1: bench.answer(200, [.expires(UInt32(generator.next(below: 100)))])
                case 2, 3: bench.notify(states[generator.next(below: states.count)], cSeq: number)
                case 4: bench.advance(by: generator.next(below: 700))
                case 5: bench.take(bench.machine.refresh(at: bench.now, using: &bench.randomness))
                case 6 where generator.next(below: 6) == 0:
                    bench.take(bench.machine.unsubscribe(at: bench.now, using: &bench.randomness))
                case 7:
                    bench.take(bench.machine.move(SubscriptionBench.binding, at: bench.now, using: &bench.randomness))
                default: bench.take(bench.machine.postpone(at: bench.now, using: &bench.randomness))
                }
            }
            #expect(bench.sent.count < 60)
        }
    }
}

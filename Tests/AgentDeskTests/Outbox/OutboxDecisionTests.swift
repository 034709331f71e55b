import Testing
import Time

@testable import AgentDesk

/// What the agent decides while a request about the record is under way.
@Suite struct OutboxDecisionTests {
    private let record = IncidentRecord(
        id: "k", form: "tree", title: "Arbre", connector: "srm", call: nil,
        fields: [.init(key: "a", label: "A", value: .text("b"))], createdAt: 1)
    private let now = Instant.now

    /// The request is under way.
    private func sending() -> Outbox {
        var outbox = Outbox(connectors: ["srm": OutboxTraits(canAsk: false)], seed: 1)
        _ = outbox.handle(.opened([]), at: now)
        _ = outbox.handle(.submit(record), at: now)
        let actions = outbox.handle(.timeout, at: now)
        #expect(actions.contains { if case .send = $0 { true } else { false } })
        return outbox
    }

    private func isDropped(_ actions: [OutboxAction]) -> Bool {
        actions.contains { if case .keep(let item) = $0 { item.state == .dropped } else { false } }
            && !actions.contains { if case .tell = $0 { true } else { false } }
    }

    @Test(arguments: [
        DeliveryOutcome.unreached("x", seconds: nil), .unknown("x"), .denied("x"), .refused("x"),
    ])
    func aRecordDroppedOnItsWayIsNotSentAgain(outcome: DeliveryOutcome) {
        var outbox = sending()
        _ = outbox.handle(.decide(key: "k", .drop), at: now)
        #expect(outbox.waiting.isEmpty, "the agent let it go")
        #expect(isDropped(outbox.handle(.outcome(key: "k", outcome), at: now)))
        #expect(outbox.nextDeadline == nil)
    }

    @Test func whatTheServerHasIsToldWhateverWasDecided() {
        var outbox = sending()
        _ = outbox.handle(.decide(key: "k", .drop), at: now)
        let actions = outbox.handle(.outcome(key: "k", .there(Receipt(number: "7"))), at: now)
        #expect(actions.contains(.tell(key: "k", .sent(number: "7", url: nil))))
    }

    @Test func aNumberThatTheAgentFoundIsKept() {
        var outbox = sending()
        _ = outbox.handle(.decide(key: "k", .isThere(number: "9")), at: now)
        let actions = outbox.handle(.outcome(key: "k", .unknown("cut")), at: now)
        #expect(actions.contains(.tell(key: "k", .sent(number: "9", url: nil))))
    }

    /// Killed before the server answered.
    @Test func theNextRunKnowsThatItWasDropped() throws {
        var outbox = sending()
        let kept = outbox.handle(.decide(key: "k", .drop), at: now).compactMap { action -> OutboxItem? in
            if case .keep(let item) = action { item } else { nil }
        }
        let item = try #require(kept.last)
        let read = try #require(
            OutboxItem(
                key: item.key, number: item.number, connector: item.connector, call: nil, state: item.state.rawValue,
                attempts: item.attempts, body: item.body))
        var next = Outbox(connectors: ["srm": OutboxTraits(canAsk: false)], seed: 1)
        #expect(isDropped(next.handle(.opened([read]), at: now)))
    }

    /// A full disk must not make a request that has left one that has not: it would leave twice.
    @Test func whatCannotBeWrittenWhileItIsOnItsWayIsNotSentBesideItself() {
        var outbox = sending()
        _ = outbox.handle(.told(key: "k", .kept), at: now)
        _ = outbox.handle(.unkept(key: "k", reason: "full"), at: now)
        let later = outbox.handle(.timeout, at: now + .seconds(3_600))
        #expect(!later.contains { if case .send = $0 { true } else { false } })
        let actions = outbox.handle(.outcome(key: "k", .there(Receipt(number: "7"))), at: now)
        #expect(actions.contains(.tell(key: "k", .sent(number: "7", url: nil))))
    }

    @Test func aNumberOfARowThatCannotBeReadIsNotUsedAgain() {
        var outbox = Outbox(connectors: ["srm": OutboxTraits(canAsk: false)], seed: 1)
        _ = outbox.handle(.opened([], last: 41), at: now)
        _ = outbox.handle(.submit(record), at: now)
        #expect(outbox.items.first?.number == 42)
    }
}

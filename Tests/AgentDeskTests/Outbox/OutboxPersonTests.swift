import Testing
import Time

@testable import AgentDesk

@Suite("What the running outbox knows of a person who is erased")
struct OutboxPersonTests {
    private let person = DeskPerson(address: "0476998877")
    private let now = Instant.now

    private func record(_ id: String, _ call: String) -> IncidentRecord {
        IncidentRecord(id: id, form: "f", title: "Voirie", connector: "srm", call: call, fields: [], createdAt: 5)
    }

    private func event(_ call: String, from: String) -> CallEvent {
        CallEvent(
            kind: .ringing, call: call, isIncoming: true, from: CallEvent.End(raw: from),
            to: CallEvent.End(raw: "100"), account: "a", at: 5)
    }

    private func outbox() -> Outbox {
        var outbox = Outbox(connectors: ["srm": OutboxTraits(canAsk: true)], seed: 1)
        _ = outbox.handle(.opened([]), at: now)
        return outbox
    }

    @Test func eventsGoAndRecordsGoOnWithoutTheirCall() {
        var outbox = outbox()
        _ = outbox.handle(.submit(record("k1", "a-1")), at: now)
        _ = outbox.handle(.submit(record("k2", "a-2")), at: now)
        _ = outbox.handle(.tell(event("a-3", from: "+33476998877"), connector: "srm", key: "e1"), at: now)
        _ = outbox.handle(.tell(event("a-1", from: "anonymous"), connector: "srm", key: "e2"), at: now)
        _ = outbox.handle(.tell(event("a-2", from: "0476001122"), connector: "srm", key: "e3"), at: now)

        let actions = outbox.handle(.erase(person, calls: ["a-1"]), at: now)

        #expect(outbox.items.map(\.key) == ["k1", "k2", "e3"])
        #expect(outbox.items.map(\.call) == [nil, "a-2", "a-2"])
        #expect(actions.contains(.forget(key: "e1")) && actions.contains(.forget(key: "e2")))
        #expect(
            actions.contains { if case .keep(let item) = $0 { item.key == "k1" && item.call == nil } else { false } })
        #expect(actions.count == 3)
    }

    @Test func aRecordThatIsDoneWithGoesAndAnAnswerOnItsWayHarmsNothing() {
        var outbox = outbox()
        _ = outbox.handle(.submit(record("k1", "a-1")), at: now)
        _ = outbox.handle(.timeout, at: now)
        _ = outbox.handle(.tell(event("a-1", from: "0476998877"), connector: "srm", key: "e1"), at: now)
        _ = outbox.handle(.outcome(key: "k1", .there(Receipt(number: "7"))), at: now)
        for news in outbox.items.compactMap(\.news) { _ = outbox.handle(.told(key: "k1", news), at: now) }
        _ = outbox.handle(.timeout, at: now)

        let actions = outbox.handle(.erase(person, calls: ["a-1"]), at: now)

        #expect(outbox.items.isEmpty)
        #expect(Set(actions.map { "\($0)" }) == Set(["k1", "e1"].map { "\(OutboxAction.forget(key: $0))" }))
        #expect(outbox.handle(.outcome(key: "e1", .there(Receipt(number: ""))), at: now).isEmpty)
    }

    /// Its answer comes after the erasure: it is told, linked to nothing, and then nothing of it is kept.
    @Test func whatWaitedIsSentAndThenForgotten() throws {
        var outbox = outbox()
        _ = outbox.handle(.submit(record("k1", "a-1")), at: now)
        _ = outbox.handle(.told(key: "k1", .kept), at: now)
        _ = outbox.handle(.erase(person, calls: ["a-1"]), at: now)
        let item = try #require(outbox.items.first)
        #expect(item.call == nil && item.record?.call == nil)
        let kept = OutboxItem(
            key: "k1", number: 1, connector: "srm", call: nil, state: item.state.rawValue, attempts: 0, body: item.body)
        #expect(kept?.isErased == true, "the next run knows it too")

        _ = outbox.handle(.timeout, at: now)
        let actions = outbox.handle(.outcome(key: "k1", .there(Receipt(number: "7"))), at: now)
        #expect(actions.contains(.tell(key: "k1", .sent(number: "7", url: nil))))
        #expect(outbox.handle(.told(key: "k1", .sent(number: "7", url: nil)), at: now) == [.forget(key: "k1")])
        #expect(outbox.items.isEmpty)
    }

    @Test func whatIsDroppedAfterTheErasureIsForgotten() {
        var outbox = outbox()
        _ = outbox.handle(.submit(record("k1", "a-1")), at: now)
        _ = outbox.handle(.erase(person, calls: ["a-1"]), at: now)
        #expect(outbox.handle(.decide(key: "k1", .drop), at: now) == [.forget(key: "k1")])
    }
}

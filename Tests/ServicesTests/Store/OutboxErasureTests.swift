import AgentDesk
import Configuration
import Testing

@testable import Services

@Suite("A person is erased from the outbox, as far as the servers have the records")
struct OutboxErasureTests {
    private func item(
        _ number: Int, _ call: String?, _ state: OutboxItem.State, phone: String? = nil
    ) -> OutboxItem {
        let fields = phone.map { [IncidentRecord.Field(key: "tel", label: "Téléphone", value: .phone($0))] } ?? []
        let record = IncidentRecord(
            id: "k\(number)", form: "f", title: "Voirie", connector: "srm", call: call, fields: fields, createdAt: 5)
        var item = OutboxItem(
            key: "k\(number)", number: number, connector: "srm", call: call, content: .record(record))
        item.state = state
        return item
    }

    @Test func whatIsSentGoesAndWhatIsNotStaysAndIsCounted() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path + "/desk.sqlite")
        let gone = StoreScene.party("Zéphyrine", "0476998877")
        try store.keep(StoreScene.call("a-1", gone))
        try store.keep(StoreScene.call("a-2", StoreScene.party("Dupont", "0476001122")))
        for item in [
            item(1, "a-1", .sent), item(2, "a-1", .dropped), item(3, "a-1", .waiting), item(4, "a-2", .sent),
            item(5, nil, .refused, phone: "+33 4 76 99 88 77"), item(6, "a-2", .uncertain, phone: "0476001122"),
        ] { try store.keep(item) }
        let erased = try store.erase(DeskPerson(address: "0476998877"))
        #expect(erased == DeskErasure(calls: 1, others: 2, waiting: 2))
        #expect(try store.outboxItems().map(\.key) == ["k3", "k4", "k5", "k6"])
    }

    @Test func aWaitingEventGoes() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path + "/desk.sqlite")
        func event(_ number: Int, from: String) -> OutboxItem {
            let event = CallEvent(
                kind: .ringing, call: "c\(number)", isIncoming: true, from: CallEvent.End(raw: from),
                to: CallEvent.End(raw: "100"), account: "a", at: 5)
            return OutboxItem(
                key: "e\(number)", number: number, connector: "z", call: event.call, content: .event(event))
        }
        try store.keep(event(1, from: "0476998877"))
        try store.keep(event(2, from: "0476001122"))
        #expect(try store.erase(DeskPerson(address: "0476998877")).others == 1)
        #expect(try store.outboxItems().map(\.key) == ["e2"])
    }

    @Test func anAnswerAfterTheErasureBringsNoLinkBack() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path + "/desk.sqlite")
        let gone = StoreScene.party("Zéphyrine", "0476998877")
        try store.keep(StoreScene.call("a-1", gone))
        var sent = item(1, "a-1", .sending)
        try store.keep(sent)
        _ = try store.erase(DeskPerson(address: "0476998877"))
        sent.state = .sent
        sent.receipt = Receipt(number: "7")
        try store.keep(sent)
        try store.keep(StoreScene.call("a-1", StoreScene.party("Dupont", "0476001122")))
        #expect(try store.calls(most: 5).calls.first?.incidents.isEmpty == true)
    }

    @Test func aFullDiskAndAReadOnlyOneAreNamed() {
        let full = StateProblem(path: "/a", reason: "No space left on device")
        let readOnly = StateProblem(path: "/a", reason: "Read-only file system")
        #expect(full.words.french.contains("plein") && readOnly.words.french.contains("lecture seule"))
        #expect(StateProblem(path: "/a", reason: "Permission denied").words.english.contains("permissions"))
    }
}

import AgentDesk
import Foundation
import GRDB
import Testing

@testable import Services

@Suite("The outbox on the disk")
struct OutboxTableTests {
    @Test func everyItemComesBackAsItWasKept() throws {
        let path = NSTemporaryDirectory() + "outbox-\(UUID().uuidString).sqlite"
        defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
        let record = IncidentRecord(
            id: "k1", form: "f", title: "Arbre tombé", connector: "srm", call: "c",
            fields: [
                .init(key: "a", label: "A", value: .text("é\n\"")),
                .init(key: "b", label: "B", value: .choice("1", label: "Un")),
                .init(key: "c", label: "C", value: .date("2026-11-30")),
                .init(key: "d", label: "D", value: .place("ici", latitude: 45, longitude: nil)),
                .init(key: "e", label: "E", value: .phone("+33476")), .init(key: "f", label: "F", value: .flag(false)),
                .init(key: "g", label: "G", value: .file(name: "x", octets: [0, 255])),
            ], createdAt: 5)
        var sent = OutboxItem(key: "k1", number: 1, connector: "srm", call: "c", content: .record(record))
        sent.state = .uncertain
        sent.attempts = 3
        sent.reason = "cut"
        sent.receipt = Receipt(number: "7", url: "https://a.example/7")
        sent.news = .refused("non")
        sent.isWaitTold = true
        let event = CallEvent(
            kind: .ended, call: "c", isIncoming: false, from: .init(raw: "1"), to: .init(e164: "+33", isAsserted: true),
            divertedBy: .init(display: "D"), account: "A", at: 9, talkMilliseconds: 4, endCause: "normal", quality: 410)
        let told = OutboxItem(key: "k2", number: 2, connector: "cti", call: "c", content: .event(event))
        do {
            let store = try Store(path: path)
            try store.keep(OutboxItem(key: "k1", number: 1, connector: "srm", call: "c", content: .record(record)))
            try store.keep(told)
            try store.keep(sent)
        }
        let store = try Store(path: path)
        #expect(try store.outboxItems() == [sent, told])
        try store.forget(outboxItem: "k2")
        #expect(try store.outboxItems() == [sent])
    }

    @Test func whatCannotBeReadIsToldOnceAndStays() throws {
        let path = NSTemporaryDirectory() + "outbox-\(UUID().uuidString).sqlite"
        defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
        let store = try Store(path: path)
        let record = IncidentRecord(
            id: "k1", form: "f", title: "T", connector: "srm", call: nil, fields: [], createdAt: 5)
        try store.keep(OutboxItem(key: "k1", number: 1, connector: "srm", call: nil, content: .record(record)))
        try store.write { database in
            for (key, state, body) in [("k2", "waiting", "{"), ("k3", "elsewhere", "{}")] {
                try database.execute(
                    sql: "INSERT INTO outbox VALUES (?, ?, 'srm', NULL, ?, 0, ?)",
                    arguments: [key, key == "k2" ? 2 : 3, state, body])
            }
        }
        #expect(try store.setAsideUnreadable() == 2)
        #expect(try store.setAsideUnreadable() == 0)
        #expect(try store.outboxItems().map(\.key) == ["k1"])
        // The numbers that they had are free.
        try store.keep(OutboxItem(key: "k4", number: 2, connector: "srm", call: nil, content: .record(record)))
        #expect(try store.outboxItems().map(\.key) == ["k1", "k4"])
        let left = try store.read {
            try String.fetchAll($0, sql: "SELECT key FROM outbox WHERE number < 0 ORDER BY key")
        }
        #expect(left == ["k2", "k3"])
    }
}

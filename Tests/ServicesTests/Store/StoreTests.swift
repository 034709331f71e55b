import AgentDesk
import CallEngine
import GRDB
import Glibc
import Testing

@testable import Services

@Suite("The store of calls and notes")
struct StoreTests {
    private let dupont = StoreScene.party("Dupont", "0476001122")

    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    @Test func aCallComesBackWhole() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/desk.sqlite"
        var call = PastCall(
            id: "run-1", line: "Accueil", party: dupont,
            forwardedBy: [Party(name: nil, number: nil, address: "sip:anonymous@b.example", isWithheld: true)],
            isIncoming: true, cause: .endedByPeer, begunAt: 100, endedAt: 170, seconds: 60, qualityTenths: 43,
            directoryName: "M. Dupont")
        do {
            let store = try Store(path: path)
            try store.keep(call)
            try store.link(incident: IncidentReference(connector: "glpi", number: "12"), to: "run-1")
            let whole = IncidentReference(connector: "glpi", number: "12", url: "https://x.example")
            try store.link(incident: whole, to: "run-1")
            try store.keep(Note(text: "Chêne tombé", party: dupont, at: 120, call: "run-1"))
            store.close()
        }
        let store = try Store(path: path)
        call.incidents = [IncidentReference(connector: "glpi", number: "12", url: "https://x.example")]
        #expect(try store.call("run-1") == call)
        #expect(try store.calls(most: 9) == FoundCalls(calls: [call], count: 1))
        #expect(try store.notes(of: "run-1").map(\.text) == ["Chêne tombé"])
        #expect(try store.notes(most: 9) == [Note(text: "Chêne tombé", party: dupont, at: 120, call: "run-1")])
        #expect(mode(path) == 0o600 && mode(path + "-wal") ?? 0o600 == 0o600)
        #expect(store.setAside == nil)
    }

    @Test func aCallUnderWayIsNotLostWithTheProgram() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path + "/desk.sqlite")
        try store.begin(StoreScene.call("old-1", dupont, cause: nil, seconds: nil))
        try store.begin(StoreScene.call("new-1", dupont, at: 2_000, cause: nil, seconds: 0))
        try store.endInterruptedCalls(exceptOf: "new")
        #expect(try store.call("old-1")?.cause == nil)
        let open = try store.read { try String.fetchAll($0, sql: "SELECT key FROM call WHERE ended IS NULL") }
        #expect(open == ["new-1"])
        try store.keep(StoreScene.call("new-1", dupont, at: 2_000))
        #expect(try store.call("new-1")?.seconds == 60 && store.calls(most: 9).count == 2)
    }

    @Test func callsAreSearchedNewestFirstAndCounted() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path + "/desk.sqlite")
        for number in 1...30 {
            let who = number % 3 == 0 ? StoreScene.party("Élodie", "+33476\(100_000 + number)") : dupont
            try store.keep(StoreScene.call("a-\(number)", who, at: number))
        }
        let found = try store.calls(matching: "elodie", most: 4)
        #expect(found.calls.map(\.begunAt) == [30, 27, 24, 21] && found.count == 10)
        #expect(try store.calls(matching: "04 76 1", most: 99).count == 10)
        #expect(try store.calls(matching: "%", most: 99).count == 0, "signs of LIKE stand for themselves")
        #expect(try store.calls(matching: "_", most: 99).count == 0)
        #expect(try store.calls(matching: "'; DROP TABLE call; --", most: 99).count == 0)
        try store.keep(Note(text: "rappeler pour l'orme", party: dupont, at: 9, call: "a-1"))
        #expect(try store.calls(matching: "ORME dup", most: 9).calls.map(\.id) == ["a-1"])
    }

    @Test func oldCallsAreForgottenWithTheirNotes() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path + "/desk.sqlite")
        try store.keep(StoreScene.call("a-1", dupont, at: 10))
        try store.keep(StoreScene.call("a-2", dupont, at: 20))
        try store.keep(Note(text: "old", party: dupont, at: 30, call: "a-1"))
        try store.keep(Note(text: "new", party: dupont, at: 30, call: "a-2"))
        try store.keep(Note(text: "alone", party: nil, at: 10))
        #expect(try store.forget(before: 20) == 1)
        #expect(try store.calls(most: 9).calls.map(\.id) == ["a-2"] && store.notes(most: 9).map(\.text) == ["new"])
    }

    @Test func aPersonIsErasedFromEveryFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/desk.sqlite"
        _ = try folder.write("{}\n", name: "calls.jsonl.imported")
        _ = try folder.write("old", name: "desk.sqlite.1")
        let store = try Store(path: path)
        let gone = StoreScene.party("Zéphyrine", "0476998877")
        for number in 1...200 {
            try store.keep(StoreScene.call("a-\(number)", number % 2 == 0 ? gone : dupont, at: number))
        }
        var forwarded = StoreScene.call("b-1", dupont)
        forwarded.forwardedBy = [gone, StoreScene.party("Mairie", "200")]
        try store.keep(forwarded)
        try store.keep(Note(text: "secret-of-the-call", party: nil, at: 5, call: "a-2"))
        try store.keep(Note(text: "secret-of-hers", party: gone, at: 5))
        try store.keep(Note(text: "of-him", party: dupont, at: 5))
        try store.link(incident: IncidentReference(connector: "glpi", number: "link-987"), to: "a-4")
        #expect(StoreScene.folder(folder, holds: "0476998877") && StoreScene.folder(folder, holds: "zephyrine"))
        let erased = try store.erase(DeskPerson(address: "+33 4 76 99 88 77"))
        #expect(erased == DeskErasure(calls: 100, notes: 2))
        for text in ["0476998877", "zephyrine", "Zéphyrine", "secret-of", "link-987"] {
            #expect(!StoreScene.folder(folder, holds: text), "\(text) stands in a file")
        }
        #expect(!folder.names.contains("desk.sqlite.1") && !folder.names.contains("calls.jsonl.imported"))
        #expect(try store.calls(most: 1).count == 101 && store.notes(most: 9).map(\.text) == ["of-him"])
        #expect(try store.call("b-1")?.forwardedBy.map(\.name) == ["Mairie"])
        #expect(try store.erase(DeskPerson(address: "0476998877")) == DeskErasure())
    }
}

import AgentDesk
import CallEngine
import Configuration
import GRDB
import Glibc
import Testing

@testable import Services

@Suite("The store is opened, mended, brought up, or refused in words")
struct StoreOpeningTests {
    private let dupont = StoreScene.party("Dupont", "0476001122")

    @Test(arguments: [false, true])
    func aBrokenStoreIsSetAsideAndTold(_ isHalf: Bool) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/desk.sqlite"
        if isHalf {
            let store = try Store(path: path)
            for number in 1...500 { try store.keep(StoreScene.call("a-\(number)", dupont)) }
            store.close()
            // A page in the middle is written over.
            let file = try #require(fopen(path, "r+"))
            for page in 5...15 {
                fseek(file, page * 4_096, SEEK_SET)
                _ = [UInt8](repeating: 0xa5, count: 4_096).withUnsafeBytes { fwrite($0.baseAddress, 1, 4_096, file) }
            }
            fclose(file)
        } else {
            _ = try folder.write(String(repeating: "no database ", count: 1_000), name: "desk.sqlite")
        }
        #expect(throws: StateProblem.self) { try Store(path: path, mends: false) }
        let store = try Store(path: path)
        let place = try #require(store.setAside)
        #expect(place.hasPrefix(path + ".broken-") && access(place, F_OK) == 0)
        try store.keep(StoreScene.call("b-1", dupont))
        #expect(try store.calls(most: 9).count == 1)
    }

    /// The history is broken in the middle; the records that wait for their server come over, each to be asked about before it is sent.
    @Test func confirmedRecordsComeOverFromABrokenStore() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/desk.sqlite"
        var store = try Store(path: path)
        for (number, state) in [OutboxItem.State.waiting, .asking, .refused, .sent].enumerated() {
            let record = IncidentRecord(
                id: "k\(number)", form: "f", title: "Arbre", connector: "srm", call: nil, fields: [], createdAt: 5)
            var item = OutboxItem(
                key: record.id, number: number + 7, connector: "srm", call: nil, content: .record(record))
            item.state = state
            try store.keep(item)
        }
        for number in 1...500 { try store.keep(StoreScene.call("a-\(number)", dupont)) }
        let root = try store.read {
            try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'call'")
        }
        _ = try store.database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        store.close()
        let page = try #require(root)
        let file = try #require(fopen(path, "r+"))
        fseek(file, (page - 1) * 4_096, SEEK_SET)
        _ = [UInt8](repeating: 0xa5, count: 4_096).withUnsafeBytes { fwrite($0.baseAddress, 1, 4_096, file) }
        fclose(file)
        store = try Store(path: path)
        #expect(store.setAside != nil && store.saved?.count == 3 && store.saved?.isWhole == true)
        let items = try store.outboxItems()
        #expect(items.map(\.key) == ["k0", "k1", "k2"] && items.map(\.state) == [.sending, .asking, .refused])
        #expect(try store.lastOutboxNumber() == 9)
        #expect(store.saved?.words.french.contains("reprises : 3") == true)
    }

    @Test func recordsThatCannotBeReadAreToldToBeLost() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write(String(repeating: "no database ", count: 1_000), name: "desk.sqlite")
        let store = try Store(path: folder.path + "/desk.sqlite")
        #expect(store.saved?.isWhole == false && store.saved?.words.english.contains("may be lost") == true)
    }

    @Test func aStoreOfANewerProgramIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/desk.sqlite"
        let store = try Store(path: path)
        try store.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of the year 2040')") }
        store.close()
        let problem = #expect(throws: StateProblem.self) { try Store(path: path) }
        #expect(problem?.isNewer == true && problem?.words.french.contains("plus récent") == true)
        #expect(folder.names.allSatisfy { !$0.contains("broken") })
    }

    @Test func anOlderShapeIsCopiedBeforeItIsBroughtUp() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/desk.sqlite"
        for name in ["1", "2", "3"] { _ = try folder.write("copy \(name)", name: "desk.sqlite.\(name)") }
        let old = try DatabaseQueue(path: path)
        var shape = DatabaseMigrator()
        shape.registerMigration("calls and notes", migrate: CallShape.make)
        try shape.migrate(old)
        try old.close()
        var next = shape
        next.registerMigration("one more") { try $0.execute(sql: "CREATE TABLE more (id INTEGER)") }
        let store = try Store(path: path, shape: next)
        let names = folder.names
        #expect(names.contains("desk.sqlite.1") && names.contains("desk.sqlite.3") && !names.contains("desk.sqlite.4"))
        #expect(try folder.text("desk.sqlite.2") == "copy 1" && folder.text("desk.sqlite.3") == "copy 2")
        let copy = try DatabaseQueue(path: path + ".1")
        #expect(try copy.read { try $0.tableExists("call") && !$0.tableExists("more") })
        #expect(try store.read { try $0.tableExists("more") })
    }

    @Test func journalsOfEarlierVersionsComeInOnce() throws {
        let folder = try TemporaryFolder()
        let party = #"{"name":"Dupont","number":"0476001122","address":"sip:0476001122@b.example"}"#
        _ = try folder.write(
            #"{"at":7,"incoming":true,"cause":"missed","party":\#(party)}"# + "\nbroken\n"
                + #"{"at":9,"incoming":false,"cause":"endedByMe","seconds":60,"party":\#(party)}"#,
            name: "calls.jsonl")
        _ = try folder.write(#"{"at":8,"text":"rappeler","party":\#(party)}"# + "\n", name: "notes.jsonl")
        let store = try Store(path: folder.path + "/desk.sqlite")
        try store.importJournals()
        #expect(try store.calls(most: 9).calls.map(\.begunAt) == [9, 7] && store.notes(most: 9).count == 1)
        #expect(try store.calls(most: 1).calls.first?.seconds == 60)
        #expect(folder.names.contains("calls.jsonl.imported") && !folder.names.contains("notes.jsonl"))
        // Killed before the name was changed: nothing comes twice.
        rename(folder.path + "/notes.jsonl.imported", folder.path + "/notes.jsonl")
        try store.importJournals()
        #expect(try store.notes(most: 9).count == 1)
    }

    @Test func whereNothingCanBeWrittenTheReasonIsTold() throws {
        let folder = try TemporaryFolder()
        let problem = #expect(throws: StateProblem.self) { try Store(path: folder.path + "/none/desk.sqlite") }
        #expect(problem?.words.english.contains("/none/desk.sqlite: No such file") == true)
    }
}

import AgentDesk
import Configuration
import GRDB

/// What a broken store still gives of the outbox: confirmed records are worth more than the history.
public struct SavedRecords: Sendable, Equatable {
    /// How many that are not done with came over.
    public private(set) var count = 0
    /// Every row could be read: nothing is missing.
    public private(set) var isWhole = true
    private var items: [OutboxItem] = []

    /// Reads the file as it is, before it is set aside; nothing in it is written.
    init(of path: String) {
        isWhole = false
        var settings = GRDB.Configuration()
        settings.readonly = true
        guard let database = try? DatabaseQueue(path: path, configuration: settings) else { return }
        defer { try? database.close() }
        var found: [String: OutboxItem] = [:]
        // From both ends: a page that is broken stops each at its place.
        for order in ["ASC", "DESC"] where !isWhole {
            isWhole =
                (try? database.read { database in
                    let rows = try Row.fetchCursor(
                        database, sql: "SELECT * FROM outbox NOT INDEXED ORDER BY rowid \(order)")
                    var isEach = true
                    while let row = try rows.next() {
                        if let item = OutboxItem(row) { found[item.key] = item } else { isEach = false }
                    }
                    return isEach
                }) ?? false
        }
        items = found.values.filter { !$0.state.isFinished }.sorted { $0.number < $1.number }
        // The row may be older than what became of it: it may have left, so that the server or the agent is asked first.
        for index in items.indices where items[index].state == .waiting { items[index].state = .sending }
        count = items.count { !$0.isEvent }
    }

    /// - Returns: what has come over.
    func put(into database: DatabasePool) -> SavedRecords {
        var saved = self
        saved.items = []
        do { try database.write { database in for item in items { try OutboxTable.keep(item, database) } } } catch {
            saved.isWhole = false
            saved.count = 0
        }
        return saved
    }

    /// What the agent must know, to stand behind a sentence; empty: nothing waited.
    public var words: Bilingual {
        var (french, english) = ("", "")
        if count > 0 {
            french += " ; fiches en attente reprises : \(count)"
            english += "; waiting records taken over: \(count)"
        }
        if !isWhole {
            french += " ; des fiches en attente ont pu se perdre"
            english += "; records that waited may be lost"
        }
        return Bilingual(french, english)
    }
}

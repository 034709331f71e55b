import AgentDesk
import GRDB
import JSONText

/// The outbox in the store: an item a row.
public protocol OutboxDisk: Sendable {
    /// - Throws: where the disk cannot be read.
    func outboxItems() throws(StateProblem) -> [OutboxItem]
    /// Rows that nobody here can read stay on the disk, out of the order of the others.
    /// - Returns: how many became so since this was last asked.
    func setAsideUnreadable() throws(StateProblem) -> Int
    /// The highest number of all, those that cannot be read among them.
    func lastOutboxNumber() throws(StateProblem) -> Int
    /// The item is on the disk when the call returns.
    func keep(_ item: OutboxItem) throws(StateProblem)
    func forget(outboxItem key: String) throws(StateProblem)
}

enum OutboxTable {
    static func make(_ database: Database) throws {
        try database.create(table: "outbox", options: [.strict]) { table in
            table.primaryKey("key", .text)
            table.column("number", .integer).notNull().unique()
            table.column("connector", .text).notNull()
            table.column("call", .text)
            table.column("state", .text).notNull()
            table.column("attempts", .integer).notNull()
            // JSON: the record or event, and what came of it.
            table.column("body", .text).notNull()
        }
    }

    static func keep(_ item: OutboxItem, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO outbox (key, number, connector, call, state, attempts, body)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (key) DO UPDATE SET
                state = excluded.state, attempts = excluded.attempts, body = excluded.body
                """,
            arguments: [
                item.key, item.number, item.connector, item.call, item.state.rawValue, item.attempts,
                item.body.description,
            ])
        // Its number is told with the call from the moment on when it is known.
        // An erased person's item has no call on the disk any more, and an erased call is none, whatever the sender remembers.
        if item.state == .sent, let receipt = item.receipt,
            let call = try String.fetchOne(
                database, sql: "SELECT call FROM outbox WHERE key = ? AND call IN (SELECT key FROM call)",
                arguments: [item.key])
        {
            try CallRow.link(
                IncidentReference(connector: item.connector, number: receipt.number, url: receipt.url), to: call,
                database)
        }
    }
}

extension OutboxItem {
    /// - Parameter row: of any database: nil comes of what is no item of ours.
    init?(_ row: Row) {
        guard let text = String.fromDatabaseValue(row["body"]), let key = String.fromDatabaseValue(row["key"]),
            let number = Int.fromDatabaseValue(row["number"]), let state = String.fromDatabaseValue(row["state"]),
            let connector = String.fromDatabaseValue(row["connector"]),
            let attempts = Int.fromDatabaseValue(row["attempts"]),
            let body = try? JSONParser.parse(Array(text.utf8), most: AgentDesk.Limits.itemOctets)
        else { return nil }
        self.init(
            key: key, number: number, connector: connector, call: String.fromDatabaseValue(row["call"]), state: state,
            attempts: attempts, body: body)
    }
}

extension Store: OutboxDisk {
    public func outboxItems() throws(StateProblem) -> [OutboxItem] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM outbox WHERE number >= 0 ORDER BY number").compactMap {
                OutboxItem($0)
            }
        }
    }

    public func lastOutboxNumber() throws(StateProblem) -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT max(number) FROM outbox") ?? 0 }
    }

    public func setAsideUnreadable() throws(StateProblem) -> Int {
        try write { database in
            let unread = try Row.fetchAll(database, sql: "SELECT * FROM outbox WHERE number >= 0").filter {
                OutboxItem($0) == nil
            }
            // Below zero it takes no number that the next item needs.
            for row in unread {
                let key: String = row["key"]
                try database.execute(sql: "UPDATE outbox SET number = -1 - number WHERE key = ?", arguments: [key])
            }
            return unread.count
        }
    }

    public func keep(_ item: OutboxItem) throws(StateProblem) {
        guard item.body.description.utf8.count <= AgentDesk.Limits.itemOctets else {
            throw StateProblem(path: path, reason: "the record is too large")
        }
        try write { try OutboxTable.keep(item, $0) }
    }

    public func forget(outboxItem key: String) throws(StateProblem) {
        try write { try $0.execute(sql: "DELETE FROM outbox WHERE key = ?", arguments: [key]) }
    }
}

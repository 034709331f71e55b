import AgentDesk
import GRDB
import JSONText

/// The outbox in the store: an item a row.
public protocol OutboxDisk: Sendable {
    /// - Throws: where the disk cannot be read.
    func outboxItems() throws(StateProblem) -> [OutboxItem]
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
}

extension Store: OutboxDisk {
    public func outboxItems() throws(StateProblem) -> [OutboxItem] {
        try read { database in
            // A row that is none of ours stays where it is, for who can read it.
            try Row.fetchAll(database, sql: "SELECT * FROM outbox ORDER BY number").compactMap { row in
                let text: String = row["body"]
                guard let body = try? JSONParser.parse(Array(text.utf8), most: AgentDesk.Limits.itemOctets) else {
                    return nil
                }
                return OutboxItem(
                    key: row["key"], number: row["number"], connector: row["connector"], call: row["call"],
                    state: row["state"], attempts: row["attempts"], body: body)
            }
        }
    }

    public func keep(_ item: OutboxItem) throws(StateProblem) {
        let body = item.body.description
        guard body.utf8.count <= AgentDesk.Limits.itemOctets else {
            throw StateProblem(path: path, reason: "the record is too large")
        }
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO outbox (key, number, connector, call, state, attempts, body)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (key) DO UPDATE SET
                    state = excluded.state, attempts = excluded.attempts, body = excluded.body
                    """,
                arguments: [
                    item.key, item.number, item.connector, item.call, item.state.rawValue, item.attempts, body,
                ])
            // Its number is told with the call from the moment on when it is known.
            if item.state == .sent, let call = item.call, let receipt = item.receipt {
                try CallRow.link(
                    IncidentReference(connector: item.connector, number: receipt.number, url: receipt.url), to: call,
                    database)
            }
        }
    }

    public func forget(outboxItem key: String) throws(StateProblem) {
        try write { try $0.execute(sql: "DELETE FROM outbox WHERE key = ?", arguments: [key]) }
    }
}

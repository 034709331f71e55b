import AgentDesk
import GRDB

/// What another program's store holds at this moment: it is read alone, never made, mended or changed.
public struct StoreReading: Sendable {
    private let path: String

    public init(path: String) { self.path = path }

    /// The newest calls that are over, the oldest of them first; none where there is no store yet.
    public func calls(most: Int) -> [PastCall] {
        read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(CallRow.columns) FROM call WHERE ended IS NOT NULL ORDER BY begun DESC, id DESC LIMIT ?
                    """,
                arguments: [most]
            ).reversed().compactMap { try CallRow.call($0, database) }
        }
    }

    /// The newest notes, the oldest of them first.
    public func notes(most: Int) -> [Note] {
        read { database in
            try Row.fetchAll(
                database, sql: "SELECT \(NoteRow.columns) FROM note ORDER BY at DESC, id DESC LIMIT ?",
                arguments: [most]
            ).reversed().map(NoteRow.note)
        }
    }

    private func read<Value>(_ work: (Database) throws -> [Value]) -> [Value] {
        var settings = GRDB.Configuration()
        settings.readonly = true
        settings.busyMode = .timeout(Limits.storeBusySeconds)
        guard let database = try? DatabaseQueue(path: path, configuration: settings) else { return [] }
        defer { try? database.close() }
        return (try? database.read(work)) ?? []
    }
}

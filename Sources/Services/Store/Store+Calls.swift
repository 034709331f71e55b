import AgentDesk
import CallEngine
import GRDB

/// Calls that were searched for.
public struct FoundCalls: Sendable, Equatable {
    /// The newest first.
    public var calls: [PastCall]
    /// How many there are in all.
    public var count: Int
}

extension Store {
    /// A call that is under way: where the program is killed, it is not lost.
    public func begin(_ call: PastCall) throws(StateProblem) {
        try write { try CallRow.write(call, isOver: false, $0) }
    }

    /// A call that is over.
    public func keep(_ call: PastCall) throws(StateProblem) {
        try write { try CallRow.write(call, isOver: true, $0) }
    }

    /// Calls of earlier runs that never ended: the program did.
    public func endInterruptedCalls(exceptOf run: String) throws(StateProblem) {
        try write { database in
            try database.execute(
                sql: "UPDATE call SET ended = coalesce(answered, begun) WHERE ended IS NULL AND key NOT LIKE ?",
                arguments: [run + "-%"])
        }
    }

    public func call(_ id: String) throws(StateProblem) -> PastCall? {
        try read { try CallRow.call(id, $0) }
    }

    /// The calls that are over and hold every word of what was typed.
    /// - Parameters:
    ///   - typed: see `SearchWords`; empty: all calls.
    ///   - most: so many are read, the newest first; all are counted.
    public func calls(matching typed: String = "", most: Int) throws(StateProblem) -> FoundCalls {
        let words = SearchWords.asked(typed)
        let conditions = ["ended IS NOT NULL"] + words.map { _ in "words LIKE ? ESCAPE '\\'" }
        let condition = conditions.joined(
            separator: " AND ")
        let wanted = words.map { "%\(Self.literal($0))%" }
        return try read { database in
            // The index alone is read; then the rows of those that are wanted.
            let ids = try Int.fetchAll(
                database,
                sql:
                    """
                    SELECT id FROM call INDEXED BY call_words WHERE \(condition)
                    ORDER BY begun DESC, id DESC LIMIT ?
                    """,
                arguments: StatementArguments(wanted) + [most])
            let count =
                ids.count < most
                ? ids.count
                : try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM call INDEXED BY call_words WHERE \(condition)",
                    arguments: StatementArguments(wanted)) ?? 0
            let statement = try database.cachedStatement(sql: "SELECT \(CallRow.columns) FROM call WHERE id = ?")
            let calls = try ids.compactMap { id in
                try Row.fetchOne(statement, arguments: [id]).flatMap { try CallRow.call($0, database) }
            }
            return FoundCalls(calls: calls, count: count)
        }
    }

    /// The signs that LIKE has for itself stand for themselves.
    private static func literal(_ word: String) -> String {
        var text = ""
        for character in word {
            if "\\%_".contains(character) { text += "\\" }
            text.append(character)
        }
        return text
    }

    /// The record that a server made of a call: told with the call from then on. Once is enough.
    public func link(incident: IncidentReference, to call: String) throws(StateProblem) {
        try write { try CallRow.link(incident, to: call, $0) }
    }

    /// Calls that began before, their notes and their links are taken out for good.
    /// - Returns: how many calls.
    @discardableResult
    public func forget(before moment: WallSeconds) throws(StateProblem) -> Int {
        try write { database in
            let keys = "SELECT key FROM call WHERE begun < ?"
            for table in ["note", "incident_link"] {
                try database.execute(sql: "DELETE FROM \(table) WHERE call IN (\(keys))", arguments: [moment])
            }
            try database.execute(sql: "DELETE FROM note WHERE call IS NULL AND at < ?", arguments: [moment])
            try database.execute(sql: "DELETE FROM call WHERE begun < ?", arguments: [moment])
            return database.changesCount
        }
    }
}

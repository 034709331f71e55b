import AgentDesk
import CallEngine
import GRDB
import Glibc

/// One kind of what names people. Whoever adds a table that does adds its part here.
struct ErasedPart: Sendable {
    /// Takes out what names the person, or belongs to one of the calls.
    /// - Returns: how many were taken out.
    var take: @Sendable (DeskPerson, _ calls: [String], Database) throws -> Int

    static let others = [ErasedPart(take: OutboxErasure.take)]
}

extension Store {
    /// Takes out for good all that is kept of a person: calls, notes, links to incidents, and what other parts keep. The octets are
    /// overwritten; copies of the store and of earlier journals, which would remember, are removed. In calls of others that this person
    /// forwarded, the forwarding is forgotten.
    public func erase(_ person: DeskPerson) throws(StateProblem) -> DeskErasure {
        let erased = try write { database in
            var erased = DeskErasure()
            let calls = try keys(of: person, in: database)
            for key in calls {
                try database.execute(sql: "DELETE FROM note WHERE call = ?", arguments: [key])
                erased.notes += database.changesCount
                try database.execute(sql: "DELETE FROM incident_link WHERE call = ?", arguments: [key])
                try database.execute(sql: "DELETE FROM call WHERE key = ?", arguments: [key])
            }
            erased.calls = calls.count
            erased.notes += try eraseNotes(of: person, in: database)
            try forgetForwarding(by: person, in: database)
            for part in ErasedPart.others { erased.others += try part.take(person, calls, database) }
            erased.waiting = try OutboxErasure.waiting(person, calls, database)
            return erased
        }
        StoreCopies.remove(path)
        JournalImport.removeOriginals(of: path)
        // The log holds what stood there before.
        do {
            try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch { throw Self.problem(error, path) }
        return erased
    }

    /// The calls of a person, by their keys.
    public func keys(of person: DeskPerson) throws(StateProblem) -> Set<String> {
        try read { Set(try keys(of: person, in: $0)) }
    }

    private func keys(of person: DeskPerson, in database: Database) throws -> [String] {
        let rows = try Row.fetchCursor(database, sql: "SELECT key, number, address FROM call")
        var keys: [String] = []
        while let row = try rows.next() {
            if let key: String = row["key"], person.isNamed(number: row["number"], address: row["address"] ?? "") {
                keys.append(key)
            }
        }
        return keys
    }

    private func eraseNotes(of person: DeskPerson, in database: Database) throws -> Int {
        let rows = try Row.fetchCursor(database, sql: "SELECT id, number, address FROM note WHERE address IS NOT NULL")
        var notes: [Int] = []
        while let row = try rows.next() {
            if let id: Int = row["id"], person.isNamed(number: row["number"], address: row["address"] ?? "") {
                notes.append(id)
            }
        }
        for id in notes { try database.execute(sql: "DELETE FROM note WHERE id = ?", arguments: [id]) }
        return notes.count
    }

    private func forgetForwarding(by person: DeskPerson, in database: Database) throws {
        let rows = try Row.fetchAll(database, sql: "SELECT key, forwarded FROM call WHERE forwarded IS NOT NULL")
        for row in rows {
            let parties = CallRow.parties(row["forwarded"])
            guard parties.contains(where: person.isNamed), let key: String = row["key"],
                var call = try CallRow.call(key, database)
            else { continue }
            call.forwardedBy = parties.filter { !person.isNamed(by: $0) }
            let isOver = try Bool.fetchOne(
                database, sql: "SELECT ended IS NOT NULL FROM call WHERE key = ?", arguments: [key])
            try CallRow.write(call, isOver: isOver ?? true, database)
        }
    }
}

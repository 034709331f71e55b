import AgentDesk
import CallEngine
import GRDB

extension Store {
    public func keep(_ note: Note) throws(StateProblem) {
        try write { try NoteRow.write(note, $0) }
    }

    /// The newest notes, the oldest of them first.
    public func notes(most: Int) throws(StateProblem) -> [Note] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT \(NoteRow.columns) FROM note ORDER BY at DESC, id DESC LIMIT ?",
                arguments: [most]
            ).reversed().map(NoteRow.note)
        }
    }

    /// The notes of one call, the oldest first.
    public func notes(of call: String) throws(StateProblem) -> [Note] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT \(NoteRow.columns) FROM note WHERE call = ? ORDER BY id LIMIT ?",
                arguments: [call, Limits.notesOfCall]
            ).map(NoteRow.note)
        }
    }
}

/// A note as its row holds it.
enum NoteRow {
    static let columns = "call, at, text, name, number, address, withheld"

    static func write(_ note: Note, _ database: Database) throws {
        let party = note.party
        try database.execute(
            sql: "INSERT INTO note (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                note.call, note.at, note.text, party?.name, party?.number, party?.address, party?.isWithheld ?? false,
            ])
        if let call = note.call { try CallRow.indexWords(of: call, database) }
    }

    static func note(_ row: Row) -> Note {
        let address: String? = row["address"]
        let party = address.map {
            Party(name: row["name"], number: row["number"], address: $0, isWithheld: row["withheld"] ?? false)
        }
        return Note(text: row["text"] ?? "", party: party, at: row["at"] ?? 0, call: row["call"])
    }
}

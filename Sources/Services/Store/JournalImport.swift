import AgentDesk
import CallEngine
import GRDB
import Glibc
import JSONText

/// The journals `calls.jsonl` and `notes.jsonl` of earlier versions come into the store, once; they stay beside it as `….imported`.
enum JournalImport {
    static let end = ".imported"

    /// The names of both journals, beside the store of that name.
    static func names(of path: String) -> (calls: String, notes: String) {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let isPractice = path.hasSuffix("/practice.sqlite")
        let start = folder + (isPractice ? "/practice-" : "/")
        return (start + "calls.jsonl", start + "notes.jsonl")
    }

    static func removeOriginals(of path: String) {
        let names = names(of: path)
        for name in [names.calls, names.notes] { unlink(name + end) }
    }
}

extension Store {
    /// Takes the journals in, all or nothing of each. Killed in between, the next start does what is left, and nothing twice.
    public func importJournals() throws(StateProblem) {
        let names = JournalImport.names(of: path)
        try take(names.calls) { line, number, database in
            guard let call = JournalLine.call(line, number) else { return }
            try CallRow.write(call, isOver: true, database)
        }
        try take(names.notes) { line, _, database in
            if let note = JournalLine.note(line) { try NoteRow.write(note, database) }
        }
    }

    private func take(
        _ journal: String, _ keep: (_ line: JSON, _ number: Int, Database) throws -> Void
    ) throws(StateProblem) {
        guard access(journal, F_OK) == 0, let lines = JournalLines(journal) else { return }
        try write { database in
            let once = "journal " + (journal.split(separator: "/").last.map(String.init) ?? "")
            let isDone = try Bool.fetchOne(
                database, sql: "SELECT count(*) FROM done_once WHERE name = ?", arguments: [once])
            guard isDone != true else { return }
            var number = 0
            while let line = lines.next() {
                number += 1
                if let json = try? JSONParser.parse(line) { try keep(json, number, database) }
            }
            try database.execute(sql: "INSERT INTO done_once (name) VALUES (?)", arguments: [once])
        }
        rename(journal, journal + JournalImport.end)
    }
}

/// What a line of a journal tells.
enum JournalLine {
    /// - Parameter number: of the line: earlier versions gave their calls no name.
    static func call(_ json: JSON, _ number: Int) -> PastCall? {
        guard let at = moment(json), let cause = json["cause"]?.text.flatMap(EndReason.Cause.init),
            let party = json["party"].flatMap(KeptParty.read)
        else { return nil }
        return PastCall(
            id: "journal-\(number)", party: party, isIncoming: json["incoming"]?.boolean ?? false, cause: cause,
            begunAt: at, seconds: json["seconds"]?.integer.map { min(max(0, $0), Limits.callSeconds) })
    }

    static func note(_ json: JSON) -> Note? {
        guard let at = moment(json), let text = json["text"]?.text else { return nil }
        return Note(text: text, party: json["party"].flatMap(KeptParty.read), at: at)
    }

    /// Within the dates of people: the file may be anybody's.
    private static func moment(_ json: JSON) -> Int? {
        json["at"]?.integer.flatMap { (0...Limits.wallSeconds).contains($0) ? $0 : nil }
    }
}

/// The lines of a journal one by one, however long it is.
final class JournalLines {
    private let file: UnsafeMutablePointer<FILE>
    private var line: UnsafeMutablePointer<CChar>?
    private var room = 0

    /// nil: it cannot be read.
    init?(_ path: String) {
        guard let file = fopen(path, "re") else { return nil }
        self.file = file
    }

    deinit {
        free(line)
        fclose(file)
    }

    /// The next line without its end; one that is too long is empty.
    func next() -> [UInt8]? {
        let count = getline(&line, &room, file)
        guard count > 0, let line else { return nil }
        guard count <= Limits.journalLineOctets else { return [] }
        let octets = UnsafeRawBufferPointer(start: line, count: count)
        return Array(octets.last == UInt8(ascii: "\n") ? octets.dropLast() : octets[...])
    }
}

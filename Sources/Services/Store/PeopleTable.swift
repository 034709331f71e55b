import AgentDesk
import GRDB

/// What directories said when they were read last: one row a directory, its people as vCards.
enum PeopleTable {
    static func make(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE directory_people (
                    directory TEXT PRIMARY KEY NOT NULL,
                    mark TEXT,
                    cards TEXT NOT NULL
                ) STRICT
                """)
    }
}

extension Store {
    /// The people of a directory as they were read last.
    /// - Returns: nil where it never was.
    /// - Throws: where the store cannot be read.
    public func people(of directory: String) throws(StateProblem) -> (people: [Person], mark: String?)? {
        do {
            let row = try database.read { database in
                try Row.fetchOne(
                    database, sql: "SELECT mark, cards FROM directory_people WHERE directory = ?",
                    arguments: [directory])
            }
            guard let row, let cards = row["cards"] as String? else { return nil }
            return (CardReading(Array(cards.utf8)).people, row["mark"])
        } catch {
            throw StateProblem(path: path, reason: "\(error)")
        }
    }

    /// Keeps what a directory said.
    /// - Throws: where it cannot be written.
    public func keep(_ people: [Person], mark: String?, of directory: String) throws(StateProblem) {
        let cards = String(decoding: CardWriting.octets(people), as: UTF8.self)
        do {
            try database.write { database in
                try database.execute(
                    sql: "INSERT OR REPLACE INTO directory_people (directory, mark, cards) VALUES (?, ?, ?)",
                    arguments: [directory, mark, cards])
            }
        } catch {
            throw StateProblem(path: path, reason: "\(error)")
        }
    }

    /// Forgets directories that are asked no more.
    public func forgetPeople(exceptOf directories: [String]) throws(StateProblem) {
        do {
            try database.write { database in
                let known = try String.fetchAll(database, sql: "SELECT directory FROM directory_people")
                for gone in known where !directories.contains(gone) {
                    try database.execute(sql: "DELETE FROM directory_people WHERE directory = ?", arguments: [gone])
                }
            }
        } catch {
            throw StateProblem(path: path, reason: "\(error)")
        }
    }
}

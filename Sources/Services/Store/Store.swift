import AgentDesk
import Configuration
import GRDB
import Glibc

/// What the agent's desk keeps: an SQLite database of its own in the state folder, its owner's alone. Each write is on the disk when its
/// call returns (write-ahead log, `synchronous = FULL`), so that a killed process loses nothing that was confirmed. Its calls may wait for
/// the disk: never on the main loop.
public final class Store: Sendable {
    let database: DatabasePool
    public let path: String

    /// Opens the store, or makes it; checks that it is whole; where an older version of the program made it, copies it and brings it up.
    /// - Throws: where it cannot be opened, or is broken: the words say which file.
    public init(path: String) throws(StateProblem) {
        self.path = path
        var settings = GRDB.Configuration()
        settings.busyMode = .timeout(Limits.storeBusySeconds)
        settings.prepareDatabase { database in
            // WAL alone would promise a commit to the process, not to the power.
            if !database.configuration.readonly { try database.execute(sql: "PRAGMA synchronous = FULL") }
            try database.execute(sql: "PRAGMA foreign_keys = ON")
        }
        do {
            // Made as the owner's alone before SQLite writes the first octet.
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw StateProblem(path: path, reason: String(cString: strerror(errno))) }
            close(file)
            database = try DatabasePool(path: path, configuration: settings)
            try Self.bringUp(database, path)
        } catch let problem as StateProblem {
            throw problem
        } catch {
            throw StateProblem(path: path, reason: "\(error)")
        }
    }

    private static func bringUp(_ database: DatabasePool, _ path: String) throws {
        let answer = try database.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        guard answer == "ok" else { throw StateProblem(path: path, reason: answer ?? "the check gives no answer") }
        let shape = StoreShape.migrator
        let isOld = try database.read {
            try !shape.hasCompletedMigrations($0) && shape.appliedMigrations($0).isEmpty == false
        }
        if isOld { try StoreCopies.make(of: database, path) }
        try shape.migrate(database)
    }
}

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
    /// Where a store lies that was broken: a new one was begun. nil: it was whole.
    public let setAside: String?
    /// What came over of the records of a store that was set aside; nil: none was.
    public let saved: SavedRecords?

    /// Opens the store, or makes it; checks that it is whole; where an older version of the program made it, copies it and brings it up.
    /// - Parameter mends: a broken store is set aside under another name, and a new one is begun; else it is a problem.
    /// - Throws: where it cannot be opened, or a newer program made it: the words say which file.
    public convenience init(path: String, mends: Bool = true) throws(StateProblem) {
        try self.init(path: path, mends: mends, shape: StoreShape.migrator)
    }

    init(path: String, mends: Bool = true, shape: DatabaseMigrator) throws(StateProblem) {
        self.path = path
        do {
            do {
                database = try Self.opened(path, shape)
                (setAside, saved) = (nil, nil)
            } catch let error where mends && Self.isBroken(error) {
                let records = SavedRecords(of: path)
                setAside = try BrokenStore.setAside(path)
                database = try Self.opened(path, shape)
                saved = records.put(into: database)
            }
        } catch {
            throw Self.problem(error, path)
        }
    }

    private static func opened(_ path: String, _ shape: DatabaseMigrator) throws -> DatabasePool {
        var settings = GRDB.Configuration()
        settings.busyMode = .timeout(Limits.storeBusySeconds)
        settings.prepareDatabase { database in
            // WAL alone would promise a commit to the process, not to the power.
            if !database.configuration.readonly { try database.execute(sql: "PRAGMA synchronous = FULL") }
            try database.execute(sql: "PRAGMA foreign_keys = ON")
            // What is taken out is overwritten with zeroes.
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        // Made as the owner's alone before SQLite writes the first octet; its log takes the same permissions. One that is there is
        // not opened beside SQLite: closing it would take SQLite's locks away.
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 || errno == EEXIST else {
            throw StateProblem(path: path, reason: String(cString: strerror(errno)))
        }
        if file >= 0 { Glibc.close(file) }
        let database = try DatabasePool(path: path, configuration: settings)
        do {
            try bringUp(database, path, shape)
        } catch {
            try? database.close()
            throw error
        }
        return database
    }

    private static func bringUp(_ database: DatabasePool, _ path: String, _ shape: DatabaseMigrator) throws {
        let answer = try database.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        guard answer == "ok" else { throw BrokenStore(reason: answer ?? "the check gives no answer") }
        let (isNewer, isOld) = try database.read { database in
            (
                try shape.hasBeenSuperseded(database),
                try !shape.hasCompletedMigrations(database) && !shape.appliedMigrations(database).isEmpty
            )
        }
        guard !isNewer else { throw StateProblem(newer: path) }
        if isOld { try StoreCopies.make(of: database, path) }
        try shape.migrate(database)
    }

    private static func isBroken(_ error: any Error) -> Bool {
        if error is BrokenStore { return true }
        guard let error = error as? DatabaseError else { return false }
        return error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
    }

    /// Names no value of any statement: they are people's.
    static func problem(_ error: any Error, _ path: String) -> StateProblem {
        switch error {
        case let problem as StateProblem: problem
        case let broken as BrokenStore: StateProblem(path: path, reason: broken.reason)
        case let error as DatabaseError:
            StateProblem(
                path: path, reason: error.message ?? error.resultCode.description, obstacle: obstacle(error))
        default: StateProblem(path: path, reason: "it cannot be read")
        }
    }

    private static func obstacle(_ error: DatabaseError) -> StateProblem.Obstacle? {
        switch error.resultCode {
        case .SQLITE_FULL: .full
        case .SQLITE_READONLY: .readOnly
        default: nil
        }
    }

    // MARK: For the parts of the store

    func read<Value>(_ work: (Database) throws -> Value) throws(StateProblem) -> Value {
        do { return try database.read(work) } catch { throw Self.problem(error, path) }
    }

    /// One transaction: all of it is on the disk when this returns, or nothing of it.
    @discardableResult
    func write<Value>(_ work: (Database) throws -> Value) throws(StateProblem) -> Value {
        do { return try database.write(work) } catch { throw Self.problem(error, path) }
    }

    /// The end of it: nothing may be asked of it after that.
    public func close() { try? database.close() }
}

extension StateFolder {
    /// A store in the folder, which is made where it is missing.
    /// - Parameter mends: see `Store`.
    public func store(_ name: String, mends: Bool = true) throws(StateProblem) -> Store {
        try makeFolder()
        return try Store(path: path + "/" + name, mends: mends)
    }
}

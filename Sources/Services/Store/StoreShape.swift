import GRDB

/// The tables of the store, version by version: a version that was published is never changed, a new one is added.
enum StoreShape {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (name, change) in changes { migrator.registerMigration(name, migrate: change) }
        return migrator
    }

    private static let changes: [(String, @Sendable (Database) throws -> Void)] = [
        ("calls and notes", CallShape.make),
        ("people", PeopleTable.make),
        ("outbox", { try OutboxTable.make($0) }),
    ]
}

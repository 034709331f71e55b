import GRDB

/// The tables of calls, notes, and the incidents' numbers.
enum CallShape {
    /// Times are `WallSeconds`. `words` is `SearchWords`: the index over it is read whole by a search, newest first, and is as small as
    /// what it must hold.
    @Sendable static func make(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE call (
                    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, line TEXT NOT NULL, incoming INTEGER NOT NULL,
                    begun INTEGER NOT NULL, answered INTEGER, ended INTEGER, cause TEXT, name TEXT, number TEXT,
                    address TEXT NOT NULL, withheld INTEGER NOT NULL, asserted INTEGER NOT NULL, forwarded TEXT,
                    directory_name TEXT, quality INTEGER, words TEXT NOT NULL
                ) STRICT;
                CREATE INDEX call_words ON call (begun DESC, id DESC, ended, words);
                CREATE TABLE note (
                    id INTEGER PRIMARY KEY, call TEXT, at INTEGER NOT NULL, text TEXT NOT NULL, name TEXT, number TEXT,
                    address TEXT, withheld INTEGER NOT NULL
                ) STRICT;
                CREATE INDEX note_call ON note (call);
                CREATE TABLE incident_link (
                    id INTEGER PRIMARY KEY, call TEXT NOT NULL, connector TEXT NOT NULL, number TEXT NOT NULL, url TEXT,
                    UNIQUE (call, connector, number)
                ) STRICT;
                CREATE TABLE done_once (name TEXT PRIMARY KEY) STRICT;
                """)
    }
}

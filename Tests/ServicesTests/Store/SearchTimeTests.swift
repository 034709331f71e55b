import AgentDesk
import GRDB
import Testing

@testable import Services

@Suite("Search as you type")
struct SearchTimeTests {
    /// A hundred thousand calls, as many as a service takes in a year. SQLite is the same in every build: the goal is 50 ms; the bound has
    /// room for a machine that does much else.
    @Test func aHundredThousandCallsAreSearchedAtOnce() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path + "/desk.sqlite")
        try store.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
                    INSERT INTO call (key, line, incoming, begun, ended, cause, name, number, address, withheld,
                    asserted, words)
                    SELECT 'r-' || i, 'Accueil', 1, i, i, 'missed', 'Dupont ' || (i % 997), '0476' || (100000 + i),
                    'sip:0476' || (100000 + i) || '@b.example', 0, 0,
                    'dupont ' || (i % 997) || ' 0476' || (100000 + i) || ' accueil arbre tombe rue des lilas' FROM n
                    """)
        }
        let clock = ContinuousClock()
        for (typed, count) in [("d", 100_000), ("zzz", 0), ("+33 4 76 19 99 99", 1)] {
            var times: [Duration] = []
            var found = FoundCalls(calls: [], count: 0)
            for _ in 0..<5 {
                times.append(try clock.measure { found = try store.calls(matching: typed, most: 100) })
            }
            times.sort()
            let (least, median) = (times[0], times[2])
            #expect(found.count == count && found.calls.count == min(count, 100))
            print("\(typed): \(found.count) of 100,000 in \(least), median \(median)")
            #expect(least < .milliseconds(400), "\(typed): \(least)")
        }
    }
}

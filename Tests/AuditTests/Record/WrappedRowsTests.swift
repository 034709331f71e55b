import Testing

@testable import Audit

/// What an auditor is told goes into rows that begin with its beginning.
@Suite struct WrappedRowsTests {
    @Test(arguments: [
        ("un deux trois", 80, 9, ["un deux trois"]), ("un deux trois", 8, 9, ["un deux", "trois"]),
        ("un\ndeux", 80, 9, ["un", "deux"]), ("très-long-mot et", 6, 9, ["très-long-mot", "et"]),
        ("un deux trois quatre", 6, 3, ["un", "deux", "…"]), ("un deux", 4, 0, ["…"]), ("", 80, 9, []),
    ])
    func theyBreakAtBlanks(_ text: String, _ columns: Int, _ most: Int, _ rows: [String]) {
        #expect(WrappedRows.of(text, columns: columns, most: most) == rows)
    }
}

/// A text as rows of a terminal, broken at blanks.
enum WrappedRows {
    /// - Parameter most: rows at most; where there are more, the last one is "…".
    static func of(_ text: String, columns: Int, most: Int) -> [String] {
        var rows: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            var row = ""
            for word in line.split(separator: " ") {
                if row.isEmpty {
                    row = String(word)
                } else if row.count + 1 + word.count < columns {
                    row += " " + word
                } else {
                    rows.append(row)
                    row = String(word)
                }
            }
            rows.append(row)
        }
        let most = max(1, most)
        return rows.count <= most ? rows : rows.prefix(most - 1) + ["…"]
    }
}

/// The existing key that a misspelt one most likely meant.
enum NearestKey {
    /// - Parameters:
    ///   - name: the unknown key, without its table.
    ///   - table: the path of the table in which it stands.
    /// - Returns: the full path of the nearest key, or nil where none is near.
    static func of(_ name: String, in table: String) -> String? {
        guard name.count <= Limits.quotedCharacters else { return nil }
        let lowered = name.lowercased()
        let candidates =
            SettingKey.allCases.map { (path: $0.rawValue, name: $0.name, table: $0.tablePath) }
            + SettingKey.tablePaths.dropFirst().map { path in
                let parts = path.split(separator: ".").map(String.init)
                return (path: path, name: parts.last ?? path, table: parts.dropLast().joined(separator: "."))
            }
        var best: (path: String, distance: Int)?
        for candidate in candidates {
            // A key of another table must be spelt almost right: it is the table that was forgotten.
            let allowance = candidate.table == table ? max(1, candidate.name.count / 3) : 1
            let distance = editDistance(lowered, candidate.name)
            guard distance <= allowance else { continue }
            let weighed = distance * 2 + (candidate.table == table ? 0 : 1)
            if weighed < best?.distance ?? Int.max { best = (candidate.path, weighed) }
        }
        return best?.path
    }

    /// The least number of insertions, deletions, replacements and exchanges of neighbours between two words.
    static func editDistance(_ left: String, _ right: String) -> Int {
        let rows = Array(left)
        let columns = Array(right)
        if rows.isEmpty || columns.isEmpty { return max(rows.count, columns.count) }
        var beforeLast: [Int] = []
        var last = Array(0...columns.count)
        for row in 1...rows.count {
            var current = [row]
            for column in 1...columns.count {
                let isSame = rows[row - 1] == columns[column - 1]
                var least = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, rows[row - 1] == columns[column - 2], rows[row - 2] == columns[column - 1] {
                    least = min(least, beforeLast[column - 2] + 1)
                }
                current.append(least)
            }
            beforeLast = last
            last = current
        }
        return last[columns.count]
    }
}

/// What stands on a terminal at one moment.
struct ScreenImage: Equatable {
    /// Without spaces at their ends.
    var lines: [String]
    /// From 0 on.
    var cursor: (row: Int, column: Int)
    var isCursorVisible: Bool
    /// Row by row; empty where only the text is known.
    var cells: [[ScreenCell]] = []

    static func == (left: ScreenImage, right: ScreenImage) -> Bool {
        left.lines == right.lines && left.cursor == right.cursor && left.isCursorVisible == right.isCursorVisible
            && left.cells == right.cells
    }

    /// The line under the cursor.
    var line: String { lines.indices.contains(cursor.row) ? lines[cursor.row] : "" }

    /// The first line: every page begins with its title.
    var title: String { lines.first ?? "" }

    /// The rows that one text takes which was too long for a row: the rows whose next word had no room on them go on below.
    func rows(around row: Int) -> ClosedRange<Int> {
        guard lines.indices.contains(row) else { return row...row }
        var first = row
        while first > 0, goesOn(after: first - 1) { first -= 1 }
        var last = row
        while last + 1 < lines.count, goesOn(after: last) { last += 1 }
        return first...last
    }

    private func goesOn(after row: Int) -> Bool {
        guard let width = cells.first?.count, lines.indices.contains(row + 1), !lines[row].isEmpty else { return false }
        let next = lines[row + 1]
        guard let first = next.first, first != " " else { return false }
        let word = next.prefix { $0 != " " }
        // Letters stand for cells: wide ones would only have less room.
        return lines[row].count + 1 + word.count > width
    }

    /// A text that may take several rows.
    func text(around row: Int) -> String {
        lines.indices.contains(row) ? lines[rows(around: row)].joined(separator: " ") : ""
    }

    /// The text under the cursor, whole.
    var cursorText: String { text(around: cursor.row) }

    /// Every line, and every text that takes several.
    var texts: [String] {
        var texts = lines
        var row = 0
        while row < lines.count {
            let rows = rows(around: row)
            if rows.count > 1 { texts.append(text(around: row)) }
            row = rows.upperBound + 1
        }
        return texts
    }

    /// The value of a field: what follows its label and a colon. Nil: there is no such field.
    func value(ofField label: String) -> String? {
        var wanted = comparable(label)
        while wanted.last == ":" || wanted.last == " " { wanted.removeLast() }
        for row in [cursor.row] + Array(lines.indices) where lines.indices.contains(row) {
            let text = text(around: row)
            guard let colon = text.firstIndex(of: ":"), comparable(String(text[..<colon])) == wanted else { continue }
            return String(text[text.index(after: colon)...].drop { $0.isWhitespace })
        }
        return nil
    }
}

extension ScreenImage: CustomStringConvertible {
    /// The lines with text, that of a visible cursor with a mark before it.
    var description: String {
        let last = max(lines.lastIndex { !$0.isEmpty } ?? -1, cursor.row)
        let shown = lines.prefix(max(0, min(last + 1, Limits.shownLines)))
        let marked = isCursorVisible ? cursor.row : nil
        return shown.enumerated().map { ($0.offset == marked ? "▶ " : "  ") + $0.element }.joined(separator: "\n")
    }
}

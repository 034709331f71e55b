import Configuration
import Scenarios
import Time

extension Stage {
    /// Every line that ends in "…" is read whole elsewhere: on the line itself Où (F3) says more of it; where the cursor cannot go,
    /// Répéter (F10) does. Said, or written on the screen where a reader speaks. These are the judge's own presses, and it comes
    /// back to where it was.
    func judgeNothingTruncated() throws(Stop) {
        settle()
        let image = screen.image
        let cut = image.lines.indices.filter { image.lines[$0].hasSuffix("…") }
        for row in cut {
            let line = image.lines[row]
            try walk(to: row)
            let isThere = screen.image.cursor.row == row
            var isWhole = try isReadWhole(line, after: .function(3))
            var repeats = 0
            while !isWhole, !isThere, repeats < Limits.repeats {
                isWhole = try isReadWhole(line, after: .function(10))
                repeats += 1
            }
            try walk(to: image.cursor.row)
            guard isWhole else {
                throw Stop.miss(
                    expected: Bilingual("aucun texte tronqué", "no truncated text"),
                    happened: Bilingual(
                        "ligne \(row + 1), « \(line) » : rien ne la dit en entier",
                        "line \(row + 1), \"\(line)\": nothing tells it whole"))
            }
        }
    }

    /// By arrow keys, as far as they lead.
    private func walk(to row: Int) throws(Stop) {
        for _ in 0..<Limits.terminalCells {
            let cursor = screen.image.cursor
            guard cursor.row != row else { return }
            try tap(.named(cursor.row < row ? .down : .up))
            settle()
            // At the end of the list, or on another page of it.
            let new = screen.image.cursor.row
            if new == cursor.row || (new < cursor.row) == (cursor.row < row) { return }
        }
    }

    /// A press of the judge's: no act.
    private func tap(_ key: Key) throws(Stop) { try openTerminal().write(key.octets ?? []) }

    private func isReadWhole(_ line: String, after key: Key) throws(Stop) -> Bool {
        let before = transcript.count
        try tap(key)
        var deadline = Instant.now + Limits.longestUtterance
        var hasSpoken = false
        while Instant.now < deadline {
            pump(.milliseconds(20))
            let said = transcript.lines.dropFirst(before).map(\.text)
            if Self.holdsMore(of: line, screen.image.texts + said) { return true }
            if !said.isEmpty, !hasSpoken {
                hasSpoken = true
                deadline = min(deadline, .now + Limits.afterUtterance)
            }
        }
        return false
    }

    /// Whether one of the texts goes on where the line is cut. Signs and blanks are written otherwise than they are said.
    static func holdsMore(of line: String, _ texts: [String]) -> Bool {
        func letters(_ text: String) -> String { comparable(text).filter { $0.isLetter || $0.isNumber } }
        let stem = letters(line)
        return !stem.isEmpty
            && texts.contains { text in
                guard !text.hasSuffix("…") else { return false }
                let said = letters(text)
                return said.count > stem.count && said.contains(stem) && !said.hasSuffix(stem)
            }
    }
}

/// Widths in terminal cells.
enum Cells {
    /// Wide characters (East Asian, emoji) take two cells, combining ones none.
    static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

    static func width(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }

    /// The text in lines of so many cells, broken between words where there are any; nothing of it is lost but the blanks there.
    static func lines(_ text: String, of cells: Int) -> [String] {
        var lines: [String] = []
        var rest = text[...]
        while width(String(rest)) > cells {
            var end = rest.startIndex
            var blank: String.Index?
            var used = 0
            while end < rest.endIndex, used + width(rest[end]) <= cells {
                used += width(rest[end])
                end = rest.index(after: end)
                if end < rest.endIndex, rest[end] == " " { blank = end }
            }
            // A terminal that shows not even one character of it.
            guard end > rest.startIndex else { break }
            lines.append(String(rest[..<(blank ?? end)]))
            rest = rest[(blank ?? end)...].drop { $0 == " " }
        }
        return rest.isEmpty ? lines : lines + [String(rest)]
    }

    /// The text within so many cells; "…" says that it goes on.
    static func clip(_ text: String, to cells: Int) -> String {
        // No character takes more cells than octets: of most lines that is all there is to ask.
        guard text.utf8.count > cells, width(text) > cells else { return text }
        var clipped = ""
        var used = 1
        for character in text {
            used += width(character)
            if used > cells { break }
            clipped.append(character)
        }
        return clipped + "…"
    }
}

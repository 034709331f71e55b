import CLinux
import Glibc

/// Text as a terminal shows it: in cells, without anything that could command the terminal or turn its order.
enum TerminalText {
    /// Controls, bidirectional marks and line separators: never shown, never typed.
    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// The text in one line without forbidden characters: a control is a space, a bidirectional mark is left out.
    static func clean(_ text: String) -> String.UnicodeScalarView {
        var cleaned = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if !isForbidden(scalar) {
                cleaned.append(scalar)
            } else if scalar.value < 0xA0 || scalar.value == 0x2028 || scalar.value == 0x2029 {
                cleaned.append(" ")
            }
        }
        return cleaned
    }

    /// wcwidth(3) knows characters only in a UTF-8 locale; the environment's may be "C".
    static let isLocaleSet: Bool = {
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
        return true
    }()

    /// The cells of one character: 0 for a combining mark, 2 for a wide one.
    static func cells(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x7F { return 1 }
        _ = isLocaleSet
        return max(0, Int(clinux_wcwidth(scalar.value)))
    }

    /// The characters that fit into `width` cells; a longer text ends with "…". `from` cells are left out at the start
    /// (a field wider than the screen, whose end is being typed), shown by "…" too.
    static func fitted(_ text: String, width: Int, from: Int = 0) -> [Unicode.Scalar] {
        guard width > 0 else { return [] }
        var scalars = Array(clean(text))
        if from > 0 {
            var skipped = 0
            var kept = scalars.startIndex
            while kept < scalars.endIndex, skipped < from + 1 {
                skipped += cells(scalars[kept])
                kept += 1
            }
            scalars = ["…"] + scalars[kept...]
        }
        var fitting = 0
        var used = 0
        var lastShort = 0
        while fitting < scalars.count {
            let next = cells(scalars[fitting])
            if used + next <= width - 1 { lastShort = fitting + 1 }
            guard used + next <= width else { return Array(scalars[..<lastShort]) + ["…"] }
            used += next
            fitting += 1
        }
        return scalars
    }

    /// A row of a wrapped text.
    struct Row: Equatable {
        var text: [Unicode.Scalar]
        /// Cells of the whole text before this row's first one.
        var firstCell: Int
    }

    /// The text in rows of so many cells, broken between words where there are any; only the blanks there are left out.
    /// Of a text with more than `most` rows the last one ends with "…". At least one row, which may be empty.
    static func wrapped(_ text: String, width: Int, most: Int = .max) -> [Row] {
        let scalars = Array(clean(text))
        var rows: [Row] = []
        var start = 0
        var firstCell = 0
        repeat {
            var end = start
            var used = 0
            var blank: Int?
            while end < scalars.count, used + cells(scalars[end]) <= width {
                if scalars[end] == " ", end > start { blank = end }
                used += cells(scalars[end])
                end += 1
            }
            // A blank right after the row is as good as one within it.
            if end < scalars.count, scalars[end] != " ", let blank { end = blank }
            // A character wider than the terminal: nothing of it can be shown, and it must not hold up the rest.
            let isTooWide = end == start && end < scalars.count
            if isTooWide { end += 1 }
            rows.append(Row(text: isTooWide ? ["…"] : Array(scalars[start..<end]), firstCell: firstCell))
            while end < scalars.count, scalars[end] == " " { end += 1 }
            for scalar in scalars[start..<end] { firstCell += cells(scalar) }
            start = end
        } while start < scalars.count && rows.count < most
        if start < scalars.count, let last = rows.popLast() {
            var cut = String.UnicodeScalarView(last.text)
            cut.append(contentsOf: " ".unicodeScalars)
            cut.append(contentsOf: scalars[start...])
            rows.append(Row(text: fitted(String(cut), width: width), firstCell: last.firstCell))
        }
        return rows
    }
}

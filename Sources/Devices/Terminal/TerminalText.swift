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
}

/// Text of the network before it is shown or spoken.
public enum DisplayText {
    /// The most characters of a name.
    public static let limit = 128

    /// Without control characters, escape sequences' ESC, bidirectional and zero-width marks, surrogates of private use;
    /// blanks folded to one; at most `limit` characters.
    public static func cleaned(_ text: String) -> String {
        if isPlain(text) { return text }
        var result = String.UnicodeScalarView()
        var isBlankPending = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                isBlankPending = !result.isEmpty
                continue
            }
            guard isShown(scalar) else { continue }
            if isBlankPending {
                result.append(" ")
                isBlankPending = false
            }
            result.append(scalar)
            if result.count >= limit { break }
        }
        return String(result)
    }

    /// The same for a text of several lines, such as a message: line ends and blanks stay as they are.
    /// - Parameter limit: the most characters; what is beyond is left out.
    public static func cleanedLines(_ text: String, limit: Int) -> String {
        var result = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            defer { wasReturn = scalar == "\r" }
            switch scalar {
            case "\n" where wasReturn: continue
            case "\n", "\r", "\u{2028}", "\u{2029}": result.append("\n")
            case "\t": result.append(" ")
            case _: if isShown(scalar) { result.append(scalar) }
            }
            if result.count >= limit { break }
        }
        return String(result)
    }

    /// Most text: printable ASCII, its blanks single and within.
    private static func isPlain(_ text: String) -> Bool {
        var last: UInt8 = 32
        for octet in text.utf8 {
            guard octet >= 32, octet < 127, octet != 32 || last != 32 else { return false }
            last = octet
        }
        return (last != 32 || text.isEmpty) && text.utf8.count <= limit
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
        default: return scalar.value != 0xFFFD && !scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}

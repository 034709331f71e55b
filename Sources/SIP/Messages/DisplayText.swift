/// Text of the network before it is shown or spoken.
public enum DisplayText {
    /// The most characters of a name.
    public static let limit = 128

    /// Without control characters, escape sequences' ESC, bidirectional and zero-width marks, surrogates of private use;
    /// blanks folded to one; at most `limit` characters.
    public static func cleaned(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isBlankPending = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                isBlankPending = !result.isEmpty
                continue
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: continue
            default: break
            }
            if scalar.value == 0xFFFD || scalar.properties.isDefaultIgnorableCodePoint { continue }
            if isBlankPending {
                result.append(" ")
                isBlankPending = false
            }
            result.append(scalar)
            if result.count >= limit { break }
        }
        return String(result)
    }
}

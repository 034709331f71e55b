/// Text of scripts and of the program under test, as a terminal may show it.
enum PlainText {
    /// Without controls and marks of direction, which would move the cursor or turn words around; lines stay lines.
    static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n", .format, .surrogate, .privateUse, .unassigned: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}

import Configuration

/// What a script says, as a problem quotes it: short, and nothing in it that a terminal would obey.
enum ShownText {
    static func quoted(_ text: String) -> Bilingual {
        var shown = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < Limits.quotedCharacters else {
                shown += "…"
                break
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
                shown += "?"
            default: shown.unicodeScalars.append(scalar)
            }
            count += 1
        }
        return Bilingual("« \(shown) »", "\"\(shown)\"")
    }
}

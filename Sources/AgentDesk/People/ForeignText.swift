/// What a foreign file or server says, as it may be kept, shown and spoken.
enum ForeignText {
    /// Without control signs and marks of direction, in one line, within its limit; nil where nothing is left.
    /// - Parameter limit: the most characters; of `Limits.scalarsOfCharacter` times as many scalars the rest is not read.
    static func clean(_ text: some StringProtocol, atMost limit: Int = PeopleLimits.personCharacters) -> String? {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit * Limits.scalarsOfCharacter) {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
                if let last = kept.last, last != " " { kept.append(" ") }
            case .format, .surrogate, .privateUse, .unassigned: continue
            default: kept.append(scalar)
            }
        }
        if kept.last == " " { kept.removeLast() }
        let line = String(String(kept).prefix(limit))
        return line.isEmpty ? nil : line
    }
}

import CallEngine

/// The words by which what is kept is found: plain letters, and the digits of numbers however they are written.
public enum SearchWords {
    /// What a call is found by: whom it was with, by whom it was forwarded, its line, what was noted, its incidents' numbers.
    public static func of(_ call: PastCall, notes: [String]) -> String {
        var words = ([call.party] + call.forwardedBy).flatMap { [$0.name] + numbers($0.number) }
        words += [call.directoryName, call.line] + notes.map { Optional($0) }
        words += call.incidents.flatMap { [$0.number, nationalDigits($0.number)] }
        return joined(words)
    }

    /// What a note is found by.
    public static func of(_ note: Note) -> String {
        joined([note.text, note.party?.name] + numbers(note.party?.number))
    }

    /// What was typed, in its parts: each must be held. A number is one part, with blanks or without.
    public static func asked(_ typed: String) -> [String] {
        let typed = String(typed.prefix(Limits.searchCharacters))
        if let digits = nationalDigits(typed) { return [digits] }
        let words = PlainLetters.of(typed).split(separator: " ").filter { $0 != "+" }
        return words.prefix(Limits.searchWords).map(String.init)
    }

    /// "+33 4 76", "0033476" and "04.76" are all "0476"; nil where there are letters, or no digit.
    public static func nationalDigits(_ text: String) -> String? {
        var digits = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "+" where digits.isEmpty: digits = "+"
            case " ", "\u{a0}", "\u{202f}", ".", "-", "(", ")", "/": continue
            default: return nil
            }
        }
        for prefix in ["+33", "0033"] where digits.hasPrefix(prefix) {
            let rest = digits.dropFirst(prefix.count)
            return rest.hasPrefix("0") ? String(rest) : "0" + rest
        }
        if digits.hasPrefix("+") { digits.removeFirst() }
        return digits.isEmpty ? nil : digits
    }

    /// As it came, and as it is dialled in the country.
    private static func numbers(_ number: String?) -> [String?] {
        guard let number, !number.isEmpty else { return [] }
        guard let digits = nationalDigits(number) else { return [number] }
        let asItCame = String(number.unicodeScalars.filter { ("0"..."9").contains($0) })
        return asItCame == digits ? [digits] : [digits, asItCame]
    }

    private static func joined(_ words: [String?]) -> String {
        PlainLetters.of(words.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " "))
    }
}

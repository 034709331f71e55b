/// What of a text is the same in each run: durations, times of day, dates, measures and addresses are not.
struct SteadyText: Equatable {
    /// The longest part without any of them.
    var text: String
    /// Nothing of the text was left out.
    var isWhole: Bool

    /// nil where too little is left to tell it from another text.
    init?(of text: String) {
        let words = text.split { $0.isWhitespace }
        guard !words.isEmpty else { return nil }
        let varies = Self.varying(words.map { Self.bare($0) })
        var parts: [ArraySlice<Substring>] = []
        var first = 0
        for place in 0...words.count where place == words.count || varies[place] {
            if place > first { parts.append(words[first..<place]) }
            first = place + 1
        }
        guard varies.contains(true) else {
            self.text = text
            isWhole = true
            return
        }
        let best = parts.map(Self.joined).max { Self.letters($0) < Self.letters($1) } ?? ""
        guard Self.letters(best) >= 3 else { return nil }
        self.text = best
        isWhole = false
    }

    /// Without signs that would hang at its ends.
    private static func joined(_ words: ArraySlice<Substring>) -> String {
        var text = Substring(words.joined(separator: " "))
        let signs: Set<Character> = [",", ";", ":", ".", "-", "–", "(", " "]
        while let last = text.last, signs.contains(last) { text = text.dropLast() }
        while let first = text.first, signs.contains(first) || first == ")" { text = text.dropFirst() }
        return String(text)
    }

    private static func letters(_ text: String) -> Int { text.count { $0.isLetter } }

    /// Folded, without signs at its ends.
    private static func bare(_ word: Substring) -> String {
        var word = Substring(Folding.folded(String(word)))
        let signs: Set<Character> = [",", ";", ":", ".", "!", "?", "(", ")"]
        while let last = word.last, signs.contains(last) { word = word.dropLast() }
        while let first = word.first, signs.contains(first) { word = word.dropFirst() }
        return String(word)
    }

    private static func varying(_ words: [String]) -> [Bool] {
        var varies = words.map(isClockOrAddress)
        func isNumber(_ place: Int) -> Bool { words.indices.contains(place) && Self.isNumber(words[place]) }
        for (place, word) in words.enumerated() {
            let isDay = days.contains(word) && isNumber(place + 1)
            let isMonth = months.contains(word) && (isNumber(place - 1) || isNumber(place + 1))
            let isUnit = units.contains(word) && isNumber(place - 1)
            if isDay || isMonth || isUnit || moments.contains(word) { varies[place] = true }
            guard isMonth || isUnit else { continue }
            // "3 minutes 12", "2 mars 2026".
            for beside in [place - 1, place + 1] where isNumber(beside) { varies[beside] = true }
        }
        return varies
    }

    private static func isNumber(_ word: String) -> Bool {
        guard let first = word.first, first.isASCII, first.isNumber else { return false }
        return word == "1er" || word.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
    }

    /// 14:05, 14h05, 127.0.0.1:5060, 45%.
    private static func isClockOrAddress(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        func isDigit(_ place: Int) -> Bool {
            scalars.indices.contains(place) && (0x30...0x39).contains(scalars[place].value)
        }
        for (place, scalar) in scalars.enumerated() where isDigit(place - 1) {
            if scalar == ":" || scalar == "h", isDigit(place + 1) { return true }
            if scalar == "%" || scalar == "h", place == scalars.count - 1 { return true }
        }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count >= 3 && parts.prefix(3).allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
    }

    private static let units: Set<String> = [
        "heure", "heures", "hour", "hours", "minute", "minutes", "min", "seconde", "secondes", "second", "seconds", "s",
        "ms", "milliseconde", "millisecondes", "millisecond", "milliseconds", "h", "jour", "jours", "day", "days", "%",
        "pour", "percent", "db", "kbit/s", "ko", "kb", "mo", "mb", "go", "gb", "octets", "bytes",
    ]
    private static let moments: Set<String> = [
        "hier", "yesterday", "aujourd'hui", "today", "minuit", "midnight", "midi", "noon",
    ]
    private static let days: Set<String> = [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday",
    ]
    private static let months: Set<String> = [
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
        "decembre", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]
}

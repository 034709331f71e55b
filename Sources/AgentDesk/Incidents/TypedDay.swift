/// A day as it is typed by ear: "hier", "today", "30/11/2026", "30 11", "30 novembre", "2026-11-30".
enum TypedDay {
    /// - Parameter today: days since 1970-01-01.
    /// - Throws: `noDate` where it is none, `noSuchDay` where the calendar has none of the kind.
    static func read(_ typed: String, today: Int) throws(FieldFault) -> CalendarDay {
        let words = plain(typed).split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if let shift = shift(words) { return CalendarDay(number: today + shift) }
        guard (2...3).contains(words.count) else { throw .noDate }
        var numbers = words.map { whole($0) }
        // ISO 8601 begins with the year.
        if words.count == 3, words.first?.count == 4 { numbers.reverse() }
        let month = numbers[1] ?? month(words[1])
        guard let day = numbers[0] ?? ordinal(words[0]), let month else { throw .noDate }
        guard numbers.count == 3 else { return try nearest(day, month, today) }
        guard var year = numbers[2] else { throw .noDate }
        if year < 100 { year += 2_000 }
        guard let found = CalendarDay(year: year, month: month, day: day) else { throw .noSuchDay(day, month, year) }
        return found
    }

    /// Without a year the nearest such day is meant: in January the 30th of December is a month old.
    private static func nearest(_ day: Int, _ month: Int, _ today: Int) throws(FieldFault) -> CalendarDay {
        let year = CalendarDay(number: today).year
        let days = [year - 1, year, year + 1].compactMap { CalendarDay(year: $0, month: month, day: day) }
        guard let found = days.min(by: { abs($0.number - today) < abs($1.number - today) }) else {
            throw .noSuchDay(day, month, nil)
        }
        return found
    }

    private static func shift(_ words: [String]) -> Int? {
        switch words.joined(separator: " ") {
        case "aujourd hui", "aujourdhui", "today", "auj": 0
        case "hier", "yesterday": -1
        case "avant hier": -2
        case "demain", "tomorrow": 1
        default: nil
        }
    }

    /// Four digits at most: more are no day, month or year.
    private static func whole(_ word: String) -> Int? {
        guard (1...4).contains(word.count), word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(word)
    }

    /// "1er", "2nd".
    private static func ordinal(_ word: String) -> Int? {
        ["er", "st", "nd", "rd", "th"].lazy.filter { word.hasSuffix($0) }.compactMap {
            whole(String(word.dropLast($0.count)))
        }
        .first
    }

    /// Three letters at least; of "jui" none is meant surely.
    private static func month(_ word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        let found = names.filter { $0.name.hasPrefix(word) }.map(\.month)
        return Set(found).count == 1 ? found.first : nil
    }

    private static let names: [(name: String, month: Int)] = {
        let french = [
            "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
            "decembre",
        ]
        let english = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november",
            "december",
        ]
        return [french, english].flatMap { $0.enumerated().map { ($0.element, $0.offset + 1) } }
    }()

    /// Small letters without the accents of the months.
    private static func plain(_ text: String) -> String {
        String(text.lowercased().map { ["é": "e", "è": "e", "û": "u", "ô": "o"][$0] ?? $0 })
    }
}

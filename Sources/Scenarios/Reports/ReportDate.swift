import Configuration

/// A moment of Coordinated Universal Time, as ISO 8601 and as people write it.
struct ReportDate {
    let year: Int
    let month: Int
    let day: Int
    let secondOfDay: Int

    /// - Parameter seconds: since 1970; from 1970 to 9999, what is outside is the nearest of them.
    init(_ seconds: Int) {
        let bounded = min(max(0, seconds), 253_402_300_799)
        secondOfDay = bounded % 86_400
        // Days of the Gregorian calendar, counted in years that begin in March.
        let days = bounded / 86_400 + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * march + 2) / 5 + 1
        month = march < 10 ? march + 3 : march - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// `2026-11-23`
    var date: String { Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2) }

    /// `10:20:30`
    var time: String {
        [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60].map { Self.padded($0, 2) }.joined(separator: ":")
    }

    /// `2026-11-23T10:20:30Z`
    var dateTime: String { date + "T" + time + "Z" }

    /// « 23 novembre 2026 »
    func words(_ language: SettingLanguage) -> String {
        let french = [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre",
        ]
        let english = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let names = language == .french ? french : english
        let name = names.indices.contains(month - 1) ? names[month - 1] : ""
        return language == .french && day == 1 ? "1er \(name) \(year)" : "\(day) \(name) \(year)"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// Durations and shares as reports write them.
enum ReportNumber {
    /// `1.250`: seconds with a point, for machines.
    static func seconds(_ milliseconds: Int) -> String {
        let bounded = max(0, milliseconds)
        let rest = String(bounded % 1_000)
        return "\(bounded / 1_000)." + String(repeating: "0", count: max(0, 3 - rest.count)) + rest
    }

    /// `1,2` or `1.2`: seconds, for people.
    static func shortSeconds(_ milliseconds: Int, _ language: SettingLanguage) -> String {
        let tenths = max(0, milliseconds) / 100
        return "\(tenths / 10)" + (language == .french ? "," : ".") + "\(tenths % 10)"
    }

    /// Whole percent, rounded down: a rate is never told better than it is.
    static func percent(_ part: Int, of whole: Int) -> Int { whole > 0 ? part * 100 / whole : 0 }
}

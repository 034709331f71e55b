/// Days in words.
extension SpokenTime {
    /// "14 heures 5" today, "hier 14 heures 5", "lundi 2 mars 14 heures 5", with the year where it is another one.
    /// - Parameters:
    ///   - seconds: since 1970-01-01, local time.
    ///   - today: the day that it is, counted from 1970-01-01.
    public static func moment(_ seconds: Int, today: Int, _ language: Language) -> String {
        let day = Int((Double(seconds) / 86_400).rounded(.down))
        let clock = clock(secondsOfDay: seconds % 86_400, language)
        let date = date(day: day, today: today, language)
        return date.isEmpty ? clock : language == .french ? "\(date) \(clock)" : "\(date), \(clock)"
    }

    /// Empty for today; "hier"; "lundi 2 mars"; "2 mars 2025".
    public static func date(day: Int, today: Int, _ language: Language) -> String {
        if day == today { return "" }
        if day == today - 1 { return language == .french ? "hier" : "yesterday" }
        let date = civil(day)
        let french = language == .french
        let months = french ? frenchMonths : englishMonths
        guard months.indices.contains(date.month - 1) else { return "" }
        let month = months[date.month - 1]
        let number = french && date.day == 1 ? "1er" : "\(date.day)"
        guard civil(today).year == date.year else { return "\(number) \(month) \(date.year)" }
        let weekdays = french ? frenchDays : englishDays
        // 1970-01-01 was a Thursday.
        return "\(weekdays[(day % 7 + 7 + 3) % 7]) \(number) \(month)"
    }

    /// The Gregorian date of a day counted from 1970-01-01: by eras of 400 years that begin on 1 March.
    static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = min(max(day, -10_000_000), 10_000_000) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static let frenchDays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    private static let englishDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let frenchMonths = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

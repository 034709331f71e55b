/// Moments as servers write them (RFC 3339).
enum CalendarText {
    /// `2026-11-30T08:15:00Z`.
    static func utc(_ seconds: Int) -> String {
        let seconds = min(max(0, seconds), 253_402_300_799)
        let (day, rest) = (seconds / 86_400, seconds % 86_400)
        // Days to a date of the Gregorian calendar: eras of 400 years that begin with March.
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let date = dayOfYear - (153 * month + 2) / 5 + 1
        let number = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (number <= 2 ? 1 : 0)
        return "\(year)-\(two(number))-\(two(date))T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    /// The same on the clock on the wall, which names no zone: `2026-11-30T09:15:00`.
    static func local(_ seconds: WallSeconds) -> String { String(utc(seconds).dropLast()) }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

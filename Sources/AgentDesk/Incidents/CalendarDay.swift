/// A day of the Gregorian calendar.
public struct CalendarDay: Sendable, Equatable {
    public var year: Int
    /// From 1.
    public var month: Int
    /// From 1.
    public var day: Int

    /// - Returns: nil where the calendar has no such day, or it is out of `FormLimits.years`.
    public init?(year: Int, month: Int, day: Int) {
        guard FormLimits.years.contains(year), (1...12).contains(month) else { return nil }
        guard (1...Self.days(of: month, in: year)).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day of a number of days since 1970-01-01; what is out of `FormLimits.years` is the nearest day within them.
    public init(number: Int) { self.init(daysSince1970: min(max(number, -25_567), 84_370)) }

    /// - Parameter count: of a day from 0000-03-01 to 9999-12-31; no other is asked for.
    init(daysSince1970 count: Int) {
        // Years are counted from 1 March, so that a leap day ends them, in eras of 400 years.
        let days = count + 719_468
        let era = days / 146_097
        let ofEra = days % 146_097
        let years = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * years + years / 4 - years / 100)
        let shifted = (5 * ofYear + 2) / 153
        day = ofYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = era * 400 + years + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    public var number: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let ofEra = shiftedYear % 400
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        let ofYear = (153 * shiftedMonth + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    /// ISO 8601: `2026-11-30`.
    public var iso: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

    /// As it is typed: `30/11/2026`.
    public var typed: String { "\(Self.padded(day, 2))/\(Self.padded(month, 2))/\(year)" }

    static func days(of month: Int, in year: Int) -> Int {
        let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let written = String(number)
        return String(repeating: "0", count: max(0, digits - written.count)) + written
    }
}

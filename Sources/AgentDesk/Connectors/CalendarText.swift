/// Moments as servers write them (RFC 3339).
enum CalendarText {
    /// `2026-11-30T08:15:00Z`.
    static func utc(_ seconds: Int) -> String {
        let seconds = min(max(0, seconds), 253_402_300_799)
        let rest = seconds % 86_400
        let day = CalendarDay(daysSince1970: seconds / 86_400).iso
        return "\(day)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    /// The same on the clock on the wall, which names no zone: `2026-11-30T09:15:00`.
    static func local(_ seconds: WallSeconds) -> String { String(utc(seconds).dropLast()) }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

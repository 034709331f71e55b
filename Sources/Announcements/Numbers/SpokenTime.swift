/// Durations and times of day in words.
public enum SpokenTime {
    /// "3 minutes 12", "12 secondes", "1 heure 5": as one says it, at most two units.
    public static func duration(seconds: Int, _ language: Language) -> String {
        let seconds = max(0, seconds)
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        if hours > 0 { return pair(hours, language == .french ? "heure" : "hour", minutes) }
        if minutes > 0 { return pair(minutes, "minute", rest) }
        return plural(rest, language == .french ? "seconde" : "second", language)
    }

    /// "14 heures 5" and "minuit" in French, "14:05" in English.
    public static func clock(secondsOfDay: Int, _ language: Language) -> String {
        let day = 86_400
        let seconds = ((secondsOfDay % day) + day) % day
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        switch language {
        case .french:
            return hours == 0 && minutes == 0
                ? "minuit" : hours == 0 ? "0 heure \(minutes)" : pair(hours, "heure", minutes)
        case .english: return "\(hours):" + (minutes < 10 ? "0" : "") + "\(minutes)"
        }
    }

    /// French: zero and one are singular. English: one alone.
    public static func plural(_ count: Int, _ noun: String, _ language: Language) -> String {
        let isSingular = count == 1 || (count == 0 && language == .french)
        return "\(count) \(noun)" + (isSingular ? "" : "s")
    }

    private static func pair(_ count: Int, _ noun: String, _ rest: Int) -> String {
        let whole = "\(count) \(noun)" + (count == 1 ? "" : "s")
        return rest == 0 ? whole : "\(whole) \(rest)"
    }
}

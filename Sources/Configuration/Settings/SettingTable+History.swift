// What is kept of calls, and for how long.
extension Setting {
    static func history(_ key: SettingKey) -> Setting {
        Setting(
            key, .integerOrOff(1...3_650), standard: .integer(365), example: "90",
            help: Bilingual(
                "Jours pendant lesquels les appels et leurs notes sont gardés, puis effacés ; false : toujours gardés.",
                "Days for which calls and their notes are kept, then erased; false: they are kept for ever."))
    }
}

extension Settings {
    /// Calls and notes older than so many days are taken out; nil: never.
    public var historyKeepDays: Int? { integer(.historyKeepDays) }
}

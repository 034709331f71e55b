// The tables of programs that are run and of pages that are opened at events of calls.
extension SettingsReader {
    /// - Returns: false where there are too many of them.
    mutating func readEventTable(_ entries: [ConfigurationEntry], of list: String, line: Int) -> Bool {
        let isHook = list == "hook"
        let most = isHook ? Limits.hooks : Limits.links
        guard (isHook ? settings.hooks.count : settings.links.count) < most else {
            add(ConfigurationProblem(.tooManyTables(most), path: list, line: line))
            return false
        }
        let before = problems.count
        let needed: SettingKey
        let values: WritableKeyPath<Settings, [SettingKey: SettingValue]>
        if isHook {
            needed = .hookProgram
            settings.hooks.append(Settings.Hook())
            values = \.hooks[settings.hooks.count - 1].values
        } else {
            needed = .linkURL
            settings.links.append(Settings.Link())
            values = \.links[settings.links.count - 1].values
        }
        readTable(entries, path: list, into: values)
        if problems.count == before, settings[keyPath: values][needed] == nil {
            add(ConfigurationProblem(.missing(needed), path: list, line: line))
        }
        return true
    }
}

extension SettingsReader {
    /// One `[[directory]]` table.
    /// - Returns: false where there are too many.
    mutating func readDirectory(_ children: [ConfigurationEntry], line: Int) -> Bool {
        guard settings.directories.count < Limits.directories else {
            add(ConfigurationProblem(.tooManyTables(Limits.directories), path: "directory", line: line))
            return false
        }
        let faultsBefore = problems.count
        let place = settings.directories.count
        settings.directories.append(Settings.Directory())
        readTable(children, path: "directory", into: \.directories[place].values)
        if problems.count == faultsBefore { checkDirectory(settings.directories[place], line: line) }
        return true
    }

    private mutating func checkDirectory(_ directory: Settings.Directory, line: Int) {
        for key in [SettingKey.directoryName, .directoryURL] where directory.values[key] == nil {
            add(ConfigurationProblem(.missing(key), path: "directory", line: line))
        }
        if directory.values[.directoryPassword] != nil, directory.values[.directoryPasswordCommand] != nil {
            let fault = ConfigurationProblem.Fault.contradiction(.directoryPassword, .directoryPasswordCommand)
            add(ConfigurationProblem(fault, path: "directory", line: line))
        }
        guard let url = directory.values[.directoryURL] else { return }
        if case .text(let text) = url, AddressUser.range(in: text) != nil {
            add(ConfigurationProblem(.userInAddress, path: SettingKey.directoryURL.rawValue, line: line))
        } else if case .text(let text) = url, !directory.kind.takes(url: text) {
            let setting = Setting.of(.directoryURL)
            let fault = ConfigurationProblem.Fault.badValue(setting, quoted: setting.quotation(of: text))
            add(ConfigurationProblem(fault, path: SettingKey.directoryURL.rawValue, line: line))
        }
        if directory.kind == .ldap, directory.values[.directoryBase] == nil {
            add(ConfigurationProblem(.missing(.directoryBase), path: "directory", line: line))
        }
    }
}

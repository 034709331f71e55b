/// Walks the tree of a configuration file and checks every key against the table of settings.
public struct SettingsReader: Sendable {
    /// What could be read: the good values hold, the others keep their defaults.
    public internal(set) var settings = Settings()
    /// What is wrong, in the file's order; at most `Limits.problems`.
    public private(set) var problems: [ConfigurationProblem] = []

    /// An account may lack what another layer says.
    private let isPart: Bool

    /// Reads the entries of the file.
    /// - Parameter isPart: other layers say the rest.
    public init(_ entries: [ConfigurationEntry], isPart: Bool = false) {
        self.isPart = isPart
        readTable(entries, path: "", into: \.values)
        problems.sort { $0.line < $1.line }
    }

    /// The settings of a file without a fault.
    /// - Throws: the first problem.
    public static func read(_ entries: [ConfigurationEntry]) throws(ConfigurationProblem) -> Settings {
        let reader = SettingsReader(entries)
        if let first = reader.problems.first { throw first }
        return reader.settings
    }

    mutating func add(_ problem: ConfigurationProblem) {
        if problems.count < Limits.problems { problems.append(problem) }
    }

    mutating func readTable(
        _ entries: [ConfigurationEntry], path: String,
        into values: WritableKeyPath<Settings, [SettingKey: SettingValue]>
    ) {
        for entry in entries {
            let entryPath = path.isEmpty ? entry.key : path + "." + entry.key
            if let key = SettingKey(rawValue: entryPath), key.tablePath == path {
                do {
                    settings[keyPath: values][key] = try Setting.of(key).accept(entry.value, path: entryPath)
                } catch {
                    add(error)
                }
            } else if SettingSection(rawValue: entryPath)?.isList == true {
                readTables(entry)
            } else if SettingKey.tablePaths.contains(entryPath) {
                guard case .table(let children) = entry.value.content else {
                    add(ConfigurationProblem(.notATable(isList: false), path: entryPath, line: entry.line))
                    continue
                }
                readTable(children, path: entryPath, into: values)
            } else {
                let quotable = entryPath.quotable
                add(
                    ConfigurationProblem(
                        .unknownKey(nearest: NearestKey.of(entry.key, in: path)), path: quotable, line: entry.line))
            }
        }
    }

    /// The elements of a list of tables: of accounts, contacts, directories, servers, programs, pages.
    private mutating func readTables(_ entry: ConfigurationEntry) {
        let notTables = ConfigurationProblem(.notATable(isList: true), path: entry.key, line: entry.line)
        guard case .list(let tables) = entry.value.content else { return add(notTables) }
        for table in tables {
            guard case .table(let children) = table.content else { return add(notTables) }
            let faultsBefore = problems.count
            if entry.key == "connector" {
                guard settings.connectors.count < Limits.connectors else {
                    return add(ConfigurationProblem(.tooManyConnectors, path: "connector", line: table.line))
                }
                let place = settings.connectors.count
                settings.connectors.append(Settings.Connector())
                readTable(children, path: "connector", into: \.connectors[place].values)
                if problems.count == faultsBefore { checkConnector(settings.connectors[place], line: table.line) }
            } else if entry.key == "contact" {
                guard settings.contacts.count < Limits.contacts else {
                    return add(ConfigurationProblem(.tooManyContacts, path: "contact", line: table.line))
                }
                let place = settings.contacts.count
                settings.contacts.append(Settings.Contact())
                readTable(children, path: "contact", into: \.contacts[place].values)
                if problems.count == faultsBefore { checkContact(settings.contacts[place], line: table.line) }
            } else if entry.key == "directory" {
                guard readDirectory(children, line: table.line) else { return }
            } else if entry.key == "hook" || entry.key == "link" {
                guard readEventTable(children, of: entry.key, line: table.line) else { return }
            } else {
                guard settings.accounts.count < Limits.accounts else {
                    return add(ConfigurationProblem(.tooManyAccounts, path: "account", line: table.line))
                }
                let place = settings.accounts.count
                settings.accounts.append(Settings.Account())
                readTable(children, path: "account", into: \.accounts[place].values)
                if problems.count == faultsBefore, !isPart { checkAccount(settings.accounts[place], line: table.line) }
            }
        }
    }

    private mutating func checkContact(_ contact: Settings.Contact, line: Int) {
        if contact.values[.contactAddress] == nil {
            add(ConfigurationProblem(.missing(.contactAddress), path: "contact", line: line))
        }
        let address = contact.address
        if address.lowercased().hasPrefix("sip:"), !Setting.isAddress(address) {
            let setting = Setting.of(.contactAddress)
            let fault = ConfigurationProblem.Fault.badValue(setting, quoted: setting.quotation(of: address))
            add(ConfigurationProblem(fault, path: SettingKey.contactAddress.rawValue, line: line))
        }
    }

    private mutating func checkConnector(_ connector: Settings.Connector, line: Int) {
        for key in connector.needed where connector.values[key] == nil {
            add(ConfigurationProblem(.missing(key), path: "connector", line: line))
        }
        for key in [SettingKey.connectorURL, .connectorAskURL] {
            guard let address = connector.text(key), !ProvisioningAddress.isSafe(address) else { continue }
            add(ConfigurationProblem(.plainServer, path: key.rawValue, line: line))
        }
        let given: [SettingKey] = [.connectorSecret, .connectorSecretCommand, .connectorSecretFile].filter {
            connector.values[$0] != nil
        }
        if given.count > 1 {
            add(ConfigurationProblem(.contradiction(given[0], given[1]), path: "connector", line: line))
        }
    }

    private mutating func checkAccount(_ account: Settings.Account, line: Int) {
        for fault in account.faults { add(ConfigurationProblem(fault, path: "account", line: line)) }
    }
}

/// Walks the tree of a configuration file and checks every key against the table of settings.
public struct SettingsReader: Sendable {
    /// What could be read: the good values hold, the others keep their defaults.
    public private(set) var settings = Settings()
    /// What is wrong, in the file's order; at most `Limits.problems`.
    public private(set) var problems: [ConfigurationProblem] = []

    /// Reads the entries of the file.
    public init(_ entries: [ConfigurationEntry]) {
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

    private mutating func add(_ problem: ConfigurationProblem) {
        if problems.count < Limits.problems { problems.append(problem) }
    }

    private mutating func readTable(
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
            } else if entryPath == "account" || entryPath == "contact" {
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

    /// The elements of a list of tables: of accounts or of contacts.
    private mutating func readTables(_ entry: ConfigurationEntry) {
        let notTables = ConfigurationProblem(.notATable(isList: true), path: entry.key, line: entry.line)
        guard case .list(let tables) = entry.value.content else { return add(notTables) }
        for table in tables {
            guard case .table(let children) = table.content else { return add(notTables) }
            let faultsBefore = problems.count
            if entry.key == "contact" {
                guard settings.contacts.count < Limits.contacts else {
                    return add(ConfigurationProblem(.tooManyContacts, path: "contact", line: table.line))
                }
                let place = settings.contacts.count
                settings.contacts.append(Settings.Contact())
                readTable(children, path: "contact", into: \.contacts[place].values)
                if problems.count == faultsBefore { checkContact(settings.contacts[place], line: table.line) }
            } else {
                guard settings.accounts.count < Limits.accounts else {
                    return add(ConfigurationProblem(.tooManyAccounts, path: "account", line: table.line))
                }
                let place = settings.accounts.count
                settings.accounts.append(Settings.Account())
                readTable(children, path: "account", into: \.accounts[place].values)
                if problems.count == faultsBefore { checkAccount(settings.accounts[place], line: table.line) }
            }
        }
    }

    private mutating func checkContact(_ contact: Settings.Contact, line: Int) {
        if contact.values[.contactAddress] == nil {
            add(ConfigurationProblem(.missing(.contactAddress), path: "contact", line: line))
        }
        let address = contact.address
        if address.lowercased().hasPrefix("sip:"), !Setting.isAddress(address) {
            let fault = ConfigurationProblem.Fault.badValue(.of(.contactAddress), quoted: address.quotable)
            add(ConfigurationProblem(fault, path: SettingKey.contactAddress.rawValue, line: line))
        }
    }

    private mutating func checkAccount(_ account: Settings.Account, line: Int) {
        if account.values[.accountAddress] == nil {
            add(ConfigurationProblem(.missing(.accountAddress), path: "account", line: line))
        }
        let secrets: [SettingKey] = [.accountPassword, .accountPasswordCommand, .accountHA1]
        let given = secrets.filter { account.values[$0] != nil }
        if given.count > 1 {
            add(ConfigurationProblem(.contradiction(given[0], given[1]), path: "account", line: line))
        }
        let certificate: [SettingKey] = [.accountTLSCertificate, .accountTLSKey]
        let absent = certificate.filter { account.values[$0] == nil }
        if absent.count == 1 { add(ConfigurationProblem(.missing(absent[0]), path: "account", line: line)) }
        if account.trustsPinsAlone, account.tlsPins.isEmpty {
            add(ConfigurationProblem(.missing(.accountTLSPin), path: "account", line: line))
        }
    }
}

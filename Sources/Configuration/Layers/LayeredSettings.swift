/// A value that a layer beneath the agent's file gives.
struct ProvidedValue: Sendable, Equatable {
    var value: SettingValue
    var layer: LayerKind
}

/// The settings of all layers, one over the other: of each value it is known whose it is, and whether the agent may change it.
public struct LayeredSettings: Sendable, Equatable {
    /// A value that does not hold because an earlier layer has locked its key.
    public struct Overruled: Sendable, Equatable {
        public var key: SettingKey
        public var layer: LayerKind
        public var by: LayerKind

        public var words: Bilingual {
            Bilingual(
                "« \(key.rawValue) » de \(layer.words.french) ne vaut pas : verrouillé par \(by.words.french)",
                "\"\(key.rawValue)\" of \(layer.words.english) does not hold: locked by \(by.words.english)")
        }
    }

    public private(set) var settings: Settings
    public private(set) var overruled: [Overruled] = []
    /// What is wrong with the accounts once all layers are one: an account without an address, two passwords.
    public private(set) var problems: [ConfigurationProblem] = []
    private var userKeys: Set<SettingKey> = []

    /// - Parameters:
    ///   - layers: beneath the agent's file, in any order. The accounts of all are matched by their place: an organisation's first
    ///     `[[account]]` says what holds for each agent's first. Directories, connectors, programs and pages are matched by name.
    ///   - local: the agent's own file.
    public init(_ layers: [SettingsLayer], local: Settings) {
        settings = local
        (settings.directories, settings.connectors, settings.hooks, settings.links) = ([], [], [], [])
        for kind in LayerKind.allCases where kind != .local {
            for layer in layers where layer.kind == kind { put(layer) }
        }
        takeOutLocked()
        putTables(of: local, .local)
        for account in settings.accounts {
            for fault in account.faults { problems.append(ConfigurationProblem(fault, path: "account")) }
        }
        problems = Array(problems.prefix(Limits.problems))
    }

    private mutating func put(_ layer: SettingsLayer) {
        for key in SettingKey.allCases {
            guard let value = layer.settings.values[key], mayGive(key, layer.kind) else { continue }
            settings.beneath[key] = ProvidedValue(value: value, layer: layer.kind)
        }
        for (index, account) in layer.settings.accounts.enumerated() {
            if index >= settings.accounts.count { settings.accounts.append(Settings.Account()) }
            let given = account.values.filter { mayGive($0.key, layer.kind) }
            // One secret takes the place of another, of whatever form.
            if Settings.Account.secrets.contains(where: { given[$0] != nil }) {
                for key in Settings.Account.secrets { settings.accounts[index].beneath[key] = nil }
            }
            for (key, value) in given {
                settings.accounts[index].beneath[key] = ProvidedValue(value: value, layer: layer.kind)
            }
        }
        putTables(of: layer.settings, layer.kind)
        settings.providedContacts += layer.settings.contacts
        for key in layer.locked where settings.locks[key] == nil && !userKeys.contains(key) {
            settings.locks[key] = layer.kind
        }
        userKeys.formUnion(layer.user.filter { settings.locks[$0] == nil })
    }

    private mutating func putTables(of given: Settings, _ layer: LayerKind) {
        put(given.directories, layer, into: \.directories, most: Limits.directories)
        put(given.connectors, layer, into: \.connectors, most: Limits.connectors)
        put(given.hooks, layer, into: \.hooks, most: Limits.hooks)
        put(given.links, layer, into: \.links, most: Limits.links)
    }

    /// A table goes over the one of its name, key by key; one that is new stands behind the others. Where a key of it is locked, the new
    /// one could not do its work, and is left out.
    private mutating func put<Table: NamedTable>(
        _ tables: [Table], _ layer: LayerKind, into path: WritableKeyPath<Settings, [Table]>, most: Int
    ) {
        let known = settings[keyPath: path].count
        for table in tables {
            let name = table.values[Table.nameKey]
            let place = settings[keyPath: path].prefix(known).firstIndex {
                name != nil && $0.values[Table.nameKey] == name
            }
            let given = table.values.filter { mayGive($0.key, layer) }
            if let place {
                // One secret takes the place of another, of whatever form.
                if Table.secrets.contains(where: { given[$0] != nil }) {
                    for key in Table.secrets { settings[keyPath: path][place].values[key] = nil }
                }
                settings[keyPath: path][place].values.merge(given) { _, new in new }
                settings[keyPath: path][place].layers.merge(given.mapValues { _ in layer }) { _, new in new }
            } else if given.count == table.values.count {
                guard settings[keyPath: path].count < most else {
                    problems.append(ConfigurationProblem(.tooManyTables(most), path: Table.nameKey.tablePath))
                    return
                }
                var table = table
                table.layers = given.mapValues { _ in layer }
                settings[keyPath: path].append(table)
            }
        }
    }

    private mutating func mayGive(_ key: SettingKey, _ layer: LayerKind) -> Bool {
        guard let owner = settings.locks[key], owner != layer else { return true }
        let note = Overruled(key: key, layer: layer, by: owner)
        if !overruled.contains(note) { overruled.append(note) }
        return false
    }

    /// What the agent's file says of locked keys, and its secrets' elder forms.
    private mutating func takeOutLocked() {
        for key in SettingKey.allCases {
            guard let owner = settings.locks[key] else { continue }
            let isGiven = settings.values[key] != nil || settings.accounts.contains { $0.values[key] != nil }
            if isGiven { overruled.append(Overruled(key: key, layer: .local, by: owner)) }
            settings.values[key] = nil
            for index in settings.accounts.indices { settings.accounts[index].values[key] = nil }
        }
        for index in settings.accounts.indices {
            let secrets = Settings.Account.secrets
            guard secrets.contains(where: { settings.accounts[index].values[$0] != nil }) else { continue }
            for key in secrets { settings.accounts[index].beneath[key] = nil }
        }
    }
}

extension Settings {
    /// Whose the value is that holds; nil: nobody's, the default holds.
    public func layer(of key: SettingKey, account: Int?) -> LayerKind? {
        if isGiven(key, account: account) { return .local }
        if Setting.of(key).section.isOfAccount {
            return account.flatMap { accounts.indices.contains($0) ? accounts[$0].beneath[key]?.layer : nil }
        }
        return beneath[key]?.layer
    }

    /// Who locked the key; nil: the agent may change it.
    public func lock(of key: SettingKey) -> LayerKind? { locks[key] }
}

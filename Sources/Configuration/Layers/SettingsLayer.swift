/// Whose word a value is: later ones go over earlier ones, but for what is locked.
public enum LayerKind: String, Sendable, Hashable, CaseIterable {
    /// `/etc/clairvoix/config.toml`: who runs this computer.
    case computer
    case organisation, site, role, agent
    /// The agent's own file.
    case local

    /// "the organisation", as it is said after "locked by".
    public var words: Bilingual {
        switch self {
        case .computer: Bilingual("l'ordinateur", "the computer")
        case .organisation: Bilingual("l'organisation", "the organisation")
        case .site: Bilingual("le site", "the site")
        case .role: Bilingual("le rôle", "the role")
        case .agent: Bilingual("la fiche de l'agent", "the agent's profile")
        case .local: Bilingual("votre fichier", "your file")
        }
    }
}

/// One layer beneath the agent's own file: the keys of a configuration file, and at its head what may be changed above it.
///
///     locked = ["account.registrar", "sip"]   # nobody above changes these
///     user = ["voice"]                        # nobody above locks these: they are the agent's
///
/// Everything else is a default that later layers and the agent may change.
public struct SettingsLayer: Sendable, Equatable {
    public var kind: LayerKind
    public var settings: Settings
    public var locked: Set<SettingKey>
    public var user: Set<SettingKey>

    public init(kind: LayerKind, settings: Settings, locked: Set<SettingKey> = [], user: Set<SettingKey> = []) {
        self.kind = kind
        self.settings = settings
        self.locked = locked
        self.user = user
    }
}

/// Reads a layer and tells all that is wrong in it.
public struct LayerReader: Sendable {
    public private(set) var layer: SettingsLayer
    /// At most `Limits.problems`.
    public private(set) var problems: [ConfigurationProblem] = []

    /// - Parameters:
    ///   - isRemote: it came from a server, which may not say where the next one comes from.
    ///   - mayRunCommands: its keys may name programs of this computer.
    public init(_ entries: [ConfigurationEntry], kind: LayerKind, isRemote: Bool, mayRunCommands: Bool) {
        let heads = ["locked", "user"]
        let reader = SettingsReader(entries.filter { !heads.contains($0.key) }, isPart: true)
        problems = reader.problems
        layer = SettingsLayer(kind: kind, settings: reader.settings, locked: [], user: [])
        for entry in entries where heads.contains(entry.key) {
            let keys = keys(of: entry)
            if entry.key == "locked" { layer.locked.formUnion(keys) } else { layer.user.formUnion(keys) }
        }
        if isRemote { refuse(mayRunCommands: mayRunCommands) }
        problems = Array(problems.prefix(Limits.problems))
    }

    /// Keys, or tables for all their keys.
    private mutating func keys(of entry: ConfigurationEntry) -> Set<SettingKey> {
        guard case .list(let names) = entry.value.content, names.count <= SettingKey.allCases.count else {
            problems.append(ConfigurationProblem(.notAListOfKeys, path: entry.key, line: entry.line))
            return []
        }
        var keys: Set<SettingKey> = []
        for name in names {
            guard case .text(let text) = name.content else {
                problems.append(ConfigurationProblem(.notAListOfKeys, path: entry.key, line: entry.line))
                continue
            }
            let named = SettingKey.allCases.filter { $0.rawValue == text || $0.rawValue.hasPrefix(text + ".") }
            if named.isEmpty {
                let fault = ConfigurationProblem.Fault.unknownKey(nearest: NearestKey.of(text, in: ""))
                problems.append(ConfigurationProblem(fault, path: text.quotable, line: name.line))
            }
            keys.formUnion(named)
        }
        return keys
    }

    /// What a server may not say: where and how we ask servers, and programs to run where the computer does not allow that.
    private mutating func refuse(mayRunCommands: Bool) {
        for key in SettingKey.allCases where Self.isForbidden(key, mayRunCommands) && layer.settings.gives(key) {
            problems.append(ConfigurationProblem(.notByServer, path: key.rawValue))
            layer.settings.takeOut(key)
        }
    }

    private static func isForbidden(_ key: SettingKey, _ mayRunCommands: Bool) -> Bool {
        if Setting.of(key).section == .provisioning { return true }
        return !mayRunCommands && (Setting.of(key).kind == .command || [.hookProgram, .eventsOpener].contains(key))
    }
}

extension Settings {
    fileprivate func gives(_ key: SettingKey) -> Bool {
        let tables =
            [values] + accounts.map(\.values) + directories.map(\.values) + connectors.map(\.values)
            + hooks.map(\.values) + links.map(\.values)
        return tables.contains { $0[key] != nil }
    }

    fileprivate mutating func takeOut(_ key: SettingKey) {
        values[key] = nil
        for index in accounts.indices { accounts[index].values[key] = nil }
        for index in directories.indices { directories[index].values[key] = nil }
        for index in connectors.indices { connectors[index].values[key] = nil }
        // Without its program it is nothing.
        if key == .hookProgram { hooks = [] }
    }
}

/// A table of a list that layers match by its name: of an organisation and of an agent, two of one name are one.
protocol NamedTable: Sendable {
    var values: [SettingKey: SettingValue] { get set }
    /// Whose the values are that a layer beneath the agent's file gives.
    var layers: [SettingKey: LayerKind] { get set }
    /// What it is known by; a table without it is matched with none.
    static var nameKey: SettingKey { get }
    /// The forms of its one secret: one that is given takes the place of all.
    static var secrets: [SettingKey] { get }
}

extension NamedTable {
    static var secrets: [SettingKey] { [] }
}

extension Settings.Directory: NamedTable {
    static var nameKey: SettingKey { .directoryName }
    static var secrets: [SettingKey] { [.directoryPassword, .directoryPasswordCommand] }
}

extension Settings.Connector: NamedTable {
    static var nameKey: SettingKey { .connectorName }
    static var secrets: [SettingKey] { [.connectorSecret, .connectorSecretCommand, .connectorSecretFile] }
}

extension Settings.Hook: NamedTable {
    static var nameKey: SettingKey { .hookProgram }
}

extension Settings.Link: NamedTable {
    static var nameKey: SettingKey { .linkName }
}

extension Settings {
    /// One `[[connector]]` table: a server that takes records, and events of calls.
    public struct Connector: Sendable, Equatable {
        var values: [SettingKey: SettingValue] = [:]
        var layers: [SettingKey: LayerKind] = [:]

        /// Forms name it so.
        public var name: String { text(.connectorName) ?? "" }
        /// `publik`, `glpi`, `glpi_v1`, `zammad` or `http`.
        public var kind: String { text(.connectorKind) ?? "" }
        public var url: String { text(.connectorURL) ?? "" }
        public var secret: String? { text(.connectorSecret) }
        /// A program and its arguments; empty: none.
        public var secretCommand: [String] { list(.connectorSecretCommand) }
        public var secretFile: String? { text(.connectorSecretFile) }
        public var timeout: Int { if case .integer(let seconds)? = value(.connectorTimeout) { seconds } else { 30 } }

        /// The text of a setting that has one.
        public func text(_ key: SettingKey) -> String? { if case .text(let text)? = value(key) { text } else { nil } }

        /// The texts of a setting that is a list of them.
        public func list(_ key: SettingKey) -> [String] {
            if case .list(let texts)? = value(key) { texts } else { [] }
        }

        /// The value that holds: given, or the default.
        func value(_ key: SettingKey) -> SettingValue? { values[key] ?? Setting.of(key).standard }

        var holdsSecret: Bool {
            let secrets: [SettingKey] = [.connectorSecret, .connectorApplicationSecret, .connectorEventSecret]
            return secrets.contains { values[$0] != nil }
        }

        /// The settings that its kind cannot do without.
        var needed: [SettingKey] {
            let all: [SettingKey] = [.connectorName, .connectorKind, .connectorURL]
            return switch kind {
            case "publik": all + [.connectorClient]
            case "glpi": all + [.connectorClient, .connectorApplicationSecret, .connectorUser]
            case "zammad": all + [.connectorGroup]
            case "http": all + [.connectorTemplate]
            default: all
            }
        }
    }
}

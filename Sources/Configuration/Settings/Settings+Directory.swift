extension Settings {
    /// One `[[directory]]` table: a server that knows people and their numbers.
    public struct Directory: Sendable, Equatable {
        public enum Kind: String, Sendable, Equatable {
            /// RFC 4511.
            case ldap
            /// RFC 6352.
            case carddav
            /// A file of vCards.
            case file = "vcard_url"

            /// Whether an address is one of its servers.
            func takes(url: String) -> Bool {
                let schemes = self == .ldap ? ["ldap://", "ldaps://"] : ["https://", "http://"]
                let isWhole = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
                return isWhole && schemes.contains { url.lowercased().hasPrefix($0) && url.count > $0.count }
            }
        }

        var values: [SettingKey: SettingValue] = [:]
        var layers: [SettingKey: LayerKind] = [:]

        public init() {}

        /// As callers' names say where they are from.
        public var name: String { text(.directoryName) ?? "" }
        public var kind: Kind { text(.directoryKind).flatMap(Kind.init) ?? .ldap }
        public var url: String { text(.directoryURL) ?? "" }
        /// Empty: the server asks for none.
        public var user: String { text(.directoryUser) ?? "" }
        public var password: String? { text(.directoryPassword) }
        public var passwordCommand: [String] { list(.directoryPasswordCommand) }
        /// A file of certificates that are trusted; nil: the system's. As it is written: "~/" may begin it.
        public var authorities: String? { text(.directoryAuthorities) }
        public var usesStartTLS: Bool { value(.directoryStartTLS) == .boolean(true) }
        /// Its names go before what callers say of themselves.
        public var isTrusted: Bool { value(.directoryTrusted) == .boolean(true) }
        /// nil: it is never read whole, only asked.
        public var refreshMinutes: Int? {
            if case .integer(let minutes)? = value(.directoryRefresh) { minutes } else { nil }
        }
        public var base: String { text(.directoryBase) ?? "" }
        /// Of everybody.
        public var filter: String { text(.directoryFilter) ?? "" }
        /// Of whom a search finds; `{words}` stands for what was typed.
        public var searchFilter: String { text(.directorySearch) ?? "" }
        public var nameAttribute: String { text(.directoryNameAttribute) ?? "cn" }
        public var numberAttributes: [String] { list(.directoryNumberAttributes) }
        public var mailAttribute: String { text(.directoryMailAttribute) ?? "mail" }
        public var organisationAttribute: String { text(.directoryOrganisationAttribute) ?? "ou" }

        /// The value that holds: given, or the default.
        func value(_ key: SettingKey) -> SettingValue? { values[key] ?? Setting.of(key).standard }

        private func text(_ key: SettingKey) -> String? {
            if case .text(let text)? = value(key) { text } else { nil }
        }

        private func list(_ key: SettingKey) -> [String] {
            if case .list(let texts)? = value(key) { texts } else { [] }
        }
    }

    // MARK: The plan of numbers

    /// The country code, without a plus sign.
    public var numbersCountry: String { text(.numbersCountry) ?? "33" }
    public var numbersNationalPrefix: String { text(.numbersNationalPrefix) ?? "0" }
    public var numbersInternationalPrefix: String { text(.numbersInternationalPrefix) ?? "00" }
    /// Empty: nothing is dialled before an outside number.
    public var numbersOutsideLine: String { text(.numbersOutsideLine) ?? "" }
    public var numbersInternalLengths: Set<Int> { Set(list(.numbersInternalLengths).compactMap { Int($0) }) }
    /// Empty: internal numbers are known inside alone.
    public var numbersInternalPrefix: String { text(.numbersInternalPrefix) ?? "" }
}

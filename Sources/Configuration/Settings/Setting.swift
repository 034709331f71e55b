/// One setting: its key, what it takes, its default and its help.
public struct Setting: Sendable, Equatable {
    /// What a setting takes, with its limits.
    public enum Kind: Sendable, Equatable {
        /// Any text of one line.
        case text
        /// Text that is never shown.
        case secret
        /// 32 or 64 hexadecimal digits that are never shown (RFC 7616 §3.4.2: H(A1)).
        case secretDigest
        case choice([String])
        /// A list of texts; `from` names the allowed ones, best first, and empty allows any.
        case list(from: [String])
        /// A program and its arguments.
        case command
        case integer(ClosedRange<Int>)
        case boolean
        /// A whole number, or `false` for off.
        case integerOrOff(ClosedRange<Int>)
        /// `sip:user@host`.
        case address
        /// `sip:host:port;transport=tcp` or `sips:host`.
        case server
        /// `stun:host:port`, by UDP, or `turn:host:port?transport=tcp` (RFC 7064, RFC 7065).
        case mediaServer(scheme: String)
        /// One server or a list of them, or `none` where that is allowed.
        case servers(orNone: Bool)
        /// A list of SHA-256 in hexadecimal.
        case digests
        /// A file: its absolute path, or one that begins with `~/`.
        case path
        /// The address of a page with places for what is known of a call.
        case urlTemplate
        /// The URI of an audio device, or a list of them, which may be empty where `orNone`.
        case devices(orNone: Bool)
        /// `LOW-HIGH`, two ports.
        case portRange
    }

    public var key: SettingKey
    public var kind: Kind
    /// What holds where the file says nothing; nil: nothing, or as the help says.
    public var standard: SettingValue?
    /// One sentence for the agent or the one who installs.
    public var help: Bilingual
    /// A value as it is written in the file, for help and remedies.
    public var example: String

    public init(
        _ key: SettingKey, _ kind: Kind, standard: SettingValue? = nil, example: String, help: Bilingual
    ) {
        self.key = key
        self.kind = kind
        self.standard = standard
        self.example = example
        self.help = help
    }

    /// Whether the value must never be printed.
    public var isSecret: Bool {
        switch kind {
        case .secret, .secretDigest, .command: true
        case .text, .choice, .list, .integer, .boolean, .integerOrOff, .address, .server, .mediaServer, .servers,
            .digests,
            .path, .urlTemplate,
            .devices, .portRange:
            false
        }
    }

    /// What stands in each text of the list between a name and its value, which may be a secret; nil: there are no names.
    var pairSign: Character? {
        switch key {
        case .connectorHeaders: ":"
        case .connectorValues: "="
        default: nil
        }
    }
}

/// An accepted value: it has passed the checks of its setting.
public enum SettingValue: Sendable, Equatable {
    case text(String)
    case list([String])
    case integer(Int)
    case boolean(Bool)
    case server(ServerAddress)
    /// The preferred one first; never empty.
    case servers([ServerAddress])
    /// "none" of a server, "off" of a level.
    case off
}

// Where the settings of a fleet come from.
extension Settings {
    /// The address with its `{user}` and `{host}`; nil: none.
    public var provisioningURL: String? { text(.provisioningURL) }
    /// The agent's name for the server; nil: the session's.
    public var provisioningUser: String? { text(.provisioningUser) }
    /// PEM files.
    public var provisioningAuthorities: String? { text(.provisioningAuthorities) }
    public var provisioningCertificate: String? { text(.provisioningCertificate) }
    public var provisioningKey: String? { text(.provisioningKey) }
    /// Where the token is, or a program that prints it with its arguments; empty where there is none.
    public var provisioningTokenFile: String? { text(.provisioningTokenFile) }
    public var provisioningTokenCommand: [String] { list(.provisioningTokenCommand) }
    /// Hours between two readings, and the seconds that computers spread them over.
    public var provisioningHours: Int { integer(.provisioningHours) ?? 4 }
    public var provisioningSpreadSeconds: Int { integer(.provisioningSpread) ?? 0 }
    /// Seconds that new settings have to register.
    public var provisioningTrialSeconds: Int { integer(.provisioningTrial) ?? 120 }
    /// The server may name programs to run.
    public var takesProvisionedCommands: Bool { isOn(.provisioningCommands) }
}

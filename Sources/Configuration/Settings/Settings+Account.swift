extension Settings.Account {
    /// The value that holds: given, or the default; nil where there is neither.
    public func value(_ key: SettingKey) -> SettingValue? { given(key) ?? Setting.of(key).standard }

    /// What the file or a layer beneath it says.
    func given(_ key: SettingKey) -> SettingValue? { values[key] ?? beneath[key]?.value }

    /// The forms of the password; an account has one of them.
    static let secrets: [SettingKey] = [.accountPassword, .accountPasswordCommand, .accountHA1]

    /// What is wrong between the values of the account.
    var faults: [ConfigurationProblem.Fault] {
        var faults: [ConfigurationProblem.Fault] = []
        if given(.accountAddress) == nil { faults.append(.missing(.accountAddress)) }
        let forms = Self.secrets.filter { given($0) != nil }
        if forms.count > 1 { faults.append(.contradiction(forms[0], forms[1])) }
        let absent = [.accountTLSCertificate, .accountTLSKey].filter { given($0) == nil }
        if absent.count == 1 { faults.append(.missing(absent[0])) }
        if trustsPinsAlone, tlsPins.isEmpty { faults.append(.missing(.accountTLSPin)) }
        return faults
    }

    private func text(_ key: SettingKey) -> String? {
        if case .text(let text)? = value(key) { text } else { nil }
    }

    private func integer(_ key: SettingKey) -> Int? {
        if case .integer(let number)? = value(key) { number } else { nil }
    }

    private func list(_ key: SettingKey) -> [String] {
        if case .list(let texts)? = value(key) { texts } else { [] }
    }

    private func server(_ key: SettingKey) -> ServerAddress? {
        if case .server(let server)? = value(key) { server } else { nil }
    }

    /// `sip:user@host`.
    public var address: String { text(.accountAddress) ?? "" }
    /// The spoken name; the address's user where none is given.
    public var name: String { text(.accountName) ?? user }
    /// The password in the file; a secret.
    public var password: String? { text(.accountPassword) }
    /// The program that prints the password, and its arguments; empty where there is none.
    public var passwordCommand: [String] { list(.accountPasswordCommand) }
    /// H(A1) in hexadecimal; a secret.
    public var ha1: String? { text(.accountHA1) }
    public var authenticationUser: String? { text(.accountAuthenticationUser) }
    /// In seconds.
    public var expirySeconds: UInt32 {
        integer(.accountExpires).map { UInt32(clamping: $0) } ?? 300
    }
    /// IP addresses, besides the server's, whose calls are accepted.
    public var trusted: [String] { list(.accountTrusted) }
    /// Realms in which the password is given, besides the registration's.
    public var realms: [String] { list(.accountRealms) }
    /// Challenges of MD5 are answered.
    public var takesMD5: Bool { value(.accountMD5) != .boolean(false) }
    public var outboundProxy: ServerAddress? { server(.accountOutboundProxy) }
    /// The registrars, the preferred one first: as written, or the address's domain; empty for a direct line.
    public var registrars: [ServerAddress] {
        switch value(.accountRegistrar) {
        case .servers(let servers): servers
        case .server(let server): [server]
        case .off: []
        case .text, .list, .integer, .boolean, nil:
            ServerAddress.hostAndPort(domain).map { [ServerAddress(host: $0.host, port: $0.port)] } ?? []
        }
    }
    /// `off`, `preferred` or `required`.
    public var encryption: String { text(.accountEncryption) ?? "" }
    /// `sdes` or `dtls`.
    public var keyExchange: String { text(.accountKeyExchange) ?? "" }
    /// Keys of the sound go over signalling without TLS.
    public var tellsKeysInClear: Bool { value(.accountKeysInClear) == .boolean(true) }
    /// `off`, `tell` or `end`.
    public var silence: String { text(.accountSilence) ?? "" }
    /// RFC 4103: real-time text.
    public var offersText: Bool { value(.accountText) == .boolean(true) }
    /// RFC 8445: calls find their way through address translators.
    public var usesICE: Bool { value(.accountICE) == .boolean(true) }
    public var stunServer: ServerAddress? { server(.accountSTUNServer) }
    public var turnServer: ServerAddress? { server(.accountTURNServer) }
    public var turnUser: String? { text(.accountTURNUser) }
    /// A secret.
    public var turnPassword: String? { text(.accountTURNPassword) }
    /// RFC 5626: two flows to the servers that support it.
    public var usesOutbound: Bool { value(.accountOutbound) == .boolean(true) }
    /// Seconds between the refreshes of a call (RFC 4028); 0: none of ours.
    public var sessionSeconds: UInt32 { integer(.accountSessionTimer).map { UInt32(clamping: $0) } ?? 0 }
    /// The PBX may have a call answered without the agent.
    public var allowsAutoAnswer: Bool { value(.accountAutoAnswer) == .boolean(true) }
    public var emergencyNumbers: [String] { list(.accountEmergency) }
    public var forwardAlways: String? { text(.accountForwardAlways) }
    public var forwardBusy: String? { text(.accountForwardBusy) }
    public var forwardNoAnswer: String? { text(.accountForwardNoAnswer) }
    /// Seconds of ringing before `forwardNoAnswer`.
    public var forwardNoAnswerSeconds: Int { integer(.accountForwardNoAnswerSeconds) ?? 20 }
    /// What the PBX wants dialled for a service, by one of the `dial` keys; nil: it has no such service.
    public func dialString(_ key: SettingKey) -> String? { key.tablePath == "account.dial" ? text(key) : nil }
    /// PEM files: of authorities, of our certificate and of its key.
    public var tlsAuthorities: String? { text(.accountTLSAuthorities) }
    public var tlsCertificate: String? { text(.accountTLSCertificate) }
    public var tlsKey: String? { text(.accountTLSKey) }
    /// SHA-256 of the server's keys, in lower-case hexadecimal.
    public var tlsPins: [String] { list(.accountTLSPin) }
    /// The pinned keys alone make the server believed.
    public var trustsPinsAlone: Bool { text(.accountTLSTrust) == "pin" }

    private var user: String {
        let body = address.split(separator: ":", maxSplits: 1).last ?? ""
        return String(body.split(separator: "@").first ?? "")
    }

    private var domain: Substring {
        address.split(separator: "@", maxSplits: 1).last?.split(separator: ";").first ?? ""
    }
}

import CallEngine
import Configuration
import Media
import SIP
import Services

extension EngineSettings {
    /// The engine's settings from the file's. A password command runs here, so not on the main loop.
    /// - Parameter practice: where the practice line listens; its account then stands alone.
    init(
        _ settings: Settings, practice: TransportAddress? = nil, language: SettingLanguage = .french
    ) throws(ConfigurationProblem) {
        var accounts: [AccountSettings] = []
        if let practice {
            accounts = [Practice.account(proxy: practice, in: language)]
        } else {
            for account in settings.accounts { accounts.append(try AccountSettings(account)) }
        }
        let tones: [(ProgressTone, SettingKey)] = [
            (.ringBack, .toneRingBack), (.busy, .toneBusy), (.congestion, .toneCongestion),
            (.callWaiting, .toneCallWaiting),
        ]
        var levels: [ProgressTone: Int] = [:]
        for (tone, key) in tones { levels[tone] = settings.toneLevel(key) }
        self.init(
            accounts: accounts, codecs: settings.codecs.compactMap { Codec(rawValue: $0) },
            userAgent: "Clairvoix/" + Program.version, toneLevels: levels)
    }
}

extension AccountSettings {
    init(_ account: Settings.Account) throws(ConfigurationProblem) {
        let secret: Secret =
            switch try AccountSecret.of(account) {
            case .none: .none
            case .password(let password): .password(password)
            case .ha1(let hash): .ha1(hash)
            }
        self.init(
            address: account.address, name: account.name, authenticationUser: account.authenticationUser,
            secret: secret,
            registrars: account.registrar.map { [ServerTarget($0)] } ?? [],
            outboundProxy: account.outboundProxy.map(ServerTarget.init), expirySeconds: account.expirySeconds,
            trusted: account.trusted)
    }
}

extension ServerTarget {
    init(_ server: ServerAddress) {
        self.init(
            host: server.host, port: server.port,
            transport: TransportProtocol(rawValue: server.transport.rawValue) ?? .udp)
    }
}

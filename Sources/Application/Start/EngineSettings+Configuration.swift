import CallEngine
import Configuration
import Media
import SIP
import Services
import Transport

#if FAULTS
    import Faults
#endif

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
        #if FAULTS
            if Fault.widebandMissing.isOn { codecs = [.pcma, .pcmu] }
        #endif
        isRedundant = settings.isRedundant
        isDiscontinuous = settings.isDiscontinuous
        queueField = settings.queueField
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
            secret: secret, registrars: account.registrars.map(ServerTarget.init),
            outboundProxy: account.outboundProxy.map(ServerTarget.init), expirySeconds: account.expirySeconds,
            trusted: account.trusted)
        realms = account.realms
        takesMD5 = account.takesMD5
        security = FlowSecurity(account)
        encryption = MediaEncryption(rawValue: account.encryption) ?? .preferred
        keyExchange = KeyExchange(rawValue: account.keyExchange) ?? .sdes
        tellsKeysInClear = account.tellsKeysInClear
        offersText = account.offersText
        ice = ICEServers(account)
        silence = SilenceChoice(rawValue: account.silence) ?? .tell
        usesOutbound = account.usesOutbound
        allowsAutoAnswer = account.allowsAutoAnswer
        sessionSeconds = account.sessionSeconds
        emergencyNumbers = account.emergencyNumbers
        forwarding = Forwarding(
            always: account.forwardAlways, busy: account.forwardBusy, noAnswer: account.forwardNoAnswer,
            noAnswerSeconds: account.forwardNoAnswerSeconds)
        dialStrings = DialStrings(
            pickUp: account.dialString(.dialPickUp), park: account.dialString(.dialPark),
            mobile: account.dialString(.dialMobile), takeBack: account.dialString(.dialTakeBack),
            forwardAlways: account.dialString(.dialForwardAlways), forwardBusy: account.dialString(.dialForwardBusy),
            forwardNoAnswer: account.dialString(.dialForwardNoAnswer),
            forwardOff: account.dialString(.dialForwardOff))
    }
}

extension ICEServers {
    /// nil: the account does no ICE. A server whose name has no address now helps no call.
    init?(_ account: Settings.Account) {
        guard account.usesICE else { return nil }
        self.init(binding: account.stunServer.flatMap(Self.address))
        guard let server = account.turnServer, let address = Self.address(server), let user = account.turnUser,
            let password = account.turnPassword
        else { return }
        relay = Relay(
            address: address, transport: server.transport == .tcp ? .tcp : .udp, user: user, password: password)
    }

    private static func address(_ server: ServerAddress) -> MediaAddress? {
        let port = server.port ?? 3_478
        return MediaAddress(host: server.host, port: port)
            ?? HostLookup.address(of: server.host).flatMap { MediaAddress(host: $0, port: port) }
    }
}

extension FlowSecurity {
    /// What the account's settings demand of a TLS server; nil where they say nothing. The engine fills in the names.
    init?(_ account: Settings.Account) {
        let isSilent =
            account.tlsAuthorities == nil && account.tlsPins.isEmpty && account.tlsCertificate == nil
            && !account.trustsPinsAlone
        guard !isSilent else { return nil }
        self.init(
            names: [], trust: account.trustsPinsAlone ? .pinnedKeys : .authorities, pinnedKeys: account.tlsPins,
            authoritiesFile: account.tlsAuthorities.map(ProgramOptions.atHome),
            certificateFile: account.tlsCertificate.map(ProgramOptions.atHome),
            keyFile: account.tlsKey.map(ProgramOptions.atHome))
    }
}

extension ProgramOptions {
    /// `~/` is the user's own folder.
    static func atHome(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = environment("HOME") else { return path }
        return home + path.dropFirst(1)
    }
}

extension ServerTarget {
    init(_ server: ServerAddress) {
        self.init(
            host: server.host, port: server.port,
            transport: server.transport.flatMap { TransportProtocol(rawValue: $0.rawValue) })
    }
}

import SIP
import Time

/// One account at work: its address, its ways out with their registrations, and its credentials.
struct AccountLine: Sendable, Equatable {
    let id: AccountID
    let settings: AccountSettings
    /// The address of record.
    let uri: URI
    /// The user part of our Contact: the address's own for a direct line; for a registered one a token of this start, so
    /// that who uses it has it from the registrar.
    let contactUser: String?
    var state: AccountState
    /// The ways to the line's server, the first one first; empty for a direct line without a proxy.
    var ways: [LineWay]
    /// Numeric hosts whose calls are taken: listed ones, and those that the server's name led to.
    var knownHosts: Set<String>
    /// Every place where the line's server was found to answer: the path that credentials may take.
    var places: Set<TransportAddress> = []
    /// For requests other than REGISTER, whose machine has its own.
    var digest: DigestClient?
    /// The realms in which the registrar accepted the account's credentials, and how strong its challenges were; empty: none
    /// yet.
    var realms: [String: DigestStrength] = [:]
    /// Places that took a call only without this.
    var refusals: [OfferPart: RememberedPlaces] = [:]
    /// The registrar's own endings of our registration (RFC 3680).
    var endings = RegistrarEndings()

    /// - Parameter token: unguessable.
    init(id: AccountID, settings: AccountSettings, token: String) {
        self.id = id
        self.settings = settings
        uri = (try? URI(parsing: settings.address))?.withoutParameters ?? URI(host: "invalid")
        contactUser = settings.registrars.isEmpty ? uri.user : token
        state = settings.registrars.isEmpty ? .direct : .unregistered
        knownHosts = Set(settings.trusted)
        let servers = settings.outboundProxy.map { [$0] } ?? settings.registrars
        ways = servers.isEmpty ? [] : [LineWay(servers: ServerList(servers))]
        digest = credentials.map { DigestClient($0) }
    }

    /// The user part of the address.
    var user: String? { uri.user }

    var isRegistering: Bool { !settings.registrars.isEmpty }

    /// Every flow that the line uses.
    var flows: [FlowID] { ways.flatMap { way in [way.flow, way.watched].compactMap { $0 } } }

    /// The way that requests take: the first registered one, else the first; nil for a direct line without a proxy.
    var way: LineWay? { ways.first { $0.isRegistered } ?? ways.first }

    /// The flow to the line's own server.
    var flow: FlowID? { way?.flow }

    var nextDeadline: Instant? { ways.compactMap { $0.registration?.nextDeadline }.min() }

    /// From, with our tag. The line's name is the agent's own and is not told.
    func nameAddress(tag: String?) -> NameAddress {
        NameAddress(displayName: settings.displayName, uri: uri).tagged(tag)
    }

    /// The proxies that a new request outside dialogs goes through (RFC 3608 §6.1: the Service-Route; else RFC 3261
    /// §8.1.1.1: the outbound proxy, where it is not the registrar itself).
    var routes: [NameAddress] {
        let granted = way?.registration?.serviceRoutes ?? []
        return granted.isEmpty ? proxyRoutes : granted
    }

    /// The outbound proxy as a loose route, where the settings name one besides the registrar.
    var proxyRoutes: [NameAddress] {
        guard let proxy = settings.outboundProxy, isRegistering,
            !settings.registrars.contains(where: { $0.host == proxy.host && $0.port == proxy.port })
        else { return [] }
        var uri = URI(host: proxy.host, port: proxy.port, parameters: [Parameter("lr")])
        if let transport = proxy.transport, transport != .udp {
            uri.parameters.insert(Parameter("transport", transport.rawValue), at: 0)
        }
        return [NameAddress(uri: uri)]
    }

    /// RFC 5922 §7.2: the certificate bears the SIP domain, or the host that the agent's organisation configured; a name
    /// that DNS alone gave proves nothing. What the account demands besides is merged in.
    func security(for target: ServerTarget) -> FlowSecurity {
        var security = settings.security ?? FlowSecurity(names: [])
        for name in [uri.host, target.host] where !security.names.contains(name) { security.names.append(name) }
        return security
    }

    /// The realms that requests other than REGISTER answer. A line whose server never asked knows no realm: those that its
    /// settings name, and those that are called as its domain and its servers are.
    var expectedRealms: [String: DigestStrength] {
        let named = Dictionary(settings.realms.map { ($0, DigestStrength.least) }, uniquingKeysWith: { one, _ in one })
        guard realms.isEmpty else { return realms.merging(named) { known, _ in known } }
        let hosts = [uri.host, settings.outboundProxy?.host].compactMap { $0 } + settings.registrars.map(\.host)
        return hosts.reduce(into: named) { $0[$1] = .least }
    }

    var credentials: DigestCredentials? {
        let weakest: DigestAlgorithm = settings.takesMD5 ? .md5 : .sha256
        let user = settings.authenticationUser ?? uri.user ?? ""
        return switch settings.secret {
        case .none: nil
        case .password(let password): DigestCredentials(username: user, secret: .password(password), weakest: weakest)
        case .ha1(let hash): DigestCredentials(username: user, secret: .ha1(hash), weakest: weakest)
        }
    }
}

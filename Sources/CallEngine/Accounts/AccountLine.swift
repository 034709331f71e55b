import SIP

/// One account at work: its address, its way out, its registration and its credentials.
struct AccountLine: Sendable, Equatable {
    let id: AccountID
    let settings: AccountSettings
    /// The address of record.
    let uri: URI
    var state: AccountState
    /// The flow to the line's own server.
    var flow: FlowID?
    /// nil for a line without a registrar.
    var registration: Registration?
    /// For requests other than REGISTER, whose machine has its own.
    var digest: DigestClient?

    init(id: AccountID, settings: AccountSettings) {
        self.id = id
        self.settings = settings
        uri = (try? URI(parsing: settings.address))?.withoutParameters ?? URI(host: "invalid")
        state = settings.registrars.isEmpty ? .direct : .unregistered
        digest = credentials.map { DigestClient($0) }
    }

    /// The user part of the address; that of our Contact too.
    var user: String? { uri.user }

    /// Where every request of this line goes first; nil: wherever its own target says.
    var outboundTarget: TransportAddress? {
        (settings.outboundProxy ?? settings.registrars.first).map {
            TransportAddress(transport: $0.transport ?? .udp, host: $0.host, port: $0.port ?? 5_060)
        }
    }

    /// Every flow that the line uses.
    var flows: [FlowID] { flow.map { [$0] } ?? [] }

    var nextDeadline: Instant? { registration?.nextDeadline }

    /// From, with our tag. The line's name is the agent's own and is not told.
    func nameAddress(tag: String?) -> NameAddress {
        NameAddress(displayName: settings.displayName, uri: uri).tagged(tag)
    }

    var credentials: DigestCredentials? {
        let user = settings.authenticationUser ?? uri.user ?? ""
        return switch settings.secret {
        case .none: nil
        case .password(let password): DigestCredentials(username: user, secret: .password(password))
        case .ha1(let hash): DigestCredentials(username: user, secret: .ha1(hash))
        }
    }
}

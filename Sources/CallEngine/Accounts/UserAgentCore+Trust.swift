import SIP

// Whom a line believes: whose calls it takes, and who sees its credentials.
extension UserAgentCore {
    /// The line that a request from outside is for: the one that its registrar knows by this Contact, else the one whose
    /// user is asked for, else the one whose server sent it.
    func account(for request: Message, _ path: Path) -> AccountID {
        let user = request.requestURI.user
        if let line = directory.line(contact: user) { return AccountID(line) }
        let host = path.destination.host
        let named = user.map { lines.indices(user: $0) } ?? []
        let line = named.first { lines[$0].knownHosts.contains(host) } ?? named.first ?? directory.line(host: host)
        return AccountID(line ?? 0)
    }

    /// Whom a call was for, as the agent may hear it: our Contact's token says nothing, so To does.
    func dialledUser(of request: Message) -> String {
        let asked = request.requestURI.user
        let user = directory.line(contact: asked) == nil ? asked : request.to.uri.user
        return user.flatMap(SpokenText.clean) ?? ""
    }

    /// Whether a request may reach a line from outside any dialog: a registered line is called by its server, from
    /// whatever port or connection that chooses, by a listed gateway, or by somebody who has its unguessable Contact from
    /// the registrar; all others are ghost calls. A direct line takes calls from anybody. Over UDP one socket serves
    /// everybody, so a flow alone proves nothing.
    func mayRing(_ account: AccountID, _ request: Message, by path: Path, from source: TransportAddress) -> Bool {
        guard let line = line(account), line.isRegistering else { return true }
        if line.knownHosts.contains(source.host) { return true }
        if source.transport.isReliable, line.ways.contains(where: { $0.flow == path.flow }) { return true }
        return request.requestURI.user == line.contactUser
    }

    /// RFC 3325 §5, and the rule that credentials go to no stranger: the path is one to the line's own server, by address
    /// and port over UDP, by a connection that we opened otherwise. A request inside a dialog may go wherever the peer's
    /// Contact says, and its challenge is then not the server's.
    func isTrusted(_ path: Path, of account: AccountID) -> Bool {
        guard let line = line(account), !line.ways.isEmpty else { return false }
        switch path.destination.transport {
        case .udp: return line.places.contains(path.destination)
        case .tcp, .tls:
            guard let flow = flowTable[path.flow], flow.target != nil, let remote = flow.remote else { return false }
            // A large request goes by TCP to the place that UDP would take it to.
            let datagrams = TransportAddress(transport: .udp, host: remote.host, port: remote.port)
            return line.places.contains(remote) || line.places.contains(datagrams)
                || line.ways.contains { $0.flow == path.flow }
        }
    }

    /// Whether a request from outside is the word of the line's own server: then who it says calls, and what it says is to
    /// be done with the call, is believed. RFC 3325 §5, §9.1: a user agent believes P-Asserted-Identity from a node that
    /// it trusts; §2.3 and §10 leave it to the two ends how they know each other. A line knows its server by the addresses
    /// that the server's name led to:
    /// - over UDP by the datagram's own source, address and port, whatever its Via says;
    /// - over a connection that we opened to the server, by that connection;
    /// - over a connection that came from a host of the server, by that host: the handshake of TCP proves the address, and
    ///   a PBX that calls opens connections from whatever port it likes (RFC 3261 §18).
    /// A line that reaches its server by TLS alone believes nothing that came in clear. Credentials are another matter
    /// (`isTrusted`): they never go to a connection that the other end opened.
    func isFromServer(_ origin: Origin, of account: AccountID) -> Bool {
        guard let line = line(account), !line.ways.isEmpty else { return false }
        let isSecure = !line.places.isEmpty && line.places.allSatisfy { $0.transport == .tls }
        if isSecure, origin.address.transport != .tls { return false }
        if origin.address.transport == .udp { return line.places.contains(origin.address) }
        if isTrusted(Path(flow: origin.flow, destination: origin.address), of: account) { return true }
        guard let flow = flowTable[origin.flow], flow.target == nil, let remote = flow.remote else { return false }
        return line.places.contains { $0.host == remote.host }
    }

    // MARK: Credentials

    /// Answers a challenge to a request that is no REGISTER, in a realm where the account's credentials are known to be
    /// right and as well protected as there: another realm's challenge is a fisher's, or another service's, and so is a weaker
    /// one. It may come from a callee, through our own server.
    mutating func authorize(
        _ request: Message, challengedBy response: Message, account: AccountID, attempts: inout DigestAttempts
    ) -> DigestDecision {
        guard lines.indices.contains(account.number), var client = lines[account.number].digest else { return .refused }
        let decision = client.answer(
            response, to: request, attempts: &attempts, cnonce: randomness.token(octets: 8),
            realms: lines[account.number].expectedRealms)
        lines[account.number].digest = client
        return decision
    }

    /// Our own registrar accepted the credentials in these realms: they are the account's from now on, beside those of
    /// other registrars of it, which may have realms of their own. A fisher answers no REGISTER of ours with 2xx: it goes to
    /// the line's own server alone.
    mutating func addRealms(_ realms: [String: DigestStrength], of account: AccountID) {
        guard lines.indices.contains(account.number), !realms.isEmpty else { return }
        let all = lines[account.number].realms.merging(realms) { $1 }
        // The newest are those that the server asks for now.
        lines[account.number].realms = all.count > Limits.realms ? realms : all
    }
}

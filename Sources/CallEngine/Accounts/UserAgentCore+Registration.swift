import SIP

// The lines: their flows, registrations and credentials (RFC 3261 §10, §22).
extension UserAgentCore {
    mutating func startLine(_ index: Int, at now: Instant) {
        if !lines[index].settings.registrars.isEmpty { makeRegistration(index) }
        setState(lines[index].registration == nil ? .direct : .registering, of: index, isForced: true)
        bringUp(index, at: now)
    }

    private mutating func makeRegistration(_ index: Int) {
        let line = lines[index]
        let settings = RegistrationSettings(
            addressOfRecord: line.nameAddress(tag: nil), registrar: URI(host: line.uri.host, port: line.uri.port),
            expirySeconds: line.settings.expirySeconds, credentials: line.credentials,
            headers: [.userAgent(settings.registrarUserAgent), .allow(Self.allowedMethods)])
        lines[index].registration = Registration(
            settings, callID: randomness.token(octets: 12), fromTag: randomness.token(octets: 8))
    }

    /// Sees that the line's flow is there, and registers on it.
    private mutating func bringUp(_ index: Int, at now: Instant) {
        guard let target = lines[index].outboundTarget else { return }
        guard let flow = openFlow(to: target) else { return lineFlowIsClosed(index, at: now) }
        lines[index].flow = flow
        if flowTable.isOpen(flow) {
            lineFlowIsOpen(index, at: now)
        } else if let registration = lines[index].registration,
            registration.state == .idle || registration.state == .failed
        {
            // The machine waits in "registering" for the flow; the REGISTER itself is made when our address is known.
            let unknown = RegistrationBinding(
                transport: target.transport, host: "0.0.0.0", port: nil, contact: NameAddress(uri: lines[index].uri))
            _ = lines[index].registration?.register(unknown, at: now, using: &randomness)
        }
    }

    mutating func lineFlowIsOpen(_ index: Int, at now: Instant) {
        guard lines[index].registration != nil, lines[index].state != .unregistered || !isShuttingDown,
            let flow = lines[index].flow, let known = flowTable[flow], let local = known.local,
            let remote = known.remote
        else { return }
        let path = Path(flow: flow, destination: remote)
        let binding = RegistrationBinding(
            transport: remote.transport, host: local.host, port: local.port, contact: contact(lines[index].id, path))
        let actions = lines[index].registration?.register(binding, at: now, using: &randomness) ?? []
        setState(.registering, of: index)
        carryOut(actions, of: index, at: now)
    }

    mutating func lineFlowIsClosed(_ index: Int, at now: Instant) {
        lines[index].flow = nil
        let actions = lines[index].registration?.transportFailed(at: now, using: &randomness) ?? []
        carryOut(actions, of: index, at: now)
    }

    mutating func handleLineTimeout(_ index: Int, at now: Instant) {
        guard let deadline = lines[index].nextDeadline, deadline <= now else { return }
        let actions = lines[index].registration?.handleTimeout(at: now, using: &randomness) ?? []
        if flowTable.isOpen(lines[index].flow) {
            if lines[index].registration?.state == .registering { setState(.registering, of: index) }
            return carryOut(actions, of: index, at: now)
        }
        // The REGISTER that it made is for a flow that is gone; another is made on the new one.
        setState(.registering, of: index)
        bringUp(index, at: now)
    }

    mutating func register(_ account: AccountID, _ command: EngineCommand, at now: Instant) {
        guard lines.indices.contains(account.number) else { return tell(.commandRefused(command, .unknownAccount)) }
        guard !isShuttingDown, !lines[account.number].settings.registrars.isEmpty else {
            return tell(.commandRefused(command, .notInThisState))
        }
        setState(.registering, of: account.number)
        bringUp(account.number, at: now)
    }

    mutating func unregister(_ account: AccountID, _ command: EngineCommand, at now: Instant) {
        guard lines.indices.contains(account.number) else { return tell(.commandRefused(command, .unknownAccount)) }
        guard !lines[account.number].settings.registrars.isEmpty else {
            return tell(.commandRefused(command, .notInThisState))
        }
        endLine(account.number, at: now)
    }

    mutating func endLine(_ index: Int, at now: Instant) {
        let actions = lines[index].registration?.unregister(at: now, using: &randomness) ?? []
        carryOut(actions, of: index, at: now)
    }

    // MARK: Outcomes

    mutating func receiveRegistrationResponse(_ response: Message, of account: AccountID, at now: Instant) {
        guard lines.indices.contains(account.number) else { return }
        let actions = lines[account.number].registration?.receive(response, at: now, using: &randomness) ?? []
        carryOut(actions, of: account.number, at: now)
    }

    mutating func registrationFailed(_ account: AccountID, status: Int, at now: Instant) {
        guard lines.indices.contains(account.number) else { return }
        let actions =
            status == 408
            ? lines[account.number].registration?.timedOut(at: now, using: &randomness)
            : lines[account.number].registration?.transportFailed(at: now, using: &randomness)
        carryOut(actions ?? [], of: account.number, at: now)
    }

    private mutating func carryOut(_ actions: [RegistrationAction], of index: Int, at now: Instant) {
        for action in actions {
            switch action {
            case .send(let request):
                guard let flow = lines[index].flow, let remote = flowTable[flow]?.remote else { continue }
                send(
                    request, by: Path(flow: flow, destination: remote), for: .registration(lines[index].id), at: now)
            case .registered: setState(.registered, of: index)
            case .unregistered: setState(.unregistered, of: index)
            case .failed(let problem): setState(.failed(AccountProblem(problem)), of: index)
            }
        }
    }

    /// Tells a state once.
    private mutating func setState(_ state: AccountState, of index: Int, isForced: Bool = false) {
        guard lines[index].state != state || isForced else { return }
        lines[index].state = state
        tell(.accountChanged(lines[index].id, state))
    }

    /// Answers a challenge to a request that is no REGISTER.
    mutating func authorize(
        _ request: Message, challengedBy response: Message, account: AccountID, attempts: inout DigestAttempts
    ) -> DigestDecision {
        guard lines.indices.contains(account.number), var client = lines[account.number].digest else { return .refused }
        let decision = client.answer(
            response, to: request, attempts: &attempts, cnonce: randomness.token(octets: 8))
        lines[account.number].digest = client
        return decision
    }
}

extension AccountProblem {
    init(_ problem: RegistrationProblem) {
        switch problem {
        case .credentialsRefused: self = .credentialsRefused
        case .authenticationUnsupported: self = .authenticationUnsupported
        case .silent(let retry): self = .serverSilent(retrySeconds: retry.wholeSeconds)
        case .unreachable(let retry): self = .unreachable(retrySeconds: retry.wholeSeconds)
        case .refused(let status, let retry): self = .refused(status: status, retrySeconds: retry.wholeSeconds)
        }
    }
}

extension Duration {
    /// Rounded up: a wait is not shorter than it is told.
    fileprivate var wholeSeconds: Int {
        Int(clamping: components.seconds) + (components.attoseconds > 0 ? 1 : 0)
    }
}

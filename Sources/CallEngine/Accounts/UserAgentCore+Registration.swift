import SIP
import Time

// The lines' registrations: commands, outcomes and the state that the agent is told (RFC 3261 §10, §22).
extension UserAgentCore {
    mutating func startLine(_ index: Int, at now: Instant) {
        if lines[index].isRegistering { makeRegistration(index, 0) }
        setState(lines[index].isRegistering ? .registering : .direct, of: index, isForced: true)
        guard !lines[index].ways.isEmpty else { return }
        guard index >= Limits.linesAtOnce else { return bringUp(index, 0, at: now) }
        setTimer(.lineStart(lines[index].id), at: now + RegistrationLimits.spacing * index)
    }

    /// A line's turn at the start of a large process has come; the agent may have been quicker.
    mutating func beginLine(_ account: AccountID, at now: Instant) {
        guard let line = line(account), let way = line.ways.first, !isShuttingDown, way.flow == nil, !way.isLocating,
            line.state == .registering || line.state == .direct
        else { return }
        bringUp(account.number, 0, at: now)
    }

    /// - Parameter way: 0, or 1 for the second flow of outbound.
    mutating func makeRegistration(_ index: Int, _ way: Int) {
        let line = lines[index]
        var headers: [HeaderField] = [.userAgent(settings.registrarUserAgent), .allow(Self.allowedMethods)]
        // RFC 3327 §5.1, RFC 5626 §4.2.1, RFC 5627 §4.1: a proxy and the registrar may use what we support.
        headers.append(.supported(settings.instanceID == nil ? ["path"] : ["path", "outbound", "gruu"]))
        let settings = RegistrationSettings(
            addressOfRecord: line.nameAddress(tag: nil), registrar: URI(host: line.uri.host, port: line.uri.port),
            expirySeconds: line.settings.expirySeconds, credentials: line.credentials, headers: headers,
            routes: line.proxyRoutes)
        lines[index].ways[way].registration = Registration(
            settings, callID: randomness.token(octets: 12), fromTag: randomness.token(octets: 8))
    }

    mutating func handleLineTimeout(_ index: Int, at now: Instant) {
        for way in lines[index].ways.indices { handleWayTimeout(index, way, at: now) }
    }

    mutating func register(_ account: AccountID, _ command: EngineCommand, at now: Instant) {
        guard lines.indices.contains(account.number) else { return tell(.commandRefused(command, .unknownAccount)) }
        guard !isShuttingDown, lines[account.number].isRegistering else {
            return tell(.commandRefused(command, .notInThisState))
        }
        setState(.registering, of: account.number)
        lines[account.number].ways[0].registration?.forgetFailures()
        if lines[account.number].ways[0].registration?.state == .failed {
            lines[account.number].ways[0].servers.restart()
        }
        bringUp(account.number, 0, at: now)
    }

    mutating func unregister(_ account: AccountID, _ command: EngineCommand, at now: Instant) {
        guard lines.indices.contains(account.number) else { return tell(.commandRefused(command, .unknownAccount)) }
        guard lines[account.number].isRegistering else {
            return tell(.commandRefused(command, .notInThisState))
        }
        endLine(account.number, at: now)
    }

    mutating func endLine(_ index: Int, at now: Instant) {
        lineLeaves(lines[index].id, at: now)
        for way in lines[index].ways.indices.reversed() {
            stopWatching(index, way)
            let actions = lines[index].ways[way].registration?.unregister(at: now, using: &randomness) ?? []
            carryOut(actions, of: index, way, at: now)
        }
    }

    // MARK: Outcomes

    mutating func receiveRegistrationResponse(
        _ response: Message, to request: Message, of account: AccountID, _ way: Int, at now: Instant
    ) {
        let index = account.number
        guard lines.indices.contains(index), lines[index].ways.indices.contains(way),
            lines[index].ways[way].registration?.isUnderWay(request) == true
        else { return }
        if let status = response.statusCode, status >= 200 { clearTimer(.registrarSilent(account, way)) }
        // RFC 3263 §4.3: 503 leads on to the next place, as silence does.
        if response.statusCode == 503, tryNextServer(index, way, at: now) { return }
        let actions = lines[index].ways[way].registration?.receive(response, at: now, using: &randomness) ?? []
        if actions.contains(where: { $0.isSuccess }) {
            addRealms(lines[index].ways[way].registration?.acceptedRealms ?? [:], of: account)
        }
        carryOut(actions, of: index, way, at: now)
    }

    mutating func registrationFailed(
        _ request: Message, of account: AccountID, _ way: Int, status: Int, at now: Instant
    ) {
        let index = account.number
        guard lines.indices.contains(index), lines[index].ways.indices.contains(way),
            lines[index].ways[way].registration?.isUnderWay(request) == true
        else { return }
        clearTimer(.registrarSilent(account, way))
        if tryNextServer(index, way, at: now) { return }
        let actions =
            status == 408
            ? lines[index].ways[way].registration?.timedOut(at: now, using: &randomness)
            : lines[index].ways[way].registration?.transportFailed(at: now, using: &randomness)
        carryOut(actions ?? [], of: index, way, at: now)
    }

    mutating func carryOut(_ actions: [RegistrationAction], of index: Int, _ way: Int, at now: Instant) {
        for action in actions {
            switch action {
            case .send(let request):
                guard let flow = lines[index].ways[way].flow, let remote = flowTable[flow]?.remote else {
                    // The flow is not there yet, so the server cannot be told that we leave.
                    let failed = lines[index].ways[way].registration?.transportFailed(at: now, using: &randomness)
                    carryOut(failed ?? [], of: index, way, at: now)
                    continue
                }
                if lines[index].ways[way].servers.hasNext, request.expires != 0 {
                    setTimer(
                        .registrarSilent(lines[index].id, way),
                        at: now + .milliseconds(Limits.candidatePatienceMilliseconds))
                }
                send(
                    request, by: Path(flow: flow, destination: remote),
                    for: .registration(lines[index].id, way: way), at: now)
            case .registered: wayIsRegistered(index, way, at: now)
            case .unregistered:
                if way == 0 { setState(.unregistered, of: index) }
            case .failed(let problem):
                if case .silent = problem { watchForReturn(index, way, at: now) }
                lines[index].ways[way].servers.restart()
                wayHasFailed(index, way, AccountProblem(problem))
            }
        }
    }

    /// Tells a state once. What differs in nothing but the seconds to the next try is no news, but for waits of minutes.
    mutating func setState(_ state: AccountState, of index: Int, isForced: Bool = false) {
        let isSame = lines[index].state.isSameKind(as: state)
        lines[index].state = state
        if !isSame || isForced { tell(.accountChanged(lines[index].id, state)) }
    }
}

extension RegistrationAction {
    fileprivate var isSuccess: Bool {
        if case .registered = self { return true }
        return false
    }
}

extension AccountState {
    /// The same but for the time of the next try.
    fileprivate func isSameKind(as other: AccountState) -> Bool {
        guard case .failed(let problem) = self, case .failed(let otherProblem) = other else { return self == other }
        return problem.withoutTime == otherProblem.withoutTime
    }
}

extension AccountProblem {
    init(_ problem: RegistrationProblem) {
        switch problem {
        case .credentialsRefused: self = .credentialsRefused
        case .credentialsNoLongerAccepted(let retry):
            self = .credentialsNoLongerAccepted(retrySeconds: retry.wholeSeconds)
        case .authenticationUnsupported: self = .authenticationUnsupported
        case .silent(let retry): self = .serverSilent(retrySeconds: retry.wholeSeconds)
        case .unreachable(let retry): self = .unreachable(retrySeconds: retry.wholeSeconds)
        case .refused(let status, let retry): self = .refused(status: status, retrySeconds: retry.wholeSeconds)
        }
    }

    /// The seconds to the next try; nil: none comes by itself.
    var retrySeconds: Int? {
        switch self {
        case .credentialsRefused, .authenticationUnsupported: nil
        case .serverSilent(let seconds), .unreachable(let seconds), .refused(_, let seconds),
            .certificate(_, let seconds), .credentialsNoLongerAccepted(let seconds), .endedByServer(let seconds):
            seconds
        }
    }

    fileprivate var withoutTime: AccountProblem {
        switch self {
        case .credentialsRefused, .authenticationUnsupported, .credentialsNoLongerAccepted, .endedByServer: self
        case .serverSilent: .serverSilent(retrySeconds: 0)
        case .unreachable: .unreachable(retrySeconds: 0)
        case .refused(let status, _): .refused(status: status, retrySeconds: 0)
        case .certificate(let problem, _): .certificate(problem, retrySeconds: 0)
        }
    }
}

extension Duration {
    /// Rounded up: a wait is not shorter than it is told.
    var wholeSeconds: Int {
        Int(clamping: components.seconds) + (components.attoseconds > 0 ? 1 : 0)
    }
}

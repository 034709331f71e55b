import SIP
import Time

// A line's ways to its server: looked up, opened, registered on, left for the next place when they fail.
extension UserAgentCore {
    /// Sees that the way's flow is there, and registers on it.
    mutating func bringUp(_ index: Int, _ way: Int, at now: Instant) {
        guard let target = lines[index].ways[way].servers.target else { return }
        if lines[index].ways[way].registration?.isBound != true { lines[index].ways[way].registration?.awaitFlow() }
        guard let candidate = lines[index].ways[way].servers.current else {
            guard !lines[index].ways[way].isLocating else { return }
            lines[index].ways[way].isLocating = true
            return locate(target, for: .line(lines[index].id, way: way))
        }
        let old = lines[index].ways[way].flow
        let security = lines[index].security(for: target)
        guard
            let flow = openFlow(
                to: candidate.address, security: security, forcesUDP: target.transport == .udp, isForLine: true)
        else {
            return wayHasNoFlow(index, way, nil, at: now)
        }
        lines[index].ways[way].flow = flow
        know(candidate.address, index)
        if let old, old != flow {
            lines[index].ways[way].registration?.changeFlow()
            releaseFlow(old)
        }
        if flowTable.isOpen(flow) { wayIsOpen(index, way, at: now) }
    }

    /// The server's name was looked up.
    mutating func wayIsLocated(_ index: Int, _ way: Int, _ found: [ServerCandidate], at now: Instant) {
        guard lines.indices.contains(index), lines[index].ways.indices.contains(way),
            lines[index].ways[way].isLocating
        else { return }
        lines[index].ways[way].isLocating = false
        guard lines[index].ways[way].registration?.state != .idle else { return }
        for candidate in found.prefix(Limits.candidates) { know(candidate.address, index) }
        guard lines[index].ways[way].servers.take(found) else {
            return wayHasNoFlow(index, way, nil, at: now, hasNext: false)
        }
        bringUp(index, way, at: now)
    }

    /// The server answers here: calls from this host are its own, and credentials go to this place.
    mutating func know(_ place: TransportAddress, _ index: Int) {
        if lines[index].places.contains(place) { return }
        if lines[index].places.count >= Limits.places {
            // A server that wandered for long: what it left is forgotten.
            lines[index].places = []
            lines[index].knownHosts = Set(lines[index].settings.trusted)
        }
        lines[index].places.insert(place)
        lines[index].knownHosts.insert(place.host)
        directory.add(place.host, of: index)
    }

    mutating func wayIsOpen(_ index: Int, _ way: Int, at now: Instant) {
        // The agent left meanwhile.
        guard lines[index].ways[way].registration?.state != .idle, let flow = lines[index].ways[way].flow,
            let known = flowTable[flow], let local = known.local, let remote = known.remote
        else { return }
        know(remote, index)
        remapAnswers(from: lines[index].id, to: Path(flow: flow, destination: remote))
        guard lines[index].ways[way].registration != nil else {
            return moveCalls(of: lines[index].id, at: now)
        }
        let binding = RegistrationBinding(
            transport: remote.transport, host: local.host, port: local.port,
            contact: registeredContact(index, way, local: local, transport: remote.transport))
        let actions =
            lines[index].ways[way].registration?.register(
                binding, keepsFailures: true, at: now, using: &randomness) ?? []
        carryOut(actions, of: index, way, at: now)
    }

    mutating func wayIsRegistered(_ index: Int, _ way: Int, at now: Instant) {
        clearTimer(.registrarSilent(lines[index].id, way))
        lines[index].ways[way].wasHurried = false
        stopWatching(index, way)
        let isNew = lines[index].state != .registered
        setState(.registered, of: index)
        noteOtherFlows(index)
        keepAlive(index, way, at: now)
        if way == 0 { openSecondWay(index, at: now) }
        moveCalls(of: lines[index].id, at: now)
        lineIsReady(lines[index].id, isNew: isNew, at: now)
    }

    /// A way is down, and its next try is set: told where no other way stands.
    mutating func wayHasFailed(_ index: Int, _ way: Int, _ problem: AccountProblem) {
        clearTimer(.registrarSilent(lines[index].id, way))
        noteOtherFlows(index)
        guard !lines[index].ways.contains(where: { $0.isRegistered }), way == 0 || lines[index].ways[0].hasGivenUp
        else { return }
        // Whatever fails without a network, that is the reason, and it is told already.
        setState(.failed(isNetworkLost ? .unreachable(retrySeconds: problem.retrySeconds ?? 0) : problem), of: index)
    }

    /// RFC 5626 §4.5: the base of the waits depends on the other flows.
    private mutating func noteOtherFlows(_ index: Int) {
        guard lines[index].ways.count > 1 else { return }
        for way in lines[index].ways.indices {
            let others = lines[index].ways.indices.contains { $0 != way && lines[index].ways[$0].isRegistered }
            lines[index].ways[way].registration?.hasOtherFlow = others
        }
    }

    /// RFC 5626 §4.2.1: a second flow, where the server keeps flows and another place is known.
    private mutating func openSecondWay(_ index: Int, at now: Instant) {
        if lines[index].ways.count > 1, lines[index].ways[1].registration?.state == .idle, !isShuttingDown {
            // The agent left and came back.
            lines[index].ways[1].servers.restart()
            return bringUp(index, 1, at: now)
        }
        guard lines[index].ways.count == 1, lines[index].settings.usesOutbound, !isShuttingDown,
            lines[index].ways[0].registration?.grant.requiresOutbound == true,
            let others = lines[index].ways[0].servers.others
        else { return }
        lines[index].ways.append(LineWay(servers: others))
        makeRegistration(index, 1)
        lines[index].ways[1].registration?.hasOtherFlow = true
        bringUp(index, 1, at: now)
    }

    // MARK: Failures

    /// RFC 3263 §4.3: on silence, a transport's failure or 503 the next place is tried at once.
    /// - Returns: false where nothing is left to try.
    mutating func tryNextServer(_ index: Int, _ way: Int, at now: Instant) -> Bool {
        guard let state = lines[index].ways[way].registration?.state, state != .idle, state != .unregistering,
            !isShuttingDown, lines[index].ways[way].servers.advance()
        else { return false }
        lines[index].ways[way].registration?.abandonTry()
        lines[index].ways[way].registration?.awaitFlow()
        bringUp(index, way, at: now)
        return true
    }

    /// The way's flow could not be opened, or is gone.
    mutating func wayHasNoFlow(
        _ index: Int, _ way: Int, _ problem: FlowProblem?, at now: Instant, hasNext: Bool = true
    ) {
        lines[index].ways[way].flow = nil
        guard let registration = lines[index].ways[way].registration else {
            // A line without registration: its next call tries the next place, and then the first again.
            if !lines[index].ways[way].servers.advance() { lines[index].ways[way].servers.restart() }
            return
        }
        // A flow that stood is opened again where it was; one that never opened, or breaks again and again, is left for the
        // next place.
        let stood = registration.state == .registered || registration.state == .refreshing
        if stood, registration.breaksAgain(at: now), hasNext, lines[index].ways[way].servers.hasNext {
            lines[index].ways[way].registration?.leaveFlow()
            if tryNextServer(index, way, at: now) { return }
        }
        if !stood, hasNext, tryNextServer(index, way, at: now) { return }
        let actions = lines[index].ways[way].registration?.transportFailed(at: now, using: &randomness) ?? []
        for action in actions {
            guard case .failed(let reason) = action else {
                carryOut([action], of: index, way, at: now)
                continue
            }
            lines[index].ways[way].servers.restart()
            // Our own address went: the network's next word decides whether that is a failure.
            if stood, problem == .addressGone { continue }
            var told = AccountProblem(reason)
            if case .certificate(let certificate) = problem {
                told = .certificate(certificate, retrySeconds: told.retrySeconds ?? 0)
            }
            wayHasFailed(index, way, told)
        }
    }

    mutating func handleWayTimeout(_ index: Int, _ way: Int, at now: Instant) {
        guard let registration = lines[index].ways[way].registration, let deadline = registration.nextDeadline,
            deadline <= now
        else { return }
        if registration.state == .registered, flowTable.isOpen(lines[index].ways[way].flow),
            lines[index].ways[way].servers.isAtBest
        {
            let actions = lines[index].ways[way].registration?.handleTimeout(at: now, using: &randomness) ?? []
            return carryOut(actions, of: index, way, at: now)
        }
        // A new try begins with the preferred server, which may be back.
        if registration.state == .registered { lines[index].ways[way].servers.restart() }
        lines[index].ways[way].registration?.awaitFlow()
        bringUp(index, way, at: now)
    }

    /// The server being tried has not answered for as long as another one is worth waiting for.
    mutating func registrarIsSilent(_ account: AccountID, _ way: Int, at now: Instant) {
        guard lines.indices.contains(account.number), lines[account.number].ways.indices.contains(way) else { return }
        _ = tryNextServer(account.number, way, at: now)
    }
}

extension LineWay {
    /// No try is under way: the machine waits for its next one, or for the agent.
    fileprivate var hasGivenUp: Bool {
        switch registration?.state {
        case .failed, .idle, nil: true
        case .registering, .registered, .refreshing, .unregistering: false
        }
    }
}

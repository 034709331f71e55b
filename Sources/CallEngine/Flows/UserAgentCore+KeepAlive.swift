import SIP
import Time

// Keep-alives of the flows that lines are registered on, or over UDP want to be: one for all the lines of a flow (RFC 5626
// §4.4).
extension UserAgentCore {
    /// A way is registered: its flow is kept alive from now on, in the manner that its server takes.
    mutating func keepAlive(_ index: Int, _ way: Int, at now: Instant) {
        guard let flow = lines[index].ways[way].flow, let known = flowTable[flow], let remote = known.remote,
            let grant = lines[index].ways[way].registration?.grant
        else { return }
        let manner: FlowKeeper.Manner =
            remote.transport.isReliable ? .ping : grant.requiresOutbound ? .stun : .probe
        var keeper = known.keeper ?? FlowKeeper(manner: manner, owner: lines[index].id)
        let isNew = known.keeper == nil || keeper.manner != manner
        if isNew { clearTimer(.keepAliveSilence(flow)) }
        keeper.change(to: manner)
        keeper.owner = lines[index].id
        keeper.flowTimerSeconds = grant.flowTimerSeconds ?? keeper.flowTimerSeconds
        flowTable.keep(flow, keeper)
        if isNew { setKeepAliveTimer(flow, keeper, at: now) }
    }

    private mutating func setKeepAliveTimer(_ flow: FlowID, _ keeper: FlowKeeper, at now: Instant) {
        let wait = Int.random(in: keeper.intervalMilliseconds, using: &randomness)
        setTimer(.keepAlive(flow), at: now + .milliseconds(wait))
    }

    mutating func sendKeepAlive(on flow: FlowID, at now: Instant) {
        guard var keeper = flowTable[flow]?.keeper, let remote = flowTable[flow]?.remote else { return }
        guard let owner = lineToAsk(on: flow, keeper) else {
            // Nobody is here now; the next registration begins anew.
            return flowTable.keep(flow, nil)
        }
        keeper.owner = owner
        setKeepAliveTimer(flow, keeper, at: now)
        guard !keeper.isAwaiting else { return }
        keeper.isAwaiting = true
        var patience = Limits.keepAlivePatienceMilliseconds
        switch keeper.manner {
        case .ping: emit(.ping(flow))
        case .probe: sendProbe(of: owner, by: Path(flow: flow, destination: remote), at: now)
        case .stun:
            keeper.stun.id = (0..<StunBinding.identifierOctets).map { _ in UInt8.random(in: 0...255, using: &randomness)
            }
            keeper.stun.copies = 1
            emit(.send(StunBinding.request(keeper.stun.id), on: flow, to: remote))
            patience = 500
        }
        flowTable.keep(flow, keeper)
        setTimer(.keepAliveSilence(flow), at: now + .milliseconds(patience))
    }

    /// The line that asks on a flow: the one that is known, else the first of those that are registered there, or over UDP
    /// want to be; nil: none.
    private mutating func lineToAsk(on flow: FlowID, _ keeper: FlowKeeper) -> AccountID? {
        func isHere(_ line: AccountLine) -> Bool {
            line.ways.contains { way in
                way.uses(flow) && (way.isRegistered || keeper.manner != .ping && way.wantsRegistration)
            }
        }
        if let line = line(keeper.owner), isHere(line) { return keeper.owner }
        return lines.indices(on: flow).first { isHere(lines[$0]) }.map { lines[$0].id }
    }

    private mutating func sendProbe(of account: AccountID, by path: Path, at now: Instant) {
        guard let line = line(account) else { return }
        let target = URI(host: line.uri.host, port: line.uri.port)
        let fields: [HeaderField] =
            [.via(via(path)), .maxForwards(70)] + line.proxyRoutes.map { .route($0) } + [
                .from(line.nameAddress(tag: randomness.token(octets: 8))), .to(NameAddress(uri: target)),
                .callID(randomness.token(octets: 12)), .cSeq(1, .options), .userAgent(settings.userAgent),
            ]
        send(Message.request(.options, uri: target, headers: fields), by: path, for: .probe(path.flow), at: now)
    }

    // MARK: Answers

    /// Whatever the server says to OPTIONS, it lives.
    mutating func receiveProbeAnswer(on flow: FlowID, at now: Instant) { keepAliveWasAnswered(flow, at: now) }

    mutating func receivePong(on flow: FlowID, at now: Instant) { keepAliveWasAnswered(flow, at: now) }

    private mutating func keepAliveWasAnswered(_ flow: FlowID, at now: Instant) {
        guard var keeper = flowTable[flow]?.keeper else { return }
        let silentSince = keeper.silentSince
        keeper.isAwaiting = false
        keeper.silentSince = nil
        keeper.wasAnswered = true
        flowTable.keep(flow, keeper)
        clearTimer(.keepAliveSilence(flow))
        if let silentSince { serverIsBack(flow, after: silentSince, at: now) }
    }

    /// STUN on a SIP flow: the answer to our own keep-alive, or nothing that we serve.
    mutating func receiveStun(_ octets: [UInt8], on flow: FlowID, from source: TransportAddress, at now: Instant) {
        guard let keeper = flowTable[flow]?.keeper, keeper.isAwaiting, source == flowTable[flow]?.remote,
            let mapped = StunBinding.mapped(in: octets, of: keeper.stun.id)
        else { return }
        keepAliveWasAnswered(flow, at: now)
        var answered = flowTable[flow]?.keeper
        answered?.stun.mapped = mapped
        flowTable.keep(flow, answered)
        // RFC 5626 §4.4.2: another mapped address is another flow, and the server knows only the old one.
        if let old = keeper.stun.mapped, old != mapped { registerAnew(on: flow, within: linkReturn, at: now) }
    }

    // MARK: Silence

    mutating func keepAliveIsSilent(_ flow: FlowID, at now: Instant) {
        guard var keeper = flowTable[flow]?.keeper, keeper.isAwaiting, let remote = flowTable[flow]?.remote else {
            return
        }
        if keeper.manner == .stun, keeper.stun.copies < Limits.stunCopies {
            emit(.send(StunBinding.request(keeper.stun.id), on: flow, to: remote))
            let wait = 500 << keeper.stun.copies
            keeper.stun.copies += 1
            flowTable.keep(flow, keeper)
            return setTimer(.keepAliveSilence(flow), at: now + .milliseconds(wait))
        }
        keeper.isAwaiting = false
        let wasSilent = keeper.silentSince != nil
        if keeper.manner != .ping { keeper.silentSince = keeper.silentSince ?? now }
        flowTable.keep(flow, keeper)
        switch keeper.manner {
        case .ping:
            // RFC 5626 §4.4.1: only a server that answers, or promised to wait for us, is dead when it is silent.
            guard keeper.wasAnswered || keeper.flowTimerSeconds != nil else { return }
            emit(.closeFlow(flow))
            flowIsClosed(flow, .timedOut, at: now)
        // Once: a line that registers meanwhile knows best.
        case .probe, .stun: if !wasSilent { registerAnew(on: flow, within: linkReturn, at: now) }
        }
    }

    /// The server may have forgotten the lines that are registered on a flow: each registers again, at a moment of its own.
    /// - Parameter start: only those that the registrar took before; nil: all.
    private mutating func registerAnew(
        on flow: FlowID, within delay: Duration, before start: Instant? = nil, at now: Instant
    ) {
        for index in lines.indices(on: flow) {
            for way in lines[index].ways.indices where lines[index].ways[way].flow == flow {
                guard let registration = lines[index].ways[way].registration, registration.state == .registered else {
                    continue
                }
                if let start, let accepted = registration.acceptedAt, accepted > start { continue }
                hurry(index, way, within: delay, at: now)
            }
        }
    }

    // MARK: Return

    /// A REGISTER over UDP had no answer anywhere. Its next try may be half an hour away (RFC 5626 §4.5); meanwhile the best
    /// server and the one tried last are asked for a sign of life, one question for all the lines of a flow, and the answer
    /// ends their wait.
    mutating func watchForReturn(_ index: Int, _ way: Int, at now: Instant) {
        guard !lines[index].ways[way].wasHurried else { return }
        if let flow = lines[index].ways[way].flow { watch(flow, for: lines[index].id, at: now) }
        guard let best = lines[index].ways[way].servers.best, best.transport == .udp,
            let flow = openFlow(to: best, isForLine: true), flow != lines[index].ways[way].flow
        else { return }
        lines[index].ways[way].watched = flow
        watch(flow, for: lines[index].id, at: now)
    }

    private mutating func watch(_ flow: FlowID, for account: AccountID, at now: Instant) {
        guard let known = flowTable[flow], known.keeper == nil, (known.remote ?? known.target)?.transport == .udp else {
            return
        }
        var keeper = FlowKeeper(manner: .probe, owner: account)
        keeper.silentSince = now
        flowTable.keep(flow, keeper)
        setKeepAliveTimer(flow, keeper, at: now)
    }

    /// The way registers, or is given up: nothing is waited for.
    mutating func stopWatching(_ index: Int, _ way: Int) {
        guard let flow = lines[index].ways[way].watched else { return }
        lines[index].ways[way].watched = nil
        releaseFlow(flow)
    }

    /// The server is back: who was registered before its silence may be forgotten, and who waits for it need not wait.
    private mutating func serverIsBack(_ flow: FlowID, after silentSince: Instant, at now: Instant) {
        registerAnew(on: flow, within: RegistrationLimits.serverReturn, before: silentSince, at: now)
        for index in lines.indices(on: flow) {
            for way in lines[index].ways.indices where lines[index].ways[way].uses(flow) {
                guard let registration = lines[index].ways[way].registration, registration.state == .failed,
                    registration.pause == .silence, !lines[index].ways[way].wasHurried
                else { continue }
                lines[index].ways[way].wasHurried = true
                hurry(index, way, within: RegistrationLimits.serverReturn, at: now)
            }
        }
    }
}

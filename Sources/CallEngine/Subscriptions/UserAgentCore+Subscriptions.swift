import SIP
import Time

// Subscriptions of ours (RFC 6665 §4.1): begun when their line is there, served, ended.
extension UserAgentCore {
    /// Adds a subscription; it begins at once where its line is there.
    mutating func subscribe(
        to topic: EventSubscription.Topic, of target: URI, line: AccountLine, watched: Watched? = nil,
        after delay: Duration? = nil, at now: Instant
    ) {
        let wanted = SubscriptionSettings(
            package: topic.package, accepts: [topic.contentType], resource: target,
            subscriber: line.nameAddress(tag: nil), expirySeconds: Limits.subscriptionSeconds,
            headers: [
                .userAgent(settings.userAgent), .allow(Self.allowedMethods), .supported(extensions(of: line.id)),
            ])
        var entry = EventSubscription(
            id: events.nextID(), account: line.id, topic: topic, target: target, settings: wanted, watched: watched)
        entry.startAt = delay.map { now + $0 }
        events.add(entry)
        if delay == nil { begin(entry.id, at: now) } else { setSubscriptionTimer(entry.id) }
    }

    /// Sends the first SUBSCRIBE where the line and its flow are there; else `lineIsReady` does.
    private mutating func begin(_ id: SubscriptionID, at now: Instant) {
        _ = events.update(id) { $0.startAt = nil }
        guard let entry = events[id], isReady(entry.account),
            let (_, binding) = wayOut(of: entry.account, to: entry.target, at: now)
        else { return setSubscriptionTimer(id) }
        work(on: id, at: now) { $0.machine.subscribe(binding, at: now, using: &$1) }
    }

    /// A line without a registrar is there as soon as its flow is; another once it is registered.
    func isReady(_ account: AccountID) -> Bool {
        guard let line = line(account), !isShuttingDown else { return false }
        return !line.isRegistering || line.state == .registered
    }

    /// Where requests outside of calls leave; nil: the flow is not open yet.
    mutating func wayOut(of account: AccountID, to target: URI, at now: Instant) -> (Path, EventBinding)? {
        guard let line = line(account), let flow = flowOut(of: line, to: target, at: now), let known = flowTable[flow],
            let local = known.local, let remote = known.remote
        else { return nil }
        let path = Path(flow: flow, destination: remote)
        let binding = EventBinding(
            transport: remote.transport, host: local.host, port: local.port, contact: contact(account, path),
            routes: line.routes)
        return (path, binding)
    }

    /// The line's own flow; a line without a proxy has one to each target. Asked for where there is none.
    private mutating func flowOut(of line: AccountLine, to target: URI, at now: Instant) -> FlowID? {
        if let flow = line.flow { return flow }
        guard line.ways.isEmpty else {
            // A line that registers sees to its flow itself.
            if !line.isRegistering { bringUp(line.id.number, 0, at: now) }
            return self.line(line.id)?.flow
        }
        guard let server = ServerTarget(target) else { return nil }
        let transport = server.transport ?? .udp
        let place = TransportAddress(
            transport: transport, host: server.host, port: server.port ?? (transport == .tls ? 5_061 : 5_060))
        return openFlow(to: place, security: FlowSecurity(names: [server.host]))
    }

    // MARK: Lines

    /// A line is registered, or its flow is open: what waits for it goes on.
    /// - Parameter isNew: the line was not there before.
    mutating func lineIsReady(_ account: AccountID, isNew: Bool, at now: Instant) {
        guard isReady(account), let line = line(account) else { return }
        if isNew { addOwnSubscriptions(line, at: now) }
        resumePublication(of: account, at: now)
        for id in events.ids(of: account) {
            guard let entry = events[id], entry.startAt == nil,
                let (_, binding) = wayOut(of: account, to: entry.target, at: now)
            else { continue }
            switch entry.machine.state {
            case .idle: begin(id, at: now)
            case .waiting where !isNew: continue
            case .waiting, .subscribing, .pending, .active, .leaving, .ended:
                work(on: id, at: now) { $0.machine.move(binding, at: now, using: &$1) }
            }
        }
    }

    /// Lines without a registrar for which the agent watches somebody or tells of itself.
    var directLinesThatWatch: [AccountID] {
        guard events.watchedCount > 0 || !publications.isEmpty else { return [] }
        return Set(events.accounts + publications.keys).filter { line($0)?.isRegistering == false }.sorted()
    }

    /// The line's mailbox and registration are watched without being asked for.
    private mutating func addOwnSubscriptions(_ line: AccountLine, at now: Instant) {
        guard line.settings.watchesItself, line.isRegistering else { return }
        for topic in [EventSubscription.Topic.voicemail, .registration] {
            let isThere = events.ids(of: line.id).contains { events[$0]?.topic == topic }
            guard !isThere, events.ownCount < Limits.ownSubscriptions else { continue }
            // So that a floor of phones does not ask at once.
            let delay = Duration.milliseconds(Int.random(in: Limits.ownEventsMilliseconds, using: &randomness))
            subscribe(to: topic, of: line.uri, line: line, after: delay, at: now)
        }
    }

    /// The line is given up: its subscriptions end; those of the agent come back with it.
    mutating func lineLeaves(_ account: AccountID, at now: Instant) {
        removePublication(of: account, at: now)
        for id in events.ids(of: account) {
            unsubscribe(id, isWanted: events[id]?.isAutomatic == false && !isShuttingDown, at: now)
        }
    }

    /// Ends a subscription; the entry goes when its machine says so.
    mutating func unsubscribe(_ id: SubscriptionID, isWanted: Bool, at now: Instant) {
        guard let entry = events[id] else { return }
        let binding = wayOut(of: entry.account, to: entry.target, at: now)?.1
        _ = events.update(id) { entry in
            entry.startAt = nil
            entry.isWanted = isWanted
            if let binding { entry.machine.binding = binding }
        }
        // A machine that had ended already has nothing more to say.
        if entry.machine.state == .ended, !isWanted { return removeSubscription(id) }
        work(on: id, at: now) { $0.machine.unsubscribe(at: now, using: &$1) }
    }

    mutating func removeSubscription(_ id: SubscriptionID) {
        clearTimer(.subscription(id))
        events.remove(id)
    }

    // MARK: Time

    mutating func handleSubscriptionTimeout(_ id: SubscriptionID, at now: Instant) {
        guard let entry = events[id] else { return }
        if let startAt = entry.startAt {
            return startAt <= now ? begin(id, at: now) : setSubscriptionTimer(id)
        }
        guard let (_, binding) = wayOut(of: entry.account, to: entry.target, at: now), isReady(entry.account) else {
            return work(on: id, at: now) { entry, randomness in
                // The line's return asks for the full state anyway.
                entry.gap.isFilled()
                return entry.machine.postpone(at: now, using: &randomness)
            }
        }
        if entry.gap.isDue(at: now) { fillGap(of: id, at: now) }
        work(on: id, at: now) { entry, randomness in
            entry.machine.binding = binding
            return entry.machine.handleTimeout(at: now, using: &randomness)
        }
    }

    mutating func setSubscriptionTimer(_ id: SubscriptionID) {
        if let deadline = events[id]?.nextDeadline {
            setTimer(.subscription(id), at: deadline)
        } else {
            clearTimer(.subscription(id))
        }
    }

    // MARK: Answers

    mutating func receiveSubscriptionResponse(
        _ response: Message, _ transaction: ClientTransactionID, of id: SubscriptionID, at now: Instant
    ) {
        guard let record = clients[transaction], let status = response.statusCode, status >= 200,
            let entry = events[id]
        else { return }
        if status == 401 || status == 407, isTrusted(record.path, of: entry.account) {
            var attempts = entry.attempts
            let decision = authorize(
                record.request, challengedBy: response, account: entry.account, attempts: &attempts)
            if case .retry(let fields) = decision {
                return work(on: id, isRetry: true, at: now) { entry, randomness in
                    entry.attempts = attempts
                    return entry.machine.retry(record.request, authorizations: fields, using: &randomness)
                }
            }
        }
        work(on: id, at: now) { $0.machine.receive(response, at: now, using: &$1) }
    }

    mutating func subscriptionFailed(_ request: Message, of id: SubscriptionID, status: Int, at now: Instant) {
        work(on: id, at: now) { $0.machine.failed(request, status: status, at: now, using: &$1) }
    }

    /// One turn of a subscription's machine, and what it asks.
    /// - Parameter isRetry: the request answers a challenge.
    mutating func work(
        on id: SubscriptionID, isRetry: Bool = false, at now: Instant,
        _ turn: (inout EventSubscription, inout Randomness) -> [SubscriptionAction]
    ) {
        var lent = randomness
        let actions = events.update(id) { turn(&$0, &lent) } ?? []
        randomness = lent
        for action in actions {
            switch action {
            case .send(let request): send(request, of: id, isRetry: isRetry, at: now)
            case .restarted:
                _ = events.update(id) { entry in
                    entry.dialogs.restart()
                    entry.gap.isFilled()
                }
            case .lost: forget(id)
            case .ended(let reason): ended(id, reason)
            }
        }
        setSubscriptionTimer(id)
    }

    private mutating func send(_ request: Message, of id: SubscriptionID, isRetry: Bool, at now: Instant) {
        guard let entry = events[id], let (way, _) = wayOut(of: entry.account, to: entry.target, at: now) else {
            return
        }
        let path = entry.machine.dialog.map { self.path(in: $0, way) } ?? way
        if isRetry {
            send(request, by: path, for: .subscription(id), at: now)
        } else {
            _ = events.update(id) { $0.attempts = DigestAttempts() }
            send(credentialed(request, of: entry.account, by: path), by: path, for: .subscription(id), at: now)
        }
    }

    /// The request with the credentials that the line's server asked for last, where it goes to that server: so a refresh
    /// costs one request and not two.
    mutating func credentialed(_ request: Message, of account: AccountID, by path: Path) -> Message {
        guard isTrusted(path, of: account), var client = line(account)?.digest, let branch = request.topVia?.branch
        else { return request }
        let fields = client.authorizations(
            method: request.method, uri: request.requestURI, cnonce: randomness.token(octets: 8))
        lines[account.number].digest = client
        return fields.isEmpty
            ? request : request.retried(branch: branch, cSeq: request.cSeq.number, authorizations: fields)
    }
}

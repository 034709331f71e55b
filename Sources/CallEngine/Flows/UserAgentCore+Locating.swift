import SIP
import Time

/// The names that are being looked up, and who waits for each: thousands of lines of one server ask once.
struct LocationTable: Sendable, Equatable {
    enum Waiter: Sendable, Equatable {
        case line(AccountID, way: Int)
        case call(CallID)
    }

    private struct Question: Sendable, Equatable {
        var target: ServerTarget
        var waiters: [Waiter]
    }

    private var questions: [LocationID: Question] = [:]
    private var byTarget: [ServerTarget: LocationID] = [:]
    private var lastNumber = 0

    /// - Returns: the question to ask; nil: it was asked already.
    mutating func ask(_ target: ServerTarget, for waiter: Waiter) -> LocationID? {
        if let known = byTarget[target] {
            questions[known]?.waiters.append(waiter)
            return nil
        }
        lastNumber += 1
        let id = LocationID(lastNumber)
        byTarget[target] = id
        questions[id] = Question(target: target, waiters: [waiter])
        return id
    }

    /// Who waited for this answer.
    mutating func answered(_ id: LocationID) -> [Waiter] {
        guard let question = questions.removeValue(forKey: id) else { return [] }
        byTarget[question.target] = nil
        return question.waiters
    }
}

// Where servers are (RFC 3263), for lines and for calls.
extension UserAgentCore {
    mutating func locate(_ target: ServerTarget, for waiter: LocationTable.Waiter) {
        if let id = locations.ask(target, for: waiter) { emit(.locate(id, target)) }
    }

    mutating func isLocated(_ id: LocationID, _ found: [ServerCandidate], at now: Instant) {
        for waiter in locations.answered(id) {
            switch waiter {
            case .line(let account, let way): wayIsLocated(account.number, way, found, at: now)
            case .call(let call): callIsLocated(call, found, at: now)
            }
        }
    }

    // MARK: Calls

    /// The places for a call: the line's server, or where it has none those of the address itself; nil: it has none.
    func servers(for target: URI, of line: AccountLine) -> ServerList? {
        if let way = line.way {
            // RFC 3261 §26.2.2: a sips address wants TLS from the first hop on.
            let isSecure = way.servers.target?.transport == .tls || way.servers.current?.address.transport == .tls
            return target.scheme == .sips && !isSecure ? nil : way.servers
        }
        return ServerTarget(target).map { ServerList([$0]) }
    }

    /// Sees that a call that is being prepared has a flow.
    mutating func seekServer(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), table[place].phase == .preparing, let servers = table[place].servers,
            let target = servers.target, let line = line(table[place].account)
        else { return end(id, EndReason(.networkFailure), at: now) }
        guard let candidate = servers.current else { return locate(target, for: .call(id)) }
        let security =
            line.ways.isEmpty ? FlowSecurity(names: [target.host]) : line.security(for: target)
        guard
            let flow = openFlow(
                to: candidate.address, security: security, forcesUDP: target.transport == .udp)
        else { return end(id, EndReason(.networkFailure), at: now) }
        if !line.ways.isEmpty { know(candidate.address, line.id.number) }
        table[place].path = Path(flow: flow, destination: candidate.address)
        prepare(id, at: now)
    }

    private mutating func callIsLocated(_ id: CallID, _ found: [ServerCandidate], at now: Instant) {
        guard let place = place(of: id), table[place].phase == .preparing else { return }
        guard table[place].servers?.take(found) == true else { return end(id, EndReason(.networkFailure), at: now) }
        seekServer(id, at: now)
    }

    /// RFC 3263 §4.3: the INVITE met silence, a broken transport or 503 before any phone rang: the same call goes to the
    /// next place, on a new branch.
    /// - Returns: false where nothing is left to try.
    mutating func failOver(_ id: CallID, at now: Instant) -> Bool {
        guard let place = place(of: id), table[place].snapshot.state == .dialing,
            table[place].phase == .inviting || table[place].phase == .preparing, table[place].forks.isEmpty,
            table[place].servers?.advance() == true
        else { return false }
        clearTimer(.ringing(id))
        table[place].phase = .preparing
        table[place].path = nil
        table[place].invitation.transaction = nil
        table[place].invitation.attempts = DigestAttempts()
        table[place].negotiation.withdrawOffer()
        setTimer(.preparation(id), at: now + .milliseconds(Limits.preparationMilliseconds))
        seekServer(id, at: now)
        return true
    }
}

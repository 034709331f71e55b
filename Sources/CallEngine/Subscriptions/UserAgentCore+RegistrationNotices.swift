import SIP

/// How often the registrar ended a line's registration of late: who repeats it has us come back ever more slowly.
struct RegistrarEndings: Sendable, Equatable {
    /// When the line registers again; nil: nothing is due.
    private(set) var comesBackAt: Instant?
    /// When it last came back, or was to.
    private var lastReturn: Instant?
    private var inARow = 0

    /// Notes one that asks us to come back after a while.
    /// - Parameter least: the wait that the registrar asks for.
    /// - Returns: when to come back; nil: that is settled already, and a repeated notice neither hurries nor delays it.
    mutating func note(least: Duration, at now: Instant, using randomness: inout Randomness) -> Instant? {
        guard comesBackAt == nil else { return nil }
        if let lastReturn, lastReturn + .seconds(Limits.registrarQuietSeconds) <= now { inARow = 0 }
        var wait = least + .milliseconds(Int.random(in: Limits.ownEventsMilliseconds, using: &randomness))
        if inARow > 0 {
            let bound = min(Limits.registrarEndingSeconds << min(inARow - 1, 8), Limits.longestRegistrarEndingSeconds)
            wait = max(wait, .milliseconds(Int.random(in: bound * 500...bound * 1_000, using: &randomness)))
        }
        inARow = min(inARow + 1, 16)
        comesBackAt = now + wait
        lastReturn = comesBackAt
        return comesBackAt
    }

    /// The line comes back now, or is given up.
    mutating func isSettled() { comesBackAt = nil }
}

// What the registrar tells of our own registration (RFC 3680).
extension UserAgentCore {
    /// RFC 3680 §4.7.1, §5.2: the registrar ended our registration; we come back, each phone at its own moment, and the more
    /// slowly the more often it happens. Whatever the event is called, we did not ask for it: Kamailio says "unregistered"
    /// where its administrator removed us.
    mutating func readRegistration(_ request: Message, of account: AccountID, at now: Instant) -> Int {
        guard let document = try? RegistrationInformation(request.body) else { return 400 }
        guard let line = line(account), line.state == .registered else { return 200 }
        let own = document.contacts.filter { isOwn($0.uri, of: line) }
        guard let ended = own.first(where: { !$0.isActive }),
            !own.contains(where: { $0.isActive && $0.uri == ended.uri })
        else { return 200 }
        let least = ended.event == "probation" ? min(ended.retryAfter ?? 0, EventLimits.longestRetrySeconds) : 0
        if let moment = lines[account.number].endings.note(
            least: .seconds(Int64(least)), at: now, using: &randomness)
        {
            setTimer(.registerAgain(account), at: moment)
        }
        return 200
    }

    mutating func registerAgain(_ account: AccountID, at now: Instant) {
        if lines.indices.contains(account.number) { lines[account.number].endings.isSettled() }
        if isReady(account) { register(account, .register(account), at: now) }
    }

    /// Whether a contact of the registrar's list is where we are now: an address that we left is removed by ourselves.
    private func isOwn(_ text: String, of line: AccountLine) -> Bool {
        guard let uri = try? URI(parsing: text), uri.user != nil, uri.user == line.contactUser else { return false }
        return line.ways.contains { way in
            way.isRegistered && way.registration?.binding?.contact.uri.matches(uri) == true
        }
    }
}

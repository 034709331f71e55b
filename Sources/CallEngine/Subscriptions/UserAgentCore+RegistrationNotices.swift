import SIP
import Time

/// How often the registrar ended a line's registration of late: who repeats it has us come back ever more slowly.
struct RegistrarEndings: Sendable, Equatable {
    /// When it last came back, or was to.
    private var lastReturn: Instant?
    private var inARow = 0

    /// Notes one that asks us to come back after a while.
    /// - Parameter least: the wait that the registrar asks for.
    /// - Returns: when to come back.
    mutating func note(least: Duration, at now: Instant, using randomness: inout Randomness) -> Instant {
        if let lastReturn, lastReturn + .seconds(Limits.registrarQuietSeconds) <= now { inARow = 0 }
        var wait = least + .milliseconds(Int.random(in: Limits.ownEventsMilliseconds, using: &randomness))
        if inARow > 0 {
            let bound = min(Limits.registrarEndingSeconds << min(inARow - 1, 8), Limits.longestRegistrarEndingSeconds)
            wait = max(wait, .milliseconds(Int.random(in: bound * 500...bound * 1_000, using: &randomness)))
        }
        inARow = min(inARow + 1, 16)
        lastReturn = now + wait
        return now + wait
    }
}

// What the registrar tells of our own registration (RFC 3680).
extension UserAgentCore {
    /// RFC 3680 §4.7.1, §5.2: the registrar ended our registration; we come back, each phone at its own moment, and the more
    /// slowly the more often it happens. Whatever the event is called, we did not ask for it: Kamailio says "unregistered"
    /// where its administrator removed us.
    ///
    /// What waits already is settled: a repeated notice neither hurries nor delays it.
    mutating func readRegistration(_ request: Message, of account: AccountID, at now: Instant) -> Int {
        guard let document = try? RegistrationInformation(request.body) else { return 400 }
        guard let line = line(account) else { return 200 }
        var ended: [Int] = []
        var least: UInt32 = 0
        for way in line.ways.indices {
            guard line.ways[way].isRegistered, let own = line.ways[way].registration?.binding?.contact.uri else {
                continue
            }
            let contacts = document.contacts.filter { isContact($0.uri, own) }
            guard !contacts.isEmpty, !contacts.contains(where: \.isActive) else { continue }
            ended.append(way)
            least = max(least, contacts.filter { $0.event == "probation" }.compactMap(\.retryAfter).max() ?? 0)
        }
        guard !ended.isEmpty else { return 200 }
        let moment = lines[account.number].endings.note(
            least: .seconds(Int64(min(least, EventLimits.longestRetrySeconds))), at: now, using: &randomness)
        for way in ended { wayWasEnded(account.number, way, until: moment, at: now) }
        return 200
    }

    /// A short absence is no news.
    private mutating func wayWasEnded(_ index: Int, _ way: Int, until moment: Instant, at now: Instant) {
        guard lines[index].ways[way].registration?.wasEnded(until: moment) == true else { return }
        let wait = now.duration(to: moment).wholeSeconds
        guard wait > Limits.untoldAbsenceSeconds else { return }
        wayHasFailed(index, way, .endedByServer(retrySeconds: wait))
    }

    /// Whether a contact of the registrar's list is where we are now: an address that we left is removed by ourselves.
    private func isContact(_ text: String, _ own: URI) -> Bool {
        guard let uri = try? URI(parsing: text), uri.user != nil else { return false }
        return own.matches(uri)
    }
}

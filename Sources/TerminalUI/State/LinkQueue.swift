import AgentDesk
import Time

/// Links to call, each until it is called or declined, has waited for too long, or gives way to newer ones.
struct LinkQueue: Sendable, Equatable {
    struct Waiting: Sendable, Equatable {
        var link: CallLink
        var since: Instant
    }

    /// The newest last.
    private(set) var waiting: [Waiting] = []
    /// It came at a bad moment, and is told again at a better one, as long as it is the newest.
    var owed: CallLink?
    /// When that is.
    var dueAt: Instant?
    /// The last one that came took another's place.
    private var isFull = false

    var newest: CallLink? { waiting.last?.link }

    /// A link that comes again is a new one.
    ///
    /// - Parameter shown: the one on its page: it stays.
    /// - Returns: an older one gave way, and none did so for the link before.
    mutating func keep(_ link: CallLink, besides shown: CallLink?, at now: Instant) -> Bool {
        forget(link)
        waiting.append(Waiting(link: link, since: now))
        let wasFull = isFull
        isFull = waiting.count > Limits.waitingLinks
        guard isFull, let oldest = waiting.firstIndex(where: { $0.link != shown }) else { return false }
        waiting.remove(at: oldest)
        return !wasFull
    }

    mutating func forget(_ link: CallLink) { waiting.removeAll { $0.link == link } }

    mutating func forget(linksOf person: DeskPerson) {
        func isTheirs(_ link: CallLink) -> Bool { person.isNamed(number: link.address, address: link.address) }
        waiting.removeAll { isTheirs($0.link) }
        if owed.map(isTheirs) == true { owed = nil }
    }

    mutating func forgetOld(besides shown: CallLink?, at now: Instant) {
        waiting.removeAll { now - $0.since >= Limits.longestLinkWait && $0.link != shown }
    }
}

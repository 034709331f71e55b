import SIP
import Time

/// One of our subscriptions, by the order of its making.
struct SubscriptionID: Sendable, Hashable {
    let number: Int
}

/// The requests for the full state after a gap in a notifier's versions: one in a while, or a notifier that leaves gaps on
/// purpose has us ask at the pace of its answers.
struct GapRefresh: Sendable, Equatable {
    /// A gap waits to be filled until then.
    private(set) var dueAt: Instant?
    private var last: Instant?

    /// There is a gap.
    /// - Returns: whether the full state may be asked for now; else it is due later.
    mutating func mayBeFilled(at now: Instant) -> Bool {
        if let last, last + .seconds(Limits.gapSeconds) > now {
            dueAt = last + .seconds(Limits.gapSeconds)
            return false
        }
        dueAt = nil
        last = now
        return true
    }

    func isDue(at now: Instant) -> Bool { dueAt.map { $0 <= now } ?? false }

    /// The full state came, or the subscription begins anew.
    mutating func isFilled() { dueAt = nil }
}

/// One subscription at work: what it is about, its machine, and what is known by it.
struct EventSubscription: Sendable, Equatable {
    enum Topic: Sendable, Hashable, CaseIterable {
        /// The line's own mailbox (RFC 3842).
        case voicemail
        /// The line's own registration (RFC 3680).
        case registration
        case presence
        case lines

        var package: String {
            switch self {
            case .voicemail: "message-summary"
            case .registration: "reg"
            case .presence: "presence"
            case .lines: "dialog"
            }
        }

        var contentType: String {
            switch self {
            case .voicemail: MessageSummary.contentType
            case .registration: RegistrationInformation.contentType
            case .presence: PresenceDocument.contentType
            case .lines: DialogInformation.contentType
            }
        }
    }

    let id: SubscriptionID
    let account: AccountID
    let topic: Topic
    let target: URI
    let settings: SubscriptionSettings
    var machine: Subscription
    /// The first SUBSCRIBE is due; automatic ones wait a little, so that a floor of phones does not ask at once.
    var startAt: Instant?
    /// Of the SUBSCRIBE under way.
    var attempts = DigestAttempts()
    /// What is known of somebody whom the agent watches, and what was told last; nil for the line's own subscriptions.
    var watched: Watched?
    var told: Watched?
    var dialogs = DialogInformationTable()
    var gap = GapRefresh()
    /// The agent, or the line, wants it still.
    var isWanted = true

    init(
        id: SubscriptionID, account: AccountID, topic: Topic, target: URI, settings: SubscriptionSettings,
        watched: Watched? = nil
    ) {
        self.id = id
        self.account = account
        self.topic = topic
        self.target = target
        self.settings = settings
        machine = Subscription(settings)
        self.watched = watched
        told = watched
    }

    var isAutomatic: Bool { watched == nil }

    var nextDeadline: Instant? { [startAt, gap.dueAt, machine.nextDeadline].compactMap { $0 }.min() }
}

/// All that the engine knows of events: subscriptions, found by number, account or Call-ID, and mailboxes.
struct EventTable: Sendable, Equatable {
    private var entries: [SubscriptionID: EventSubscription] = [:]
    private var byAccount: [AccountID: [SubscriptionID]] = [:]
    private var byCallID: [String: SubscriptionID] = [:]
    private var lastNumber = 0
    /// Subscriptions that the agent asked for.
    private(set) var watchedCount = 0
    /// Subscriptions that the lines made for themselves.
    var ownCount: Int { entries.count - watchedCount }
    /// What was told last of each mailbox.
    var mailboxes: [AccountID: Voicemail] = [:]

    subscript(_ id: SubscriptionID) -> EventSubscription? { entries[id] }

    /// Every subscription of a line, the oldest first.
    func ids(of account: AccountID) -> [SubscriptionID] { byAccount[account] ?? [] }

    /// The lines that have subscriptions.
    var accounts: [AccountID] { byAccount.filter { !$0.value.isEmpty }.keys.sorted() }

    /// Every subscription, the oldest first.
    var ids: [SubscriptionID] { entries.keys.sorted { $0.number < $1.number } }

    /// The subscription that a NOTIFY names.
    func id(of request: Message) -> SubscriptionID? {
        byCallID[request.callID].flatMap { entries[$0]?.machine.matches(request) == true ? $0 : nil }
    }

    mutating func nextID() -> SubscriptionID {
        lastNumber += 1
        return SubscriptionID(number: lastNumber)
    }

    mutating func add(_ entry: EventSubscription) {
        entries[entry.id] = entry
        byAccount[entry.account, default: []].append(entry.id)
        if !entry.isAutomatic { watchedCount += 1 }
    }

    /// Changes one; its Call-ID may be another afterwards.
    mutating func update<Result>(
        _ id: SubscriptionID, _ work: (inout EventSubscription) -> Result
    ) -> Result? {
        guard var entry = entries[id] else { return nil }
        let before = entry.machine.callID
        let result = work(&entry)
        entries[id] = entry
        if before != entry.machine.callID {
            byCallID[before] = nil
            byCallID[entry.machine.callID] = id
        }
        return result
    }

    mutating func remove(_ id: SubscriptionID) {
        guard let entry = entries.removeValue(forKey: id) else { return }
        byAccount[entry.account]?.removeAll { $0 == id }
        byCallID[entry.machine.callID] = nil
        if !entry.isAutomatic { watchedCount -= 1 }
    }
}

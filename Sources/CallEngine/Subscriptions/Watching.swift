import Time

/// What can be watched of somebody.
public enum WatchedThing: String, Sendable, Hashable, CaseIterable {
    /// RFC 3856: reachable or not, and a note.
    case presence
    /// RFC 4235: the lines, free, ringing or busy.
    case lines
}

/// The agent's own presence, and that of others (RFC 3863, RFC 4480's activities).
public enum PresenceStatus: String, Sendable, Equatable, CaseIterable {
    case available, busy, away, offline
}

/// What is known of somebody who is watched. Text is cleaned.
public struct Watched: Sendable, Equatable {
    /// The lines of a watched colleague, the busiest first.
    public enum LineState: String, Sendable, Equatable, CaseIterable {
        /// Nothing is known: not subscribed yet, refused, or the line is not registered.
        case unknown
        case free, ringing, busy, held
    }

    /// The address as it was asked for.
    public var who: String
    public var account: AccountID
    public var thing: WatchedThing
    /// nil: nothing is known.
    public var presence: PresenceStatus?
    public var note: String?
    public var line: LineState
    /// Who calls, or is spoken with, where the dialog says it.
    public var other: Party?
    /// The subscription ended for good, by this status or reason.
    public var problem: String?

    public init(
        who: String, account: AccountID, thing: WatchedThing, presence: PresenceStatus? = nil, note: String? = nil,
        line: LineState = .unknown, other: Party? = nil, problem: String? = nil
    ) {
        self.who = who
        self.account = account
        self.thing = thing
        self.presence = presence
        self.note = note
        self.line = line
        self.other = other
        self.problem = problem
    }
}

/// What waits in a voice mailbox (RFC 3842 §5.2).
public struct Voicemail: Sendable, Equatable {
    public var isWaiting: Bool
    /// New and old messages; nil: not told.
    public var newMessages: Int?
    public var oldMessages: Int?
    /// Where the mailbox is called.
    public var address: String?

    public init(isWaiting: Bool, newMessages: Int? = nil, oldMessages: Int? = nil, address: String? = nil) {
        self.isWaiting = isWaiting
        self.newMessages = newMessages
        self.oldMessages = oldMessages
        self.address = address
    }
}

/// A MESSAGE that came (RFC 3428). Text is cleaned, its lines kept.
public struct ReceivedMessage: Sendable, Equatable {
    public var account: AccountID
    public var from: Party
    public var text: String
    public var receivedAt: Instant

    public init(account: AccountID, from: Party, text: String, receivedAt: Instant) {
        self.account = account
        self.from = from
        self.text = text
        self.receivedAt = receivedAt
    }
}

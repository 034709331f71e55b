/// All that reaches the outbox.
public enum OutboxInput: Sendable, Equatable {
    /// The first input: what the disk holds, and the highest number there, be it of an item that cannot be read.
    case opened([OutboxItem], last: Int = 0)
    /// The agent confirmed it.
    case submit(IncidentRecord)
    /// - Parameter key: a UUID that was never used.
    case tell(CallEvent, connector: String, key: String)
    /// What came of `.send` or `.ask`.
    case outcome(key: String, DeliveryOutcome)
    /// The item could not be written; what was to follow was left undone.
    case unkept(key: String, reason: String)
    /// The agent was told.
    case told(key: String, IncidentNews)
    case decide(key: String, OutboxDecision)
    /// - Parameter calls: the keys of the person's calls.
    case erase(DeskPerson, calls: Set<String>)
    /// The deadline that `nextDeadline` named has come.
    case timeout
}

/// What the agent decides about an item that waits, is refused or uncertain.
public enum OutboxDecision: Sendable, Equatable {
    /// It is sent once more, now: the agent has seen that the server does not have it, or that its refusal is mended.
    case sendAgain
    /// The agent has found it on the server, under this number.
    case isThere(number: String)
    case drop
}

/// What the outbox asks for, in order: where an item cannot be kept, nothing that follows for it is done.
public enum OutboxAction: Sendable, Equatable {
    /// The item is on the disk when this is done.
    case keep(OutboxItem)
    case forget(key: String)
    case send(OutboxItem)
    case ask(OutboxItem)
    /// `.told` answers.
    case tell(key: String, IncidentNews)
    /// The server of this connector does not let us in: told once, until it does.
    case tellDenied(connector: String)
    /// It was not taken, and is nowhere.
    case reject(key: String, OutboxRejection)
}

/// Why the outbox does not take a record.
public enum OutboxRejection: Sendable, Equatable {
    case full
    /// The disk's words.
    case unkept(String)
}

/// What the outbox needs to know of a connector.
public struct OutboxTraits: Sendable, Equatable {
    /// Its server can be asked for a record by our key.
    public var canAsk: Bool

    public init(canAsk: Bool) { self.canAsk = canAsk }
}

/// The pauses of the outbox.
public struct OutboxPace: Sendable, Equatable {
    /// After the first failure; doubled by each.
    public var first: Duration = .seconds(5)
    public var longest: Duration = .seconds(900)
    /// A server may still work at a request whose answer did not come: it is not asked before, nor twice within this time.
    public var settling: Duration = .seconds(40)
    /// Times that the server must say that it does not have a record before it is sent once more: a search may lag behind.
    public var absences = 2
    /// Credentials do not mend by themselves.
    public var denied: Duration = .seconds(600)
    /// At the start the waiting items come one after the other: a fleet that starts at one time does not knock at one time.
    public var spread: Duration = .seconds(10)

    public init() {}
}

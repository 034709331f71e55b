/// One thing that goes to one server, and how far it has come.
public struct OutboxItem: Sendable, Equatable {
    public enum Content: Sendable, Equatable {
        case record(IncidentRecord)
        case event(CallEvent)
    }

    public enum State: String, Sendable, Equatable, CaseIterable {
        /// The server does not have it; it goes when its time comes.
        case waiting
        /// The request may have left: on the disk before its first octet does.
        case sending
        /// It may have come there: the server is asked by the key.
        case asking
        /// It may have come there, and nobody can be asked but the agent.
        case uncertain
        /// The server confirmed it: it is never sent again.
        case sent
        /// The server does not take it as it is.
        case refused
        /// The agent let it go.
        case dropped

        /// Nothing more is done about it by itself or by the agent.
        public var isFinished: Bool { self == .sent || self == .dropped }
        /// Something is done about it by itself; later items of its call wait for it.
        public var isUnderWay: Bool { self == .waiting || self == .sending || self == .asking }
    }

    /// A UUID: the idempotency key, by which the server is asked. A record's own id.
    public let key: String
    /// The order of confirming, over all items.
    public let number: Int
    /// The name of the connector in the configuration.
    public let connector: String
    /// Nil where it has none, or its person was erased.
    public var call: String?
    /// Empty of what people said once it is done with.
    public var content: Content
    public var state: State = .waiting
    /// Requests since the last that was answered.
    public var attempts = 0
    /// Times in a row that the server said it does not have it.
    public var absences = 0
    /// Why it waits, is refused or uncertain: in the server's or the network's words, cleaned.
    public var reason: String?
    public var receipt: Receipt?
    /// What the agent has not been told yet.
    public var news: IncidentNews?
    /// That it waits was told.
    public var isWaitTold = false
    /// The agent let it go while its request was under way: it is dropped unless the server has it.
    public var isDropWanted = false
    /// The person whom it is about was erased: nothing of it is kept once it is done with and told.
    public var isErased = false

    public init(key: String, number: Int, connector: String, call: String?, content: Content) {
        self.key = key
        self.number = number
        self.connector = connector
        self.call = call
        self.content = content
    }

    public var record: IncidentRecord? { if case .record(let record) = content { record } else { nil } }
    public var isEvent: Bool { if case .event = content { true } else { false } }

    mutating func drop() {
        state = .dropped
        isDropWanted = false
        news = nil
        empty()
    }

    /// It goes on to its server, about nobody's call.
    mutating func forgetCall() {
        isErased = true
        call = nil
        guard case .record(var record) = content else { return }
        record.call = nil
        content = .record(record)
    }

    /// What people said is kept no longer than it is needed.
    mutating func empty() {
        guard case .record(var record) = content else { return }
        record.fields = []
        content = .record(record)
    }
}

/// What a server says of a record that it has.
public struct Receipt: Sendable, Equatable {
    /// As people name it.
    public var number: String
    public var url: String?

    public init(number: String, url: String? = nil) {
        self.number = number
        self.url = url
    }
}

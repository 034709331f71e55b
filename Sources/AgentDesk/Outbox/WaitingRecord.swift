/// A confirmed record that is not done with, as the agent sees it.
public struct WaitingRecord: Sendable, Equatable {
    public var key: String
    public var title: String
    /// The connector's name in the configuration.
    public var connector: String
    /// Never `sent` or `dropped`.
    public var state: OutboxItem.State
    /// Why, in the server's or the network's words.
    public var reason: String?
    public var createdAt: WallSeconds

    public init(
        key: String, title: String, connector: String, state: OutboxItem.State, reason: String? = nil,
        createdAt: WallSeconds
    ) {
        self.key = key
        self.title = title
        self.connector = connector
        self.state = state
        self.reason = reason
        self.createdAt = createdAt
    }
}

extension Outbox {
    public func record(_ key: String) -> IncidentRecord? { items.last { $0.key == key }?.record }

    /// The records that are not done with, the oldest first.
    public var waiting: [WaitingRecord] {
        items.compactMap { item in
            guard let record = item.record, !item.state.isFinished, decided[item.key] == nil else { return nil }
            // Under way it is on its way to the agent too, and stands still for them.
            let state = item.state == .sending ? OutboxItem.State.waiting : item.state
            return WaitingRecord(
                key: item.key, title: RecordText.title(of: record), connector: item.connector, state: state,
                reason: item.reason, createdAt: record.createdAt)
        }
    }
}

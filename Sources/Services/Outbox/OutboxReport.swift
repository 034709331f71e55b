import AgentDesk

/// What the outbox tells the agent.
public enum OutboxReport: Sendable, Equatable {
    /// `told` answers once it is said. The record is as the outbox has it: empty once the server has it.
    case news(key: String, IncidentNews, of: IncidentRecord?)
    /// The server of this connector does not let us in.
    case denied(connector: String)
    /// It was not taken.
    case rejected(key: String, OutboxRejection)
    /// So many records and events on the disk cannot be read by this program; said once.
    case unreadable(Int)
    /// What is not done with has changed.
    case waiting([WaitingRecord])
}

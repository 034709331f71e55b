import AgentDesk

/// What the outbox tells the agent.
public enum OutboxReport: Sendable, Equatable {
    /// `told` answers once it is said.
    case news(key: String, IncidentNews)
    /// The server of this connector does not let us in.
    case denied(connector: String)
    /// It was not taken.
    case rejected(key: String, OutboxRejection)
    /// What is not done with has changed.
    case waiting([WaitingRecord])
}

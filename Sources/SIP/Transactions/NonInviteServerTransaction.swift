import Time

/// The non-INVITE server transaction of RFC 3261 §17.2.2 (figure 8).
public struct NonInviteServerTransaction: Sendable, Equatable {
    /// Where the machine stands.
    public enum State: Sendable, Equatable, CaseIterable {
        case trying, proceeding, completed, terminated
    }

    public private(set) var state: State = .trying
    private let isReliable: Bool
    private let timers: TimerValues
    /// Timer J.
    private var end: Instant?

    /// A request that matches no transaction has come; the caller passes it to the transaction user.
    public init(isReliable: Bool, timers: TimerValues = .standard) {
        self.isReliable = isReliable
        self.timers = timers
    }

    public var nextDeadline: Instant? { end }

    /// The request came again.
    public mutating func receiveRetransmission() -> [ServerStep] {
        switch state {
        case .proceeding, .completed: [.sendResponse]
        case .trying, .terminated: []
        }
    }

    /// The transaction user answers; after the first final answer further ones are dropped.
    public mutating func respond(status: Int, at now: Instant) -> [ServerStep] {
        switch state {
        case .trying, .proceeding:
            guard status >= 200 else {
                state = .proceeding
                return [.sendResponse]
            }
            state = .completed
            end = timers.duration(of: .j, isReliable: isReliable).map { now.advanced(by: $0) }
            return [.sendResponse] + handleTimeout(at: now)
        case .completed, .terminated:
            return []
        }
    }

    /// The deadline that `nextDeadline` named has come.
    public mutating func handleTimeout(at now: Instant) -> [ServerStep] {
        switch state {
        case .completed:
            guard end.isDue(at: now) else { return [] }
            state = .terminated
            end = nil
            return [.terminated]
        case .trying, .proceeding, .terminated:
            return []
        }
    }

    /// A response could not be sent (RFC 3261 §17.2.4).
    public mutating func transportFailed() -> [ServerStep] {
        switch state {
        case .proceeding, .completed:
            state = .terminated
            end = nil
            return [.transportFailed, .terminated]
        case .trying, .terminated:
            return []
        }
    }
}

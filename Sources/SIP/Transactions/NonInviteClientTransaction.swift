import Time

/// The non-INVITE client transaction of RFC 3261 §17.1.2 (figure 6).
public struct NonInviteClientTransaction: Sendable, Equatable {
    /// Where the machine stands.
    public enum State: Sendable, Equatable, CaseIterable {
        case trying, proceeding, completed, terminated
    }

    public private(set) var state: State = .trying
    private let isReliable: Bool
    private let timers: TimerValues
    /// Timer E.
    private var retransmission: Backoff?
    /// Timer F in Trying and Proceeding, K in Completed.
    private var end: Instant?

    /// The caller sends the request once, now; the machine says when to send it again.
    public init(isReliable: Bool, timers: TimerValues = .standard, at now: Instant) {
        self.isReliable = isReliable
        self.timers = timers
        retransmission = Backoff(.e, longest: timers.t2, isReliable: isReliable, timers: timers, at: now)
        end = deadline(.f, from: now)
    }

    public var nextDeadline: Instant? { earliest(retransmission?.deadline, end) }

    /// A response matched this transaction; a status outside 100–699 is ignored.
    public mutating func receive(status: Int, at now: Instant) -> [ClientStep] {
        switch state {
        case .trying, .proceeding:
            switch status {
            case 100..<200:
                state = .proceeding
                retransmission?.stretch()
                return [.passResponse]
            case 200..<700:
                state = .completed
                retransmission = nil
                end = deadline(.k, from: now)
                return [.passResponse] + endAtOnce(at: now)
            case _:
                return []
            }
        case .completed, .terminated:
            return []
        }
    }

    /// The deadline that `nextDeadline` named has come.
    public mutating func handleTimeout(at now: Instant) -> [ClientStep] {
        switch state {
        case .trying, .proceeding:
            if end.isDue(at: now) {
                terminate()
                return [.timedOut, .terminated]
            }
            guard (retransmission?.deadline).isDue(at: now) else { return [] }
            retransmission?.fire(at: now)
            return [.sendRequest]
        case .completed:
            return endAtOnce(at: now)
        case .terminated:
            return []
        }
    }

    /// The transport could not send the request (RFC 3261 §17.1.4).
    public mutating func transportFailed() -> [ClientStep] {
        switch state {
        case .trying, .proceeding:
            terminate()
            return [.transportFailed, .terminated]
        case .completed, .terminated:
            return []
        }
    }

    private func deadline(_ timer: TransactionTimer, from now: Instant) -> Instant? {
        timers.duration(of: timer, isReliable: isReliable).map { now.advanced(by: $0) }
    }

    private mutating func endAtOnce(at now: Instant) -> [ClientStep] {
        guard end.isDue(at: now) else { return [] }
        terminate()
        return [.terminated]
    }

    private mutating func terminate() {
        state = .terminated
        retransmission = nil
        end = nil
    }
}

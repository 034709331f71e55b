import Time

/// The INVITE client transaction of RFC 3261 §17.1.1 with the Accepted state of RFC 6026 §7.2 (figure 5 there).
public struct InviteClientTransaction: Sendable, Equatable {
    /// Where the machine stands.
    public enum State: Sendable, Equatable, CaseIterable {
        case calling, proceeding, completed, accepted, terminated
    }

    public private(set) var state: State = .calling
    let isReliable: Bool
    private let timers: TimerValues
    /// Timer A.
    private var retransmission: Backoff?
    /// Timer B in Calling, D in Completed, M in Accepted.
    private var end: Instant?

    /// The caller sends the INVITE once, now; the machine says when to send it again.
    public init(isReliable: Bool, timers: TimerValues = .standard, at now: Instant) {
        self.isReliable = isReliable
        self.timers = timers
        retransmission = Backoff(.a, longest: nil, isReliable: isReliable, timers: timers, at: now)
        end = deadline(.b, from: now)
    }

    public var nextDeadline: Instant? { earliest(retransmission?.deadline, end) }

    /// A response matched this transaction.
    /// - Parameter status: 100–699; the parser lets no other number in, and any other is ignored.
    public mutating func receive(status: Int, at now: Instant) -> [ClientStep] {
        switch state {
        case .calling, .proceeding:
            switch status {
            case 100..<200:
                // §17.1.1.2: a provisional stops timers A and B; the wait for the final answer is the user's.
                state = .proceeding
                retransmission = nil
                end = nil
                return [.passResponse]
            case 200..<300:
                state = .accepted
                retransmission = nil
                end = deadline(.m, from: now)
                return [.passResponse]
            case 300..<700:
                state = .completed
                retransmission = nil
                end = deadline(.d, from: now)
                return [.sendAcknowledgement, .passResponse] + endAtOnce(at: now)
            case _:
                return []
            }
        case .completed:
            // A repeated final answer means that our ACK was lost; nothing else may pass.
            return (300..<700).contains(status) ? [.sendAcknowledgement] : []
        case .accepted:
            // RFC 6026 §7.2: repeated 2xx, and those of other forks, all go to the user.
            return (200..<300).contains(status) ? [.passResponse] : []
        case .terminated:
            return []
        }
    }

    /// The deadline that `nextDeadline` named has come.
    public mutating func handleTimeout(at now: Instant) -> [ClientStep] {
        switch state {
        case .calling:
            if end.isDue(at: now) {
                terminate()
                return [.timedOut, .terminated]
            }
            guard (retransmission?.deadline).isDue(at: now) else { return [] }
            retransmission?.fire(at: now)
            return [.sendRequest]
        case .completed, .accepted:
            return endAtOnce(at: now)
        case .proceeding, .terminated:
            return []
        }
    }

    /// The transport could not send the INVITE or the ACK (RFC 3261 §17.1.4).
    public mutating func transportFailed() -> [ClientStep] {
        switch state {
        case .calling, .proceeding, .completed:
            terminate()
            return [.transportFailed, .terminated]
        case .accepted, .terminated:
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

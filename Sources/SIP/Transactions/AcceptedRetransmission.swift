import Time

/// The user agent server's own repetition of its 2xx to INVITE until the ACK comes
/// (RFC 3261 §13.3.1.4 as replaced by RFC 6026 §8.1): T1 doubling to T2, over every transport, for 64 × T1.
public struct AcceptedRetransmission: Sendable, Equatable {
    /// What is to be done.
    public enum Step: Sendable, Equatable {
        /// Send the 2xx again (`TransactionLayer.respond`).
        case send
        /// No ACK in 64 × T1: the dialog is confirmed, and the session SHOULD be ended with BYE.
        case unacknowledged
    }

    private var retransmission: Backoff?
    private var end: Instant?

    /// The 2xx was sent for the first time now.
    public init(timers: TimerValues = .standard, at now: Instant) {
        // The transport does not matter: a hop further on may be unreliable.
        retransmission = Backoff(.g, longest: timers.t2, isReliable: false, timers: timers, at: now)
        end = now.advanced(by: timers.patience)
    }

    /// nil once acknowledged or given up.
    public var nextDeadline: Instant? { earliest(retransmission?.deadline, end) }

    public mutating func handleTimeout(at now: Instant) -> [Step] {
        if end.isDue(at: now) {
            acknowledge()
            return [.unacknowledged]
        }
        guard (retransmission?.deadline).isDue(at: now) else { return [] }
        retransmission?.fire(at: now)
        return [.send]
    }

    /// The ACK has come, or the dialog ended: nothing more is sent.
    public mutating func acknowledge() {
        retransmission = nil
        end = nil
    }
}

import Time

/// The INVITE server transaction of RFC 3261 §17.2.1 with the Accepted state of RFC 6026 §7.1 (figure 7 there).
public struct InviteServerTransaction: Sendable, Equatable {
    /// Where the machine stands.
    public enum State: Sendable, Equatable, CaseIterable {
        case proceeding, completed, confirmed, accepted, terminated
    }

    /// RFC 3261 §17.2.1: 100 (Trying) goes out where the user has not answered within 200 ms.
    public static let tryingDelay: Duration = .milliseconds(200)

    public private(set) var state: State = .proceeding
    private let isReliable: Bool
    private let timers: TimerValues
    /// When 100 (Trying) is due; nil once any response has gone.
    private var trying: Instant?
    private var hasResponse = false
    /// Timer G.
    private var retransmission: Backoff?
    /// Timer H in Completed, I in Confirmed, L in Accepted.
    private var end: Instant?

    /// An INVITE that matches no transaction has come; the caller passes it to the transaction user.
    public init(isReliable: Bool, timers: TimerValues = .standard, at now: Instant) {
        self.isReliable = isReliable
        self.timers = timers
        trying = now.advanced(by: Self.tryingDelay)
    }

    public var nextDeadline: Instant? { earliest(trying, retransmission?.deadline, end) }

    /// The INVITE came again.
    public mutating func receiveRetransmission() -> [ServerStep] {
        switch state {
        case .proceeding:
            return hasResponse ? [.sendResponse] : []
        case .completed:
            return [.sendResponse]
        case .accepted, .confirmed, .terminated:
            // RFC 6026 §7.1: the user itself repeats its 2xx; here the request is absorbed.
            return []
        }
    }

    /// An ACK matched this transaction.
    public mutating func receiveAcknowledgement(at now: Instant) -> [ServerStep] {
        switch state {
        case .completed:
            state = .confirmed
            retransmission = nil
            end = deadline(.i, from: now)
            return endAtOnce(at: now)
        case .accepted:
            return [.passAcknowledgement]
        case .proceeding, .confirmed, .terminated:
            return []
        }
    }

    /// The transaction user answers. An answer that the state forbids is dropped: the first final answer stands.
    public mutating func respond(status: Int, at now: Instant) -> [ServerStep] {
        switch state {
        case .proceeding:
            trying = nil
            hasResponse = true
            switch status {
            case ..<200:
                break
            case 200..<300:
                state = .accepted
                end = deadline(.l, from: now)
            case _:
                state = .completed
                retransmission = Backoff(.g, longest: timers.t2, isReliable: isReliable, timers: timers, at: now)
                end = deadline(.h, from: now)
            }
            return [.sendResponse]
        case .accepted:
            return (200..<300).contains(status) ? [.sendResponse] : []
        case .completed, .confirmed, .terminated:
            return []
        }
    }

    /// The deadline that `nextDeadline` named has come.
    public mutating func handleTimeout(at now: Instant) -> [ServerStep] {
        switch state {
        case .proceeding:
            guard trying.isDue(at: now) else { return [] }
            trying = nil
            hasResponse = true
            return [.sendTrying]
        case .completed:
            if end.isDue(at: now) {
                terminate()
                return [.timedOut, .terminated]
            }
            guard (retransmission?.deadline).isDue(at: now) else { return [] }
            retransmission?.fire(at: now)
            return [.sendResponse]
        case .confirmed, .accepted:
            return endAtOnce(at: now)
        case .terminated:
            return []
        }
    }

    /// A response could not be sent. RFC 6026 §7.1: the user is told and the state stays.
    public mutating func transportFailed() -> [ServerStep] {
        switch state {
        case .proceeding, .completed, .accepted: [.transportFailed]
        case .confirmed, .terminated: []
        }
    }

    private func deadline(_ timer: TransactionTimer, from now: Instant) -> Instant? {
        timers.duration(of: timer, isReliable: isReliable).map { now.advanced(by: $0) }
    }

    private mutating func endAtOnce(at now: Instant) -> [ServerStep] {
        guard end.isDue(at: now) else { return [] }
        terminate()
        return [.terminated]
    }

    private mutating func terminate() {
        state = .terminated
        trying = nil
        retransmission = nil
        end = nil
    }
}

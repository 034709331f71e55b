import Time

/// The named timers of RFC 3261 table 4 and RFC 6026 §8.11 that a user agent's transactions use.
/// Timer C belongs to proxies: it is named so that the alphabet is whole, and no machine here starts it.
public enum TransactionTimer: String, Sendable, Hashable, CaseIterable {
    // swift-format-ignore
    case a, b, c, d, e, f, g, h, i, j, k, l, m
}

/// The values from which all timers are made (RFC 3261 §17.1.1.1, §17.1.2.2, table 4).
public struct TimerValues: Sendable, Equatable {
    /// The estimate of a round trip.
    public var t1: Duration
    /// The longest wait between two retransmissions of a non-INVITE request or an INVITE's response.
    public var t2: Duration
    /// The longest time that a message stays in the network.
    public var t4: Duration

    public init(t1: Duration = .milliseconds(500), t2: Duration = .seconds(4), t4: Duration = .seconds(5)) {
        self.t1 = t1
        self.t2 = t2
        self.t4 = t4
    }

    /// The values of RFC 3261: 500 ms, 4 s, 5 s.
    public static let standard = TimerValues()

    /// 64 × T1: how long a transaction keeps trying.
    public var patience: Duration { t1 * 64 }

    /// The first duration of a timer (RFC 3261 table 4; L and M of RFC 6026 §8.11).
    /// nil: the timer is not started over a reliable transport. Zero: the wait is over at once.
    public func duration(of timer: TransactionTimer, isReliable: Bool) -> Duration? {
        switch timer {
        case .a, .e, .g: isReliable ? nil : t1
        case .b, .f, .h, .l, .m: patience
        case .c: .seconds(181)
        case .d: isReliable ? .zero : max(.seconds(32), patience)
        case .i, .k: isReliable ? .zero : t4
        case .j: isReliable ? .zero : patience
        }
    }
}

/// The earliest of the instants that are set.
func earliest(_ instants: Instant?...) -> Instant? {
    instants.compactMap { $0 }.min()
}

extension Instant? {
    /// True where the instant is set and has come.
    func isDue(at now: Instant) -> Bool {
        map { $0 <= now } ?? false
    }
}

import Time

/// A retransmission that repeats, each wait twice the last up to a longest one (timers A, E and G of RFC 3261).
struct Backoff: Sendable, Equatable {
    private(set) var deadline: Instant
    private(set) var wait: Duration
    /// nil: the wait doubles without end (timer A).
    private var longest: Duration?

    /// nil where the timer is not started over this transport.
    init?(_ timer: TransactionTimer, longest: Duration?, isReliable: Bool, timers: TimerValues, at now: Instant) {
        guard let first = timers.duration(of: timer, isReliable: isReliable) else { return nil }
        wait = first
        deadline = now.advanced(by: first)
        self.longest = longest
    }

    /// The timer fired: the next wait begins at `now`, so that a late call does not bring a burst.
    mutating func fire(at now: Instant) {
        wait *= 2
        if let longest { wait = min(wait, longest) }
        deadline = now.advanced(by: wait)
    }

    /// RFC 3261 §17.1.2.2: after a provisional response the timer is reset to T2 each time it fires.
    mutating func stretch() {
        if let longest { wait = max(wait, longest) }
    }
}

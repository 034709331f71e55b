import Time

/// A token bucket: how many datagrams a socket still takes now, or when a connection's next message is taken. A flood of
/// datagrams costs us a comparison each and nothing more.
struct ReceiveBudget: Sendable, Equatable {
    private let burst: Int
    private let perSecond: Int
    /// Below zero: so many messages wait for theirs.
    private var tokens: Int
    private var filledAt: Instant

    /// - Parameters:
    ///   - burst: datagrams taken at once.
    ///   - perSecond: datagrams by which the budget grows each second.
    init(burst: Int, perSecond: Int, at now: Instant) {
        self.burst = burst
        self.perSecond = max(1, perSecond)
        tokens = burst
        filledAt = now
    }

    /// Takes one datagram off the budget; false where nothing is left.
    mutating func take(at now: Instant) -> Bool {
        refill(at: now)
        guard tokens > 0 else { return false }
        tokens -= 1
        return true
    }

    /// Takes one message off the budget whatever is left of it, and owes no more than a whole burst: who waits together
    /// is served in turn.
    /// - Returns: how long the message waits.
    mutating func reserve(at now: Instant) -> Duration {
        refill(at: now)
        tokens = max(tokens - 1, -burst)
        return tokens < 0 ? filledAt + step * -tokens - now : .zero
    }

    /// Whether nothing has been taken of late.
    func isWhole(at now: Instant) -> Bool {
        var copy = self
        copy.refill(at: now)
        return copy.tokens == burst
    }

    private var step: Duration { .seconds(1) / perSecond }

    private mutating func refill(at now: Instant) {
        let elapsed = now - filledAt
        guard elapsed >= step else { return }
        let earned = elapsed / step
        guard earned < Double(burst - tokens) else {
            tokens = burst
            filledAt = now
            return
        }
        tokens = min(burst, tokens + Int(earned))
        filledAt += step * Int(earned)
    }
}

import SIP

/// A token bucket: how many datagrams a socket still takes now. A flood costs us a comparison a datagram and nothing
/// more.
struct ReceiveBudget: Sendable, Equatable {
    private let burst: Int
    private let perSecond: Int
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

    /// Whether nothing has been taken of late.
    func isWhole(at now: Instant) -> Bool {
        var copy = self
        copy.refill(at: now)
        return copy.tokens == burst
    }

    private mutating func refill(at now: Instant) {
        let step = Duration.seconds(1) / perSecond
        let elapsed = now - filledAt
        guard elapsed >= step else { return }
        let earned = elapsed / step
        guard earned < Double(burst) else {
            tokens = burst
            filledAt = now
            return
        }
        tokens = min(burst, tokens + Int(earned))
        filledAt += step * Int(earned)
    }
}

import Time

/// How often links may come before the agent: a page must not flood who works by ear.
public struct LinkRate: Sendable, Equatable {
    private var taken: [Instant] = []

    public init() {}

    /// Whether one more link may be told now.
    public mutating func takes(at now: Instant) -> Bool {
        taken.removeAll { now - $0 >= .seconds(60) }
        guard taken.count < Limits.linksAMinute else { return false }
        taken.append(now)
        return true
    }
}

import Time

/// How much a peer takes: a mean over any ten seconds (RFC 4103 §6), of all sources together (RFC 9071 §3.21).
struct CharacterBudget: Sendable, Equatable {
    private struct Spent: Equatable {
        var at: Instant
        var characters: Int
    }

    var charactersPerSecond: Int
    /// One entry a packet of the last ten seconds.
    private var spent: [Spent] = []

    init(charactersPerSecond: Int) { self.charactersPerSecond = charactersPerSecond }

    /// Characters that may go now.
    func allowance(at now: Instant) -> Int {
        let used = spent.reduce(0) { isRecent($1, now) ? $0 + $1.characters : $0 }
        return 10 * min(max(charactersPerSecond, 1), 1_000) - used
    }

    /// When some may go again, if none may now.
    func nextAllowance(at now: Instant) -> Instant? {
        guard allowance(at: now) <= 0 else { return nil }
        return spent.first { isRecent($0, now) }.map { $0.at + TextLimits.rateInterval }
    }

    mutating func spend(_ characters: Int, at now: Instant) {
        spent = spent.filter { isRecent($0, now) }
        if characters > 0 { spent.append(Spent(at: now, characters: characters)) }
    }

    private func isRecent(_ entry: Spent, _ now: Instant) -> Bool {
        now - entry.at < TextLimits.rateInterval
    }
}

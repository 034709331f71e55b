import Time

/// How much of what a peer writes is taken: ten times what people and captioners write, with room for a pasted page. The rest is
/// left out behind one mark, so that a flood costs nobody else the service.
struct ReadingRate: Sendable, Equatable {
    private var allowance = TextLimits.burstCharacters
    private var countedAt: Instant?
    private var isCut = false

    mutating func taken(of text: String, at now: Instant) -> String {
        let elapsed = countedAt.map { max(0, (now - $0).milliseconds) } ?? 0
        let gained = Int(min(elapsed, 60_000)) * TextLimits.readCharactersPerSecond / 1_000
        if gained > 0 || countedAt == nil { countedAt = now }
        allowance = min(TextLimits.burstCharacters, allowance + gained)
        let scalars = text.unicodeScalars
        let kept = scalars.prefix(allowance)
        allowance -= kept.count
        var result = String(String.UnicodeScalarView(kept))
        if kept.count == scalars.count {
            if !scalars.isEmpty { isCut = false }
        } else if !isCut {
            isCut = true
            result += "\u{FFFD}"
        }
        return result
    }
}

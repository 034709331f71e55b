import Time

/// Places of one line of which something is remembered for a while, the oldest first; of the last so many.
struct RememberedPlaces: Sendable, Equatable {
    private struct Entry: Equatable {
        var place: String
        var until: Instant
    }

    private var entries: [Entry] = []

    func contains(_ place: String, at now: Instant) -> Bool { entries.contains { $0.place == place && now < $0.until } }

    mutating func add(_ place: String, at now: Instant) {
        remove(place)
        entries.append(Entry(place: place, until: now + .seconds(Limits.rememberedSeconds)))
        if entries.count > Limits.rememberedPlaces { entries.removeFirst() }
    }

    mutating func remove(_ place: String) { entries.removeAll { $0.place == place } }
}

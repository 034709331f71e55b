/// Places of one line of which something is remembered, the oldest first; of the last so many, until the program ends.
struct RememberedPlaces: Sendable, Equatable {
    private var places: [String] = []

    func contains(_ place: String) -> Bool { places.contains(place) }

    mutating func add(_ place: String) {
        guard !places.contains(place) else { return }
        places.append(place)
        if places.count > Limits.rememberedPlaces { places.removeFirst() }
    }

    mutating func remove(_ place: String) { places.removeAll { $0 == place } }
}

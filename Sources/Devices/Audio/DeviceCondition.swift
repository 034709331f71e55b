import Media

/// What a device's thread has told of its devices: each change once.
struct DeviceCondition {
    private enum State {
        case unknown
        case working(place: Int)
        case failing
    }

    private var state = State.unknown
    private var firstReason: String?
    private let role: DeviceRole

    init(_ role: DeviceRole) { self.role = role }

    /// A device really plays or captures.
    /// - Parameter place: in the order of preference.
    mutating func works(_ device: DeviceURI, place: Int) -> DeviceEvent? {
        defer { state = .working(place: place) }
        switch state {
        case .unknown: return place == 0 ? nil : .replaced(role, by: device)
        case .working(place): return nil
        case .working, .failing: return place == 0 ? .back(role) : .replaced(role, by: device)
        }
    }

    /// - Parameter hasMore: another device is being tried. Nothing was lost yet where none has worked.
    mutating func fails(_ reason: String, hasMore: Bool) -> DeviceEvent? {
        switch state {
        case .unknown:
            let first = firstReason ?? reason
            firstReason = first
            guard !hasMore else { return nil }
            state = .failing
            return .absent(role, reason: first)
        case .working:
            state = .failing
            return .lost(role, reason: reason)
        case .failing: return nil
        }
    }
}

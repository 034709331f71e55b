import CallEngine

/// Flows in the order of their coming, where each may leave at any time. Every operation takes constant time on average:
/// thousands of lines share one socket.
struct FlowQueue: Sendable {
    private struct Place {
        var flow: FlowID
        var arrival: Int
    }

    /// Those that left stay here until they are many, or reach the front.
    private var places: [Place] = []
    private var head = 0
    private var arrivals: [FlowID: Int] = [:]
    private var lastArrival = 0

    var isEmpty: Bool { arrivals.isEmpty }
    var count: Int { arrivals.count }

    /// The oldest that is still there.
    var first: FlowID? { head < places.count ? places[head].flow : nil }

    /// All that are still there, oldest first.
    var all: [FlowID] { places[head...].filter(isThere).map(\.flow) }

    mutating func append(_ flow: FlowID) {
        guard arrivals[flow] == nil else { return }
        lastArrival += 1
        arrivals[flow] = lastArrival
        places.append(Place(flow: flow, arrival: lastArrival))
    }

    mutating func remove(_ flow: FlowID) {
        guard arrivals.removeValue(forKey: flow) != nil else { return }
        if places.count > 2 * arrivals.count + 16 {
            places = places[head...].filter(isThere)
            head = 0
        }
        while head < places.count, !isThere(places[head]) { head += 1 }
    }

    private func isThere(_ place: Place) -> Bool { arrivals[place.flow] == place.arrival }
}

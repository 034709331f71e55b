import SIP
import Time

/// What the network does to what passes between the program and the exchange.
struct NetworkConditions: Sendable, Equatable {
    /// Nothing passes until then.
    var isDown = false
    /// When it returns by itself.
    var returnsAt: Instant?
    /// Shares from 0 to 1.
    var loss = 0.0
    var duplication = 0.0
    var delay = Duration.zero
    /// The most that a packet comes later than the delay.
    var jitter = Duration.zero

    func isDown(at now: Instant) -> Bool { isDown && (returnsAt.map { now < $0 } ?? true) }
}

/// One direction of one kind of packets. Its chances come from a fixed seed: a scenario meets the same ones each time.
struct NetworkPath: Sendable {
    private var chances: Randomness
    private var lastDue: Instant?

    init(seed: String) { chances = Randomness(seed: Array(seed.utf8)) }

    /// When a packet that sets out now arrives: never, once or twice.
    mutating func arrivals(_ conditions: NetworkConditions, at now: Instant) -> [Instant] {
        // Three chances a packet, whatever they are used for: the next packet meets the same ones.
        let isLost = share() < conditions.loss
        let isDoubled = share() < conditions.duplication
        let late = conditions.jitter * share()
        guard !conditions.isDown(at: now), !isLost else { return [] }
        // Queues hold packets back; they do not let one pass another.
        let due = max(lastDue ?? now, now + conditions.delay + late)
        lastDue = due
        return isDoubled ? [due, due] : [due]
    }

    private mutating func share() -> Double { Double.random(in: 0..<1, using: &chances) }
}

/// What is on its way, the next to arrive first.
struct DeliveryQueue<Item: Sendable>: Sendable {
    private var waiting: [(due: Instant, item: Item)] = []
    /// More are lost, as a full queue of a network loses them.
    private let most: Int

    init(most: Int) { self.most = most }

    var nextDue: Instant? { waiting.first?.due }

    mutating func add(_ item: Item, due: Instant) {
        guard waiting.count < most else { return }
        let place = waiting.lastIndex { $0.due <= due }.map { $0 + 1 } ?? 0
        waiting.insert((due, item), at: place)
    }

    mutating func takeDue(at now: Instant) -> [Item] {
        let count = waiting.firstIndex { $0.due > now } ?? waiting.count
        defer { waiting.removeFirst(count) }
        return waiting.prefix(count).map(\.item)
    }
}

import Time

/// What was confirmed and has not come to its server yet: nothing of it is lost, and nothing that a server confirmed is sent twice.
///
/// An item is `sending` on the disk before its request leaves. Where no answer comes, and after a kill, the server is asked by the item's
/// key before anything is repeated; where it cannot be asked the item is uncertain and the agent decides. Events of calls carry a key by
/// which a receiver knows a repetition, so they are repeated.
///
/// Items of one call and connector go one after the other. One that is refused or uncertain holds up nothing: the agent's decision may
/// take days, and what follows is a record of its own.
public struct Outbox: Sendable {
    /// By number.
    public internal(set) var items: [OutboxItem] = []
    let connectors: [String: OutboxTraits]
    let pace: OutboxPace
    var jitter: Jitter
    /// When each item is due that is under way.
    var due: [String: Instant] = [:]
    /// What a conversation is about now: one a connector.
    var inFlight: Set<String> = []
    /// What the agent decided about an item while its conversation goes on.
    var decided: [String: OutboxDecision] = [:]
    /// Items whose request leaves with the last input, once they are on the disk.
    private var leaving: Set<String> = []
    /// Taken, and not known to be on the disk.
    var fresh: Set<String> = []
    /// Changed, and not written: written again at the moment.
    var unwritten: [String: Instant] = [:]
    var deniedBy: Set<String> = []
    private var nextNumber = 1

    /// - Parameter seed: random, so that many phones do not come at one moment.
    public init(connectors: [String: OutboxTraits], pace: OutboxPace = OutboxPace(), seed: UInt64) {
        self.connectors = connectors
        self.pace = pace
        jitter = Jitter(state: seed)
    }

    /// When something is due; nil: nothing is.
    public var nextDeadline: Instant? {
        let starts = startable.compactMap { due[items[$0].key] }
        return (starts + unwritten.values).min()
    }

    public mutating func handle(_ input: OutboxInput, at now: Instant) -> [OutboxAction] {
        if case .unkept = input {} else { leaving = [] }
        return switch input {
        case .opened(let items, let last): open(items, last, at: now)
        case .submit(let record): submit(record, at: now)
        case .tell(let event, let connector, let key): tell(event, connector, key, at: now)
        case .outcome(let key, let outcome): take(outcome, of: key, at: now)
        case .unkept(let key, let reason): notKept(key, reason, at: now)
        case .told(let key, let news): told(key, news)
        case .decide(let key, let decision): decide(key, decision, at: now)
        case .erase(let person, let calls): erase(person, calls)
        case .timeout: start(at: now)
        }
    }

    // MARK: Coming in

    private mutating func open(_ known: [OutboxItem], _ last: Int, at now: Instant) -> [OutboxAction] {
        items = known.sorted { $0.number < $1.number }
        nextNumber = max(items.last?.number ?? 0, last) + 1
        var actions: [OutboxAction] = []
        for index in items.indices {
            due[items[index].key] = now + jitter.part(of: pace.spread)
            if items[index].isDropWanted, !items[index].state.isFinished {
                items[index].drop()
                actions.append(.keep(items[index]))
            }
            if items[index].state == .sending { actions += doubt(index, nil, at: now) }
            if let news = items[index].news, !actions.contains(.tell(key: items[index].key, news)) {
                actions.append(.tell(key: items[index].key, news))
            }
        }
        return actions
    }

    private mutating func submit(_ record: IncidentRecord, at now: Instant) -> [OutboxAction] {
        // The same record confirmed again, by a key pressed twice or a program that was killed in between.
        if let index = place(of: record.id) { return items[index].news.map { [.tell(key: record.id, $0)] } ?? [] }
        guard items.count(where: { !$0.isEvent && !$0.state.isFinished }) < Limits.waitingIncidents else {
            return [.reject(key: record.id, .full)]
        }
        var item = OutboxItem(
            key: record.id, number: nextNumber, connector: record.connector, call: record.call,
            content: .record(record))
        item.news = .kept
        add(item, at: now)
        return [.keep(item), .tell(key: item.key, .kept)]
    }

    private mutating func tell(
        _ event: CallEvent, _ connector: String, _ key: String, at now: Instant
    ) -> [OutboxAction] {
        var actions: [OutboxAction] = []
        if items.count(where: \.isEvent) >= Limits.waitingEvents,
            let oldest = items.firstIndex(where: { $0.isEvent && !inFlight.contains($0.key) })
        {
            actions.append(forget(oldest))
        }
        let item = OutboxItem(
            key: key, number: nextNumber, connector: connector, call: event.call, content: .event(event))
        add(item, at: now)
        return actions + [.keep(item)]
    }

    private mutating func add(_ item: OutboxItem, at now: Instant) {
        nextNumber += 1
        items.append(item)
        fresh.insert(item.key)
        due[item.key] = now
    }

    // MARK: Going out

    /// The items whose turn it is, whenever they are due: the first of its call, of a connector that is free and known.
    private var startable: [Int] {
        struct Queue: Hashable {
            var connector: String
            var call: String
        }
        let busy = Set(items.filter { inFlight.contains($0.key) }.map(\.connector))
        var taken: Set<Queue> = []
        return items.indices.filter { index in
            let item = items[index]
            guard item.state.isUnderWay else { return false }
            let isFirst = item.call.map { taken.insert(Queue(connector: item.connector, call: $0)).inserted } ?? true
            return isFirst && connectors[item.connector] != nil && !busy.contains(item.connector)
        }
    }

    private mutating func start(at now: Instant) -> [OutboxAction] {
        var actions: [OutboxAction] = []
        for (key, moment) in unwritten where moment <= now {
            unwritten[key] = nil
            if let index = place(of: key) {
                actions.append(.keep(items[index]))
                if let news = items[index].news { actions.append(.tell(key: key, news)) }
            }
        }
        var busy: Set<String> = []
        for index in startable where due[items[index].key].map({ $0 <= now }) == true {
            guard busy.insert(items[index].connector).inserted else { continue }
            inFlight.insert(items[index].key)
            fresh.remove(items[index].key)
            items[index].attempts += 1
            if items[index].state == .asking {
                actions.append(.ask(items[index]))
            } else {
                items[index].state = .sending
                items[index].absences = 0
                leaving.insert(items[index].key)
                actions += [.keep(items[index]), .send(items[index])]
            }
        }
        return actions
    }

    private mutating func notKept(_ key: String, _ reason: String, at now: Instant) -> [OutboxAction] {
        guard let index = place(of: key) else { return [] }
        if fresh.contains(key) {
            let isRecord = !items[index].isEvent
            _ = forget(index)
            return isRecord ? [.reject(key: key, .unkept(reason))] : []
        }
        if inFlight.contains(key) {
            // What has left is written with its outcome.
            guard leaving.remove(key) != nil else { return [] }
            inFlight.remove(key)
            if items[index].state == .sending { items[index].state = .waiting }
            due[key] = now + pause(after: items[index].attempts)
        } else {
            unwritten[key] = now + pause(after: 1)
        }
        return []
    }

    private mutating func told(_ key: String, _ news: IncidentNews) -> [OutboxAction] {
        fresh.remove(key)
        guard let index = place(of: key), items[index].news == news else { return [] }
        items[index].news = nil
        return [items[index].isErased && items[index].state.isFinished ? forget(index) : .keep(items[index])]
    }

    // MARK: Bookkeeping

    func place(of key: String) -> Int? { items.lastIndex { $0.key == key } }

    mutating func forget(_ index: Int) -> OutboxAction {
        let key = items[index].key
        items.remove(at: index)
        due[key] = nil
        fresh.remove(key)
        inFlight.remove(key)
        decided[key] = nil
        unwritten[key] = nil
        return .forget(key: key)
    }

    mutating func forgetFinished() -> [OutboxAction] {
        let finished = items.filter { $0.state.isFinished && $0.news == nil }
        return finished.dropLast(Limits.finishedItems).compactMap { item in
            place(of: item.key).map { forget($0) }
        }
    }

    /// Doubled by each attempt, and no two phones the same.
    mutating func pause(after attempts: Int) -> Duration {
        let whole = min(pace.longest, pace.first * (1 << min(max(0, attempts - 1), 20)))
        return whole / 2 + jitter.part(of: whole / 2)
    }
}

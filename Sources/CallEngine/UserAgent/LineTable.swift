import SIP
import Time

/// The lines by their place in the configuration, and the ways to find one without looking at the others.
///
/// `lines[index]` reads and changes a line; whatever was changed is looked at again before the next search.
struct LineTable: Sendable, Equatable {
    /// What a line is found by, as it was when last looked at.
    private struct Facets: Sendable, Equatable {
        var flows: [FlowID] = []
        var deadline: Instant?
    }

    private var lines: [AccountLine]
    private var known: [Facets]
    private var isStale: [Bool]
    private var stale: [Int]

    /// The lines of each user, in the configuration's order; it never changes.
    private var users: [String: [Int]] = [:]
    private var flows: [FlowID: [Int]] = [:]
    private var deadlines = DeadlineQueue<Int>()

    init(_ lines: [AccountLine]) {
        self.lines = lines
        known = lines.map { _ in Facets() }
        isStale = lines.map { _ in true }
        stale = Array(lines.indices)
        for (index, line) in lines.enumerated() {
            if let user = line.user { users[user, default: []].append(index) }
        }
        lookAgain()
    }

    // MARK: Searches, each in the configuration's order

    func indices(user: String) -> [Int] { users[user] ?? [] }

    /// The lines that use a flow.
    mutating func indices(on flow: FlowID) -> [Int] {
        lookAgain()
        return flows[flow] ?? []
    }

    /// Whether no line uses a flow. Right after `lookAgain` alone.
    func isFree(_ flow: FlowID) -> Bool { flows[flow] == nil }

    /// The lines whose `nextDeadline` has come, the earliest first; each must be served.
    mutating func takeDue(at now: Instant) -> [Int] {
        lookAgain()
        let due = deadlines.takeDue(at: now)
        for index in due {
            known[index].deadline = nil
            touch(index)
        }
        return due
    }

    /// The earliest deadline of a line. Right after `lookAgain` alone, which every input ends with.
    var nextDeadline: Instant? { deadlines.earliest }

    // MARK: Upkeep

    mutating func lookAgain() {
        guard !stale.isEmpty else { return }
        for index in stale {
            isStale[index] = false
            let line = lines[index]
            let facets = Facets(flows: line.flows, deadline: line.nextDeadline)
            let old = known[index]
            guard facets != old else { continue }
            known[index] = facets
            if facets.flows != old.flows {
                for flow in old.flows { Self.remove(index, from: &flows, flow) }
                for flow in facets.flows { Self.insert(index, into: &flows, flow) }
            }
            deadlines.set(index, at: facets.deadline, rank: UInt64(clamping: index))
        }
        stale.removeAll(keepingCapacity: true)
    }

    private mutating func touch(_ index: Int) {
        guard !isStale[index] else { return }
        isStale[index] = true
        stale.append(index)
    }

    private static func insert<Key: Hashable>(_ index: Int, into table: inout [Key: [Int]], _ key: Key) {
        let place = table[key]?.partition(of: index) ?? 0
        guard table[key]?.dropFirst(place).first != index else { return }
        table[key, default: []].insert(index, at: place)
    }

    private static func remove<Key: Hashable>(_ index: Int, from table: inout [Key: [Int]], _ key: Key) {
        guard let place = table[key]?.partition(of: index), table[key]?.dropFirst(place).first == index else { return }
        table[key]?.remove(at: place)
        if table[key]?.isEmpty == true { table[key] = nil }
    }
}

extension LineTable: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { lines.count }

    subscript(index: Int) -> AccountLine {
        get { lines[index] }
        _modify {
            touch(index)
            yield &lines[index]
        }
    }
}

extension [Int] {
    /// The place of a number in a rising list, or where it would stand.
    fileprivate func partition(of number: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

import Time

/// Keys with a deadline each, the earliest at hand: a binary heap that knows the place of every key. Setting, moving and
/// removing cost the logarithm of their number, asking for the earliest nothing. A key is looked up once for each of them:
/// while entries change places, they are known by their seats.
///
/// Keys of one deadline come in the order of their ranks, so that the same inputs always give the same order.
///
/// All of it is inlinable: another module's key would else be moved as its description at run time says, which is slow.
@frozen
public struct DeadlineQueue<Key: Hashable & Sendable>: Sendable, Equatable {
    @usableFromInline
    struct Entry: Sendable, Equatable {
        @usableFromInline var deadline: Instant
        @usableFromInline var rank: UInt64
        @usableFromInline var key: Key
        @usableFromInline var seat: Int

        @inlinable
        init(deadline: Instant, rank: UInt64, key: Key, seat: Int) {
            self.deadline = deadline
            self.rank = rank
            self.key = key
            self.seat = seat
        }

        @inlinable
        func comes(before other: Entry) -> Bool {
            deadline == other.deadline ? rank < other.rank : deadline < other.deadline
        }
    }

    /// No entry comes before that of its parent, whose place is (place − 1) / 2.
    @usableFromInline var heap: [Entry] = []
    /// The seat of each key, its own as long as it waits.
    @usableFromInline var seats: [Key: Int] = [:]
    /// The place in the heap of each seat; of one that is free, anything.
    @usableFromInline var places: [Int] = []
    @usableFromInline var free: [Int] = []

    @inlinable
    public init() {}

    /// The earliest deadline; nil: nothing waits.
    @inlinable
    public var earliest: Instant? { heap.first?.deadline }

    @inlinable
    public var count: Int { heap.count }

    @inlinable
    public func deadline(of key: Key) -> Instant? { seats[key].map { heap[places[$0]].deadline } }

    /// Every key, in no order that means anything.
    @inlinable
    public var keys: some Collection<Key> { seats.keys }

    /// Sets or moves the deadline of a key; nil takes it out.
    /// - Parameter rank: decides between equal deadlines, the lowest first.
    @inlinable
    public mutating func set(_ key: Key, at deadline: Instant?, rank: UInt64) {
        guard let deadline else { return remove(key) }
        if let seat = seats[key] {
            let place = places[seat]
            guard heap[place].deadline != deadline || heap[place].rank != rank else { return }
            heap[place].deadline = deadline
            heap[place].rank = rank
            settle(place)
        } else {
            let seat = takeSeat()
            seats[key] = seat
            places[seat] = heap.count
            heap.append(Entry(deadline: deadline, rank: rank, key: key, seat: seat))
            rise(heap.count - 1)
        }
    }

    @inlinable
    public mutating func remove(_ key: Key) {
        guard let seat = seats.removeValue(forKey: key) else { return }
        let place = places[seat]
        free.append(seat)
        let last = heap.removeLast()
        guard place < heap.count else { return }
        heap[place] = last
        places[last.seat] = place
        settle(place)
    }

    @inlinable
    mutating func takeSeat() -> Int {
        if let seat = free.popLast() { return seat }
        places.append(0)
        return places.count - 1
    }

    /// Takes out all whose deadline has come, the earliest first.
    @inlinable
    public mutating func takeDue(at now: Instant) -> [Key] {
        var due: [Key] = []
        while let first = heap.first, first.deadline <= now {
            due.append(first.key)
            remove(first.key)
        }
        return due
    }

    /// Takes out the first of all; nil: there is none.
    @inlinable
    public mutating func takeFirst() -> Key? {
        guard let first = heap.first else { return nil }
        remove(first.key)
        return first.key
    }

    /// Brings the entry at a place to where it belongs, up or down.
    @inlinable
    mutating func settle(_ place: Int) {
        rise(place)
        sink(place)
    }

    @inlinable
    mutating func rise(_ start: Int) {
        var place = start
        while place > 0, heap[place].comes(before: heap[(place - 1) / 2]) {
            exchange(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    @inlinable
    mutating func sink(_ start: Int) {
        var place = start
        while true {
            var first = place
            var child = 2 * place + 1
            while child <= 2 * place + 2, child < heap.count {
                if heap[child].comes(before: heap[first]) { first = child }
                child += 1
            }
            guard first != place else { return }
            exchange(place, first)
            place = first
        }
    }

    @inlinable
    mutating func exchange(_ one: Int, _ other: Int) {
        heap.swapAt(one, other)
        places[heap[one].seat] = one
        places[heap[other].seat] = other
    }
}

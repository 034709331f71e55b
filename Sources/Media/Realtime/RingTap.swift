import Synchronization

/// The counters of a ring, in its one allocation, before its samples. Producer's and consumer's lie on own cache lines.
struct RingCounters: ~Copyable {
    let writePosition = Atomic<Int>(0)
    let overrunSamples = Atomic<Int>(0)
    let flushPosition = Atomic<Int>(0)
    private let padding: (Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0)
    let readPosition = Atomic<Int>(0)
    let underrunSamples = Atomic<Int>(0)
    let cutPosition = Atomic<Int>(0)
    let skippedSamples = Atomic<Int>(0)
    let missingSamples = Atomic<Int>(0)
}

/// A trivial view of a `SampleRing`'s storage for real-time code: no lock, allocation or reference counting.
/// The ring owns the storage; whoever holds a tap also holds its ring.
public struct RingTap: @unchecked Sendable, BitwiseCopyable {
    let counters: UnsafeMutablePointer<RingCounters>
    let samples: UnsafeMutablePointer<Int16>
    let capacity: Int

    /// - Parameter capacity: a power of two.
    init(capacity: Int) {
        precondition(capacity > 0 && capacity & (capacity - 1) == 0, "a ring's capacity is a power of two")
        let header = (MemoryLayout<RingCounters>.size + 63) & ~63
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: header + capacity * MemoryLayout<Int16>.size, alignment: 64)
        counters = raw.bindMemory(to: RingCounters.self, capacity: 1)
        counters.initialize(to: RingCounters())
        samples = (raw + header).bindMemory(to: Int16.self, capacity: capacity)
        samples.initialize(repeating: 0, count: capacity)
        self.capacity = capacity
    }

    func deallocate() {
        counters.deinitialize(count: 1)
        UnsafeMutableRawPointer(counters).deallocate()
    }

    /// Samples written since the start.
    public var writePosition: Int { counters.pointee.writePosition.load(ordering: .acquiring) }
    /// Samples read or skipped since the start.
    public var readPosition: Int { counters.pointee.readPosition.load(ordering: .acquiring) }

    /// Samples that wait and that no flush has condemned.
    public var readableCount: Int {
        let read = readPosition
        let flush = counters.pointee.flushPosition.load(ordering: .acquiring)
        return max(0, writePosition &- max(read, flush))
    }

    /// Samples that take room in the ring, condemned or not.
    var occupiedCount: Int {
        let read = readPosition
        return max(0, writePosition &- read)
    }

    /// Where the sample of a position lies.
    @_noLocks func slot(_ position: Int) -> UnsafeMutablePointer<Int16> { samples + (position & (capacity &- 1)) }

    /// How many of `count` samples from a position on lie in one piece; the others begin the ring anew.
    @_noLocks func runLength(from position: Int, of count: Int) -> Int {
        min(count, capacity &- (position & (capacity &- 1)))
    }

    /// The library's own copying counts, for real-time code, as one that may free memory.
    @_noLocks private static func copy(
        _ source: UnsafePointer<Int16>, to target: UnsafeMutablePointer<Int16>, count: Int
    ) {
        var index = 0
        while index < count {
            target[index] = source[index]
            index &+= 1
        }
    }

    /// Producer: appends what fits, counts what does not. Returns the samples taken.
    @_noLocks public func write(_ source: UnsafePointer<Int16>, count: Int) -> Int {
        let position = counters.pointee.writePosition.load(ordering: .relaxed)
        let read = counters.pointee.readPosition.load(ordering: .acquiring)
        let taken = min(max(count, 0), capacity &- (position &- read))
        let untilEnd = runLength(from: position, of: taken)
        Self.copy(source, to: slot(position), count: untilEnd)
        Self.copy(source + untilEnd, to: samples, count: taken &- untilEnd)
        counters.pointee.writePosition.store(position &+ taken, ordering: .releasing)
        if taken < count {
            _ = counters.pointee.overrunSamples.wrappingAdd(count &- taken, ordering: .relaxed)
        }
        return taken
    }

    /// Consumer: carries out a pending flush. Returns where reading goes on.
    @_noLocks func carryOutFlush() -> Int {
        let position = counters.pointee.readPosition.load(ordering: .relaxed)
        let flush = counters.pointee.flushPosition.load(ordering: .acquiring)
        guard flush > position else { return position }
        counters.pointee.cutPosition.store(position, ordering: .releasing)
        _ = counters.pointee.skippedSamples.wrappingAdd(flush &- position, ordering: .relaxed)
        counters.pointee.readPosition.store(flush, ordering: .releasing)
        return flush
    }

    /// Consumer: copies up to `count` samples. Returns how many were there; the rest of `target` is left as it was.
    @_noLocks public func read(into target: UnsafeMutablePointer<Int16>, count: Int) -> Int {
        let position = carryOutFlush()
        let written = counters.pointee.writePosition.load(ordering: .acquiring)
        let taken = min(max(count, 0), written &- position)
        let untilEnd = runLength(from: position, of: taken)
        Self.copy(slot(position), to: target, count: untilEnd)
        Self.copy(samples, to: target + untilEnd, count: taken &- untilEnd)
        finishRead(from: position, taken: taken, wanted: count)
        return taken
    }

    /// Consumer: publishes a read and counts what was missing, and that in the middle of a sound by itself.
    @_noLocks func finishRead(from position: Int, taken: Int, wanted: Int) {
        counters.pointee.readPosition.store(position &+ taken, ordering: .releasing)
        guard taken < wanted else { return }
        _ = counters.pointee.missingSamples.wrappingAdd(wanted &- taken, ordering: .relaxed)
        if taken > 0 { _ = counters.pointee.underrunSamples.wrappingAdd(wanted &- taken, ordering: .relaxed) }
    }

    /// Consumer: skips the oldest samples so that at most `count` wait.
    @_noLocks public func discardOldest(keeping count: Int) {
        let position = carryOutFlush()
        let written = counters.pointee.writePosition.load(ordering: .acquiring)
        let excess = written &- position &- max(count, 0)
        guard excess > 0 else { return }
        _ = counters.pointee.skippedSamples.wrappingAdd(excess, ordering: .relaxed)
        counters.pointee.readPosition.store(position &+ excess, ordering: .releasing)
    }

    /// Any thread: condemns all that has been written until now.
    @_noLocks public func flush() {
        let written = counters.pointee.writePosition.load(ordering: .acquiring)
        _ = counters.pointee.flushPosition.max(written, ordering: .acquiringAndReleasing)
    }
}

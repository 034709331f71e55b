import Synchronization

/// A ring of 48 kHz Int16 samples between exactly one producer thread and one consumer thread, without a lock.
///
/// All its storage is one allocation made by `init`. Positions count samples since the start and never wrap in practice
/// (64 bits). The producer alone stores `writePosition`, the consumer alone `readPosition`; each is released after the
/// samples it stands for and acquired by the other side.
///
/// **Drop policy.** A full ring refuses the newest samples: `write` takes what fits and counts the rest as overrun, so
/// what was promised to the listener is played whole. A consumer that came late keeps latency short with
/// `discardOldest(keeping:)`. `flush()` may be called by any thread: the consumer's next `read` skips all that had been
/// written by then.
public final class SampleRing: Sendable {
    /// The view that real-time code holds: no reference counting. It must not outlive its ring.
    public let tap: RingTap

    /// - Parameter minimumCapacity: samples that fit at least; rounded up to a power of two within
    ///   `RealtimeLimits.ringSamples`.
    public init(minimumCapacity: Int) {
        let wanted = min(max(minimumCapacity, RealtimeLimits.periodSamples), RealtimeLimits.ringSamples)
        var capacity = 1
        while capacity < wanted { capacity <<= 1 }
        tap = RingTap(capacity: capacity)
    }

    deinit { tap.deallocate() }

    /// Samples that fit into the ring.
    public var capacity: Int { tap.capacity }
    /// Samples that wait to be read.
    public var readableCount: Int { tap.readableCount }
    /// Samples that can be written now.
    public var writableCount: Int { tap.capacity &- tap.occupiedCount }
    /// Samples written since the start.
    public var writePosition: Int { tap.writePosition }
    /// Samples read or skipped since the start.
    public var readPosition: Int { tap.readPosition }
    /// Samples refused because the ring was full.
    public var overrunSamples: Int { tap.counters.pointee.overrunSamples.load(ordering: .relaxed) }
    /// Samples that a reader wanted and that were not there.
    public var underrunSamples: Int { tap.counters.pointee.underrunSamples.load(ordering: .relaxed) }
    /// Samples that a reader wanted and that were not there, whole periods of nothing as well.
    public var missingSamples: Int { tap.counters.pointee.missingSamples.load(ordering: .relaxed) }
    /// Where the last flush cut: all before it was read or skipped.
    public var cutPosition: Int { tap.counters.pointee.cutPosition.load(ordering: .acquiring) }
    /// Samples that flushes and `discardOldest` skipped unread.
    public var skippedSamples: Int { tap.counters.pointee.skippedSamples.load(ordering: .relaxed) }

    /// Producer: appends what fits. Returns the samples taken.
    @discardableResult
    public func write(_ samples: Span<Int16>) -> Int {
        samples.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return tap.write(base, count: buffer.count)
        }
    }

    /// Consumer: fills the front of `samples`, zeroes the rest. Returns the samples that were there.
    @discardableResult
    public func read(into samples: inout MutableSpan<Int16>) -> Int {
        samples.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            let count = tap.read(into: base, count: buffer.count)
            for index in count..<buffer.count { base[index] = 0 }
            return count
        }
    }

    /// Consumer: skips the oldest samples so that at most `count` wait.
    public func discardOldest(keeping count: Int) { tap.discardOldest(keeping: count) }

    /// Any thread: the next read skips all that has been written until now (cut within one period).
    public func flush() { tap.flush() }
}

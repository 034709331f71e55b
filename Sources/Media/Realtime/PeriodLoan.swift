import Synchronization

/// The work of each 10 ms that a thread lends to another, whose clock runs anyway: a call wakes the processor once for both,
/// which is much of what it costs. Where the headset plays into nothing, a microphone that is no card is lent to its thread, and
/// the headset to the media loop while calls are up.
///
/// `run` takes a lock for each period, which the rules of real-time threads forbid otherwise: the other side holds it only to
/// lend and to take back.
public final class PeriodLoan: Sendable {
    private struct Lent {
        var work: @Sendable () -> Void
        var wake: @Sendable () -> Void
    }

    private let lent = Mutex<Lent?>(nil)
    private let wanted = Atomic<Bool>(false)
    private let passed = Atomic<Int>(0)

    public init() {}

    // MARK: Who borrows

    /// From now on `run` is called each period.
    public func begin() { wanted.store(true, ordering: .releasing) }

    /// It is called no more: who lends is woken.
    public func end() {
        wanted.store(false, ordering: .releasing)
        lent.withLock { $0?.wake() }
    }

    /// Whether there is work of each period.
    public var isLent: Bool { lent.withLock { $0 != nil } }

    /// Does the work of a period, if any is lent.
    public func run() {
        _ = passed.wrappingAdd(1, ordering: .relaxed)
        // Within the lock: once it is taken back, its own thread does it.
        lent.withLock { $0?.work() }
    }

    // MARK: Who lends

    public var isWanted: Bool { wanted.load(ordering: .acquiring) }

    /// Calls of `run` until now: who borrows may be held up.
    public var periods: Int { passed.load(ordering: .relaxed) }

    /// - Parameters:
    ///   - work: must not block.
    ///   - wake: called at the end.
    public func lend(_ work: @escaping @Sendable () -> Void, wake: @escaping @Sendable () -> Void) {
        lent.withLock { $0 = Lent(work: work, wake: wake) }
    }

    /// None of the work is done by another thread after this.
    public func takeBack() { lent.withLock { $0 = nil } }
}

import Media
import Synchronization

/// The microphone and the headset where neither is a card: the headset's thread does the microphone's period at its own tick, so
/// that a call wakes the processor once for both.
final class HeadsetTick: Sendable {
    private let lent = Mutex<MicrophoneSource?>(nil)
    private let isKeptNow = Atomic<Bool>(false)
    private let passed = Atomic<Int>(0)
    private let change = WakeSignal()

    // MARK: The headset's thread

    /// From now on `capture` is called each period.
    func begin() { isKeptNow.store(true, ordering: .releasing) }

    func end() {
        isKeptNow.store(false, ordering: .releasing)
        change.wake()
    }

    /// Hands the microphone's next sound on, unless it has its own thread's time.
    func capture(_ mono: UnsafeMutablePointer<Int16>, count: Int, by path: RealtimePath) {
        _ = passed.wrappingAdd(1, ordering: .relaxed)
        lent.withLock { source in
            guard source?.fill(mono, count: count) != nil else { return }
            // Within the lock: once it is taken back, its own thread captures.
            path.capture(mono, count: count)
        }
    }

    // MARK: The microphone's thread

    var isKept: Bool { isKeptNow.load(ordering: .acquiring) }

    func lend(_ source: MicrophoneSource) { lent.withLock { $0 = source } }

    /// The source as it is now; none of its sound is captured by the headset's thread after this.
    func takeBack() -> MicrophoneSource? { lent.withLock { $0.take() } }

    /// The headset's periods until now: a slow disk may hold its thread.
    var periods: Int { passed.load(ordering: .relaxed) }

    /// Waits until the headset's tick has ended or `wake` is called, half a second at most.
    func wait() { change.wait(milliseconds: 500) }

    // MARK: Any thread

    /// The microphone is to be another, or to end.
    func wake() { change.wake() }
}

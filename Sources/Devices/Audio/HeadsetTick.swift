import Synchronization

/// The microphone and the headset where neither is a card: the headset's thread does the microphone's period at its own tick, so
/// that a call wakes the processor once for both.
final class HeadsetTick: Sendable {
    private let lent = Mutex<MicrophoneSource?>(nil)
    private let isKeptNow = Atomic<Bool>(false)
    private let change = WakeSignal()

    // MARK: The headset's thread

    /// From now on `fill` is called each period.
    func begin() { isKeptNow.store(true, ordering: .releasing) }

    func end() {
        isKeptNow.store(false, ordering: .releasing)
        change.wake()
    }

    /// The microphone's next sound; false where it has its own thread's time.
    func fill(_ mono: UnsafeMutablePointer<Int16>, count: Int) -> Bool {
        lent.withLock { $0?.fill(mono, count: count) } != nil
    }

    // MARK: The microphone's thread

    var isKept: Bool { isKeptNow.load(ordering: .acquiring) }

    func lend(_ source: MicrophoneSource) { lent.withLock { $0 = source } }

    /// The source as it is now; none of its sound is captured by the headset's thread after this.
    func takeBack() -> MicrophoneSource? { lent.withLock { $0.take() } }

    /// Waits until the headset's tick has ended or `wake` is called, half a second at most.
    func wait() { change.wait(milliseconds: 500) }

    // MARK: Any thread

    /// The microphone is to be another, or to end.
    func wake() { change.wake() }
}

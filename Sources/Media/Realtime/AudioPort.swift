import Synchronization

#if FAULTS
    import Faults
#endif

/// What lies between a sound device's clock and the media loop: a ring of captured sound and a ring of sound to play.
///
/// The device's threads write `captured` and read `playout` through `RealtimePath`; the media loop does the reverse, in
/// frames of 10 ms. After each period the device's thread signals the eventfd that the shell gave (`wakeDescriptor`).
/// While `isCaptureRunning` or `isPlaybackRunning` is false the media loop paces that side by its own 10 ms timer.
public final class AudioPort: Sendable {
    /// Mono 48 kHz from the microphone. Producer: who calls `RealtimePath.capture`. Consumer: the media loop.
    public let captured: SampleRing
    /// Mono 48 kHz for the headset. Producer: the media loop. Consumer: who calls `RealtimePath.render`.
    public let playout: SampleRing
    /// What the headset was really given, mono 48 kHz, for echo control. Producer: who calls `RealtimePath.render`. Consumer:
    /// the media loop, where it wants it; else it is full and refuses.
    public let played: SampleRing
    #if FAULTS
        /// What of the voice goes to the peer as well; nil: nothing.
        public let leaked = Fault.voiceLeaks.isOn ? SampleRing(minimumCapacity: 480_000) : nil
    #endif
    /// The work of a headset's thread that plays into nothing: the media loop does it while calls are up.
    public let headset = PeriodLoan()
    private let captureRunning = Atomic<Bool>(false)
    private let playbackRunning = Atomic<Bool>(false)
    let microphoneSent = SharedFlag()
    private let target: Atomic<Int>
    private let descriptor: Atomic<Int32>

    /// - Parameters:
    ///   - playoutTargetSamples: how much sound the media loop keeps ready at least: the device's period.
    ///   - wakeDescriptor: an eventfd that the device's threads signal after each period, -1 for none.
    public init(playoutTargetSamples: Int = 480, wakeDescriptor: Int32 = -1) {
        captured = SampleRing(minimumCapacity: 1 << 14)
        playout = SampleRing(minimumCapacity: 1 << 14)
        played = SampleRing(minimumCapacity: 1 << 14)
        target = Atomic(playoutTargetSamples)
        descriptor = Atomic(wakeDescriptor)
    }

    deinit { microphoneSent.deallocate() }

    /// Set by the capture thread: whether it delivers sound on the device's clock.
    public var isCaptureRunning: Bool {
        get { captureRunning.load(ordering: .acquiring) }
        set { captureRunning.store(newValue, ordering: .releasing) }
    }

    /// Set by the playback thread: whether it takes sound on the device's clock.
    public var isPlaybackRunning: Bool {
        get { playbackRunning.load(ordering: .acquiring) }
        set { playbackRunning.store(newValue, ordering: .releasing) }
    }

    /// Set by the media loop: whether a call hears the microphone. Only then the agent hears it as well (`sideTone`).
    public var isMicrophoneSent: Bool {
        get { microphoneSent.load() }
        set { microphoneSent.store(newValue) }
    }

    /// How many samples the media loop keeps ready for the headset at least (480 to half the ring).
    public var playoutTargetSamples: Int {
        get { target.load(ordering: .relaxed) }
        set {
            let bounded = min(max(newValue, RealtimeLimits.frameSamples), playout.capacity / 2)
            target.store(bounded, ordering: .relaxed)
        }
    }

    /// The eventfd that wakes the media loop, -1 for none.
    public var wakeDescriptor: Int32 {
        get { descriptor.load(ordering: .relaxed) }
        set { descriptor.store(newValue, ordering: .relaxed) }
    }

    /// Media loop: the 10 ms frames of playout to produce now.
    /// - Parameter reserve: samples to keep ready beyond the least.
    public func playoutFramesWanted(reserve: Int) -> Int {
        let missing = min(playoutTargetSamples + reserve, playout.capacity / 2) - playout.readableCount
        guard missing > 0 else { return 0 }
        return (missing + RealtimeLimits.frameSamples - 1) / RealtimeLimits.frameSamples
    }

    /// Media loop: takes one whole 10 ms frame of microphone sound; false where less than that waits.
    /// After a stall of the loop the oldest sound is dropped so that no more than 100 ms of it is late.
    public func takeCapturedFrame(into frame: inout MutableSpan<Int16>) -> Bool {
        if captured.readableCount > RealtimeLimits.captureBacklogSamples {
            captured.discardOldest(keeping: RealtimeLimits.frameSamples)
        }
        guard captured.readableCount >= RealtimeLimits.frameSamples, frame.count >= RealtimeLimits.frameSamples
        else { return false }
        return captured.read(into: &frame) == frame.count
    }

    /// Media loop: hands one frame to the headset.
    public func putPlayoutFrame(_ frame: Span<Int16>) {
        playout.write(frame)
    }
}

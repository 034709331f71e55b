/// What one session gives to a conference: its decoded sound, kept between the clock that plays and the clock that sends.
///
/// The jitter buffer is popped on playback's clock, packets leave on capture's clock; both come in bursts of a device's
/// period and drift apart. So frames wait here until some are in store, and where they heap up the oldest are left out.
/// All storage is one allocation made by `init`. Confined to the media loop.
public final class ConferenceParty {
    /// Frames that must wait before the first is given: a device's usual period of 20 ms.
    static let storedFrames = 2
    /// Frames that may wait: more is delay that nobody needs.
    static let capacityFrames = 8

    private let samples: UnsafeMutableBufferPointer<Int16>
    /// The frame that `advance` gave, 480 samples.
    let current: UnsafeMutableBufferPointer<Int16>
    private var first = 0
    private(set) var waitingFrames = 0
    private var isFlowing = false

    public init() {
        samples = .allocate(capacity: Self.capacityFrames * RealtimeLimits.frameSamples)
        samples.initialize(repeating: 0)
        current = .allocate(capacity: RealtimeLimits.frameSamples)
        current.initialize(repeating: 0)
    }

    deinit {
        samples.deallocate()
        current.deallocate()
    }

    /// Playback's clock: one frame of 480 samples that the session plays.
    public func put(_ frame: Span<Int16>) {
        guard frame.count == RealtimeLimits.frameSamples else { return }
        if waitingFrames == Self.capacityFrames { leaveOut(Self.capacityFrames - Self.storedFrames) }
        let place = (first + waitingFrames) % Self.capacityFrames * RealtimeLimits.frameSamples
        for index in 0..<frame.count { samples[place + index] = frame[index] }
        waitingFrames += 1
    }

    /// Capture's clock: the next frame becomes the current one; silence where none waits.
    public func advance() {
        if waitingFrames >= Self.storedFrames { isFlowing = true }
        if waitingFrames == 0 { isFlowing = false }
        guard isFlowing else {
            for index in 0..<current.count { current[index] = 0 }
            return
        }
        let place = first * RealtimeLimits.frameSamples
        for index in 0..<current.count { current[index] = samples[place + index] }
        leaveOut(1)
    }

    /// A sample of the frame that `advance` gave, 0 to 479.
    public func sample(at index: Int) -> Int16 { current[index] }

    private func leaveOut(_ frames: Int) {
        first = (first + frames) % Self.capacityFrames
        waitingFrames -= frames
    }
}

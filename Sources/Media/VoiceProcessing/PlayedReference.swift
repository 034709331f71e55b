import Synchronization

/// What the loudspeaker played, in step with the microphone: frames of 480 samples from `AudioPort.played`.
///
/// The playback thread writes what it hands to the device, the media loop takes as much as it takes from the microphone; so
/// how much waits between says by how much the two clocks are apart. The two cards drift: single samples are left out or
/// repeated to keep that, and beyond the bounds the reference starts again, as late as it then must be.
public struct PlayedReference: Sendable {
    /// How late the reference starts at least, and at most: more than that would come after its echo.
    static let leads = RealtimeLimits.frameSamples...4 * RealtimeLimits.frameSamples
    /// Samples that wait at most.
    static let most = RealtimeLimits.captureBacklogSamples
    /// Frames over which the mean of what waits is taken.
    static let meanFrames = 100
    /// A mean that is further away is drift: 1 ms.
    static let tolerance = 48
    /// A sample is left out or repeated once in so many frames.
    static let correctionFrames = 4

    private var lead = leads.lowerBound
    private var isFlowing = false
    private var frames = 0
    private var waitingSum = 0
    /// The mean that the first second had; nil: not yet known.
    private var settled: Int?
    /// Samples to leave out; negative: to repeat.
    private(set) var correction = 0
    /// How often the reference started again.
    public private(set) var starts = 0

    public init() {}

    /// Fills one frame; silence where nothing is known.
    public mutating func next(_ frame: inout MutableSpan<Int16>, from ring: SampleRing) {
        let waiting = ring.readableCount
        if waiting > Self.most { isFlowing = false }
        if !isFlowing, waiting >= lead { start(ring) }
        guard isFlowing, frame.count == RealtimeLimits.frameSamples else { return Self.silence(&frame) }
        guard ring.readableCount > frame.count || (ring.readableCount == frame.count && correction <= 0) else {
            // Came too late: the next start leaves 5 ms more between the two.
            isFlowing = false
            lead = min(lead + RealtimeLimits.frameSamples / 2, Self.leads.upperBound)
            return Self.silence(&frame)
        }
        note(ring.readableCount)
        read(&frame, from: ring)
    }

    private mutating func start(_ ring: SampleRing) {
        ring.discardOldest(keeping: lead)
        isFlowing = true
        starts &+= 1
        frames = 0
        waitingSum = 0
        settled = nil
        correction = 0
    }

    private mutating func note(_ waiting: Int) {
        frames += 1
        waitingSum += waiting
        guard frames == Self.meanFrames else { return }
        let mean = waitingSum / frames
        frames = 0
        waitingSum = 0
        guard let settled else {
            settled = mean
            return
        }
        correction = abs(mean - settled) > Self.tolerance ? min(max(mean - settled, -25), 25) : 0
    }

    private mutating func read(_ frame: inout MutableSpan<Int16>, from ring: SampleRing) {
        let isTurn = frames % Self.correctionFrames == 0 && correction != 0
        guard isTurn, correction < 0 else {
            if isTurn {
                ring.discardOldest(keeping: ring.readableCount - 1)
                correction -= 1
            }
            ring.read(into: &frame)
            return
        }
        correction += 1
        ring.readRepeatingLast(into: &frame)
    }

    private static func silence(_ frame: inout MutableSpan<Int16>) {
        for index in 0..<frame.count { frame[index] = 0 }
    }
}

extension SampleRing {
    /// Consumer: fills `samples` with one sample less from the ring, whose last is repeated.
    func readRepeatingLast(into samples: inout MutableSpan<Int16>) {
        samples.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, buffer.count > 1 else { return }
            let count = tap.read(into: base, count: buffer.count - 1)
            for index in count..<buffer.count { base[index] = count > 0 ? base[count - 1] : 0 }
        }
    }
}

extension RingTap {
    /// Producer: appends the mean of both channels, as far as it fits. What does not fit, nobody wanted.
    @_noLocks func writeMean(ofStereo stereo: UnsafePointer<Int16>, frames: Int) {
        let position = counters.pointee.writePosition.load(ordering: .relaxed)
        let read = counters.pointee.readPosition.load(ordering: .acquiring)
        let taken = min(frames, capacity &- (position &- read))
        let mask = capacity &- 1
        var index = 0
        while index < taken {
            let sum = Int(stereo[2 &* index]) &+ Int(stereo[2 &* index &+ 1])
            samples[(position &+ index) & mask] = Int16(truncatingIfNeeded: sum / 2)
            index &+= 1
        }
        counters.pointee.writePosition.store(position &+ max(taken, 0), ordering: .releasing)
    }
}

import Synchronization

/// The sounds that a headset mixes.
public enum MixSource: Int, Sendable, CaseIterable {
    /// The far end of the call and its progress tones.
    case call
    /// The voice that announces.
    case speech
    /// The ring tone.
    case ringTone
    /// What the agent says, in their own ear; silence by default, and wherever no call hears it.
    case sideTone
}

/// What other threads set and read of one mixed source, each an atomic word.
struct MixControls: ~Copyable {
    /// Gains in 1/4096; 4,096 is unity.
    let leftGain = Atomic<Int>(4_096)
    let rightGain = Atomic<Int>(4_096)
    /// The factor that both are multiplied by while the voice speaks.
    let gainUnderVoice = Atomic<Int>(4_096)
    /// Samples really handed to the device.
    let playedSamples = Atomic<Int>(0)
    /// When the source last went from silence to sound: the caller's clock, and the ring's position. -1: never yet.
    let startedNanoseconds = Atomic<Int>(-1)
    let startedPosition = Atomic<Int>(-1)
    /// The position somebody waits for, and when it was reached. -1: not set, not reached.
    let watchedPosition = Atomic<Int>(-1)
    let watchedNanoseconds = Atomic<Int>(-1)
    /// Playback thread only: 1 while the last period had sound of this source.
    let isSounding = Atomic<Int>(0)
    /// Playback thread only: the gains that the last period ended with.
    let appliedLeft = Atomic<Int>(4_096)
    let appliedRight = Atomic<Int>(4_096)
}

/// A ring and the controls of its source, without reference counting.
struct MixChannel: @unchecked Sendable, BitwiseCopyable {
    let ring: RingTap
    let controls: UnsafeMutablePointer<MixControls>

    init(ring: RingTap) {
        self.ring = ring
        controls = .allocate(capacity: 1)
        controls.initialize(to: MixControls())
    }

    func deallocate() {
        controls.deinitialize(count: 1)
        controls.deallocate()
    }

    /// Adds up to `frames` samples of this source to interleaved stereo, saturating. A change of gain is spread over the
    /// period, so that nothing clicks.
    @_noLocks func mix(
        into stereo: UnsafeMutablePointer<Int16>, frames: Int, at nanoseconds: Int, isUnderVoice: Bool
    ) {
        let position = ring.carryOutFlush()
        let written = ring.counters.pointee.writePosition.load(ordering: .acquiring)
        let taken = min(frames, written &- position)
        let factor = isUnderVoice ? controls.pointee.gainUnderVoice.load(ordering: .relaxed) : 4_096
        let left = (controls.pointee.leftGain.load(ordering: .relaxed) &* factor) >> 12
        let right = (controls.pointee.rightGain.load(ordering: .relaxed) &* factor) >> 12
        let isNew = controls.pointee.isSounding.load(ordering: .relaxed) == 0
        let leftBefore = isNew ? left : controls.pointee.appliedLeft.load(ordering: .relaxed)
        let rightBefore = isNew ? right : controls.pointee.appliedRight.load(ordering: .relaxed)
        var ramp = GainRamp(from: (leftBefore, rightBefore), to: (left, right), samples: taken)
        let untilEnd = ring.runLength(from: position, of: taken)
        ramp.add(ring.slot(position), count: untilEnd, into: stereo)
        ramp.add(ring.samples, count: taken &- untilEnd, into: stereo + 2 &* untilEnd)
        controls.pointee.appliedLeft.store(left, ordering: .relaxed)
        controls.pointee.appliedRight.store(right, ordering: .relaxed)
        ring.finishRead(from: position, taken: taken, wanted: frames)
        note(position: position, taken: taken, at: nanoseconds)
    }

    /// Keeps the times that a transcript and a benchmark ask for.
    @_noLocks private func note(position: Int, taken: Int, at nanoseconds: Int) {
        let sounding = controls.pointee.isSounding.load(ordering: .relaxed)
        if taken > 0 {
            _ = controls.pointee.playedSamples.wrappingAdd(taken, ordering: .relaxed)
            if sounding == 0 {
                controls.pointee.startedPosition.store(position, ordering: .relaxed)
                controls.pointee.startedNanoseconds.store(nanoseconds, ordering: .releasing)
            }
        }
        controls.pointee.isSounding.store(taken > 0 ? 1 : 0, ordering: .relaxed)
        let watched = controls.pointee.watchedPosition.load(ordering: .acquiring)
        if watched >= 0 && position &+ taken > watched
            && controls.pointee.watchedNanoseconds.load(ordering: .relaxed) < 0
        {
            controls.pointee.watchedNanoseconds.store(nanoseconds, ordering: .releasing)
        }
    }
}

/// The gains of both ears on their way through a period, in 1/4096.
struct GainRamp: BitwiseCopyable {
    private var left: Int
    private var right: Int
    private let leftStep: Int
    private let rightStep: Int

    @_noLocks init(from before: (left: Int, right: Int), to after: (left: Int, right: Int), samples: Int) {
        left = before.left << 16
        right = before.right << 16
        leftStep = (after.left << 16 &- left) / max(samples, 1)
        rightStep = (after.right << 16 &- right) / max(samples, 1)
    }

    /// Adds mono samples to interleaved stereo, saturating.
    @_noLocks mutating func add(
        _ mono: UnsafePointer<Int16>, count: Int, into stereo: UnsafeMutablePointer<Int16>
    ) {
        if leftStep == 0, rightStep == 0 { return addSteadily(mono, count: count, into: stereo) }
        var index = 0
        while index < count {
            left = left &+ leftStep
            right = right &+ rightStep
            let sample = Int(mono[index])
            let slot = index &* 2
            stereo[slot] = saturated(Int(stereo[slot]) &+ (sample &* (left >> 16)) >> 12)
            stereo[slot &+ 1] = saturated(Int(stereo[slot &+ 1]) &+ (sample &* (right >> 16)) >> 12)
            index &+= 1
        }
    }

    /// As `add`, where no gain changes: nearly always. In 32 bits, several samples at a time: a sample times 16 fits.
    @_noLocks private func addSteadily(
        _ mono: UnsafePointer<Int16>, count: Int, into stereo: UnsafeMutablePointer<Int16>
    ) {
        let leftNow = Int32(truncatingIfNeeded: left >> 16)
        let rightNow = Int32(truncatingIfNeeded: right >> 16)
        var index = 0
        while index < count {
            let sample = Int32(mono[index])
            let slot = index &* 2
            let leftSum = Int32(stereo[slot]) &+ (sample &* leftNow) >> 12
            let rightSum = Int32(stereo[slot &+ 1]) &+ (sample &* rightNow) >> 12
            stereo[slot] = Int16(truncatingIfNeeded: min(max(leftSum, -32_768), 32_767))
            stereo[slot &+ 1] = Int16(truncatingIfNeeded: min(max(rightSum, -32_768), 32_767))
            index &+= 1
        }
    }
}

/// The nearest 16-bit sample.
@inlinable @_noLocks public func saturated(_ value: Int) -> Int16 {
    Int16(truncatingIfNeeded: min(max(value, -32_768), 32_767))
}

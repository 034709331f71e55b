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
        let mask = ring.capacity &- 1
        let factor = isUnderVoice ? controls.pointee.gainUnderVoice.load(ordering: .relaxed) : 4_096
        let left = (controls.pointee.leftGain.load(ordering: .relaxed) &* factor) >> 12
        let right = (controls.pointee.rightGain.load(ordering: .relaxed) &* factor) >> 12
        let isNew = controls.pointee.isSounding.load(ordering: .relaxed) == 0
        var leftNow = (isNew ? left : controls.pointee.appliedLeft.load(ordering: .relaxed)) << 16
        var rightNow = (isNew ? right : controls.pointee.appliedRight.load(ordering: .relaxed)) << 16
        let leftStep = (left << 16 &- leftNow) / max(taken, 1)
        let rightStep = (right << 16 &- rightNow) / max(taken, 1)
        var index = 0
        while index < taken {
            leftNow = leftNow &+ leftStep
            rightNow = rightNow &+ rightStep
            let sample = Int(ring.samples[(position &+ index) & mask])
            let slot = index &* 2
            stereo[slot] = saturated(Int(stereo[slot]) &+ (sample &* (leftNow >> 16)) >> 12)
            stereo[slot &+ 1] = saturated(Int(stereo[slot &+ 1]) &+ (sample &* (rightNow >> 16)) >> 12)
            index &+= 1
        }
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

/// The nearest 16-bit sample.
@inlinable @_noLocks public func saturated(_ value: Int) -> Int16 {
    Int16(truncatingIfNeeded: min(max(value, -32_768), 32_767))
}

import Synchronization

#if FAULTS
    import Faults
#endif

/// What a sound device's threads call once a period: nothing in it locks, allocates, counts references or logs.
///
/// `render` is called by one thread at a time, and so is `capture`: the device's own, or the one that its work is lent to
/// (`PeriodLoan`). Any other thread sets gains, cuts speech and reads counters. Sources are added with saturation into interleaved
/// stereo, 16 bits, 48 kHz.
public final class RealtimePath: Sendable {
    /// The call's rings, towards the media loop.
    public let port: AudioPort
    /// Mono 48 kHz speech. Producer: the voice thread.
    public let speech: SampleRing
    /// Mono 48 kHz ring tone. Producer: the thread that plays it.
    public let ringTone: SampleRing
    /// From who captures to who renders.
    private let sideTone = SampleRing(minimumCapacity: RealtimeLimits.periodSamples)
    private let sideToneChannel: MixChannel
    private let callChannel: MixChannel
    private let speechChannel: MixChannel
    private let ringToneChannel: MixChannel
    private let captureTap: RingTap
    private let isMicrophoneSent: SharedFlag
    private let playedTap: RingTap
    private let microphoneGain = Atomic<Int>(4_096)
    private let microphonePeak = Atomic<Int>(0)
    private let speaking = Atomic<Bool>(false)
    private let periods = Atomic<Int>(0)

    /// - Parameters:
    ///   - port: the rings between the device and the media loop.
    ///   - speechSamples: room for speech rendered ahead, 10 s by default.
    ///   - ringToneSamples: room for the ring tone, 5 s by default.
    public init(port: AudioPort, speechSamples: Int = 480_000, ringToneSamples: Int = 240_000) {
        self.port = port
        speech = SampleRing(minimumCapacity: speechSamples)
        ringTone = SampleRing(minimumCapacity: ringToneSamples)
        callChannel = MixChannel(ring: port.playout.tap)
        speechChannel = MixChannel(ring: speech.tap)
        ringToneChannel = MixChannel(ring: ringTone.tap)
        sideToneChannel = MixChannel(ring: sideTone.tap)
        captureTap = port.captured.tap
        isMicrophoneSent = port.microphoneSent
        playedTap = port.played.tap
        setGain(left: 0, right: 0, of: .sideTone)
        // EN 301 549 §5.1.3.10: no other sound of ours beside the voice.
        setGainUnderVoice(0, of: .ringTone)
        #if FAULTS
            if Fault.ringUnderSpeech.isOn { setGainUnderVoice(1, of: .ringTone) }
        #endif
    }

    deinit {
        callChannel.deallocate()
        speechChannel.deallocate()
        ringToneChannel.deallocate()
        sideToneChannel.deallocate()
    }

    /// Who plays: fills `frames` stereo samples (2 × `frames` Int16), silence where no source sounds.
    /// - Parameter nanoseconds: the caller's monotonic clock; `startedNanoseconds` answers in the same.
    @_noLocks public func render(into stereo: UnsafeMutablePointer<Int16>, frames: Int, at nanoseconds: Int) {
        let count = max(frames, 0)
        var index = 0
        while index < count &* 2 {
            stereo[index] = 0
            index &+= 1
        }
        let isUnderVoice = speaking.load(ordering: .relaxed)
        callChannel.mix(into: stereo, frames: count, at: nanoseconds, isUnderVoice: isUnderVoice)
        speechChannel.mix(into: stereo, frames: count, at: nanoseconds, isUnderVoice: false)
        ringToneChannel.mix(into: stereo, frames: count, at: nanoseconds, isUnderVoice: isUnderVoice)
        // Before the side tone: echo control must not learn to cancel the agent by the agent's own voice.
        playedTap.writeMean(ofStereo: stereo, frames: count)
        // Two clocks: what waits beyond this period and 10 ms of the microphone only delays the agent's own voice.
        sideToneChannel.ring.discardOldest(keeping: count &+ 480)
        sideToneChannel.mix(into: stereo, frames: count, at: nanoseconds, isUnderVoice: isUnderVoice)
        _ = periods.wrappingAdd(1, ordering: .relaxed)
    }

    /// Who captures: takes `count` mono samples, changes them in place by the microphone's gain, hands them on.
    @_noLocks public func capture(_ mono: UnsafeMutablePointer<Int16>, count: Int) {
        // In 32 bits, several samples at a time: a sample times 16 fits.
        let gain = Int32(truncatingIfNeeded: microphoneGain.load(ordering: .relaxed))
        var peak: Int32 = 0
        var index = 0
        while index < count {
            let sample = min(max((Int32(mono[index]) &* gain) >> 12, -32_768), 32_767)
            mono[index] = Int16(truncatingIfNeeded: sample)
            peak = max(peak, max(sample, 0 &- sample))
            index &+= 1
        }
        microphonePeak.store(Int(peak), ordering: .relaxed)
        _ = captureTap.write(mono, count: count)
        if isMicrophoneSent.load() { _ = sideToneChannel.ring.write(mono, count: count) }
    }

    /// Periods rendered since the start.
    public var renderedPeriods: Int { periods.load(ordering: .relaxed) }
    /// The loudest sample of the last captured period, 0 to 32,768.
    public var microphonePeakSample: Int { microphonePeak.load(ordering: .relaxed) }

    /// Sets the microphone's gain: 1 is unity, at most 16.
    public func setMicrophoneGain(_ gain: Float) {
        microphoneGain.store(Self.fixed(gain), ordering: .relaxed)
    }

    /// Sets a source's gains: 1 is unity, 0 silence, at most 16. From the next period on.
    public func setGain(left: Float, right: Float, of source: MixSource) {
        let controls = channel(source).controls
        controls.pointee.leftGain.store(Self.fixed(left), ordering: .relaxed)
        controls.pointee.rightGain.store(Self.fixed(right), ordering: .relaxed)
    }

    /// Sets what a source keeps of its gain while the voice speaks: 1 all (the default), 0 silence (the ring tone's).
    public func setGainUnderVoice(_ gain: Float, of source: MixSource) {
        channel(source).controls.pointee.gainUnderVoice.store(Self.fixed(min(gain, 1)), ordering: .relaxed)
    }

    /// Whether the voice speaks, here or on another device. From the next period on.
    public func setSpeaking(_ isSpeaking: Bool) { speaking.store(isSpeaking, ordering: .relaxed) }

    /// Cuts a source: all that was written until now is not played. Holds from the next period on.
    public func cut(_ source: MixSource) { channel(source).ring.flush() }

    /// Samples of a source that were really handed to the device.
    public func playedSamples(of source: MixSource) -> Int {
        channel(source).controls.pointee.playedSamples.load(ordering: .acquiring)
    }

    /// When a source last went from silence to sound, and at which position of its ring; nil before the first sound.
    public func lastStart(of source: MixSource) -> (nanoseconds: Int, position: Int)? {
        let controls = channel(source).controls
        let nanoseconds = controls.pointee.startedNanoseconds.load(ordering: .acquiring)
        guard nanoseconds >= 0 else { return nil }
        return (nanoseconds, controls.pointee.startedPosition.load(ordering: .relaxed))
    }

    /// Asks when the sample at `position` of a source's ring is played. One question a source at a time.
    public func watch(_ position: Int, of source: MixSource) {
        let controls = channel(source).controls
        controls.pointee.watchedPosition.store(-1, ordering: .releasing)
        controls.pointee.watchedNanoseconds.store(-1, ordering: .releasing)
        controls.pointee.watchedPosition.store(position, ordering: .releasing)
    }

    /// The answer to `watch`: the time of the period that played the sample, or that came first after it was cut.
    public func watchReached(of source: MixSource) -> Int? {
        let nanoseconds = channel(source).controls.pointee.watchedNanoseconds.load(ordering: .acquiring)
        return nanoseconds >= 0 ? nanoseconds : nil
    }

    private func channel(_ source: MixSource) -> MixChannel {
        switch source {
        case .call: callChannel
        case .speech: speechChannel
        case .ringTone: ringToneChannel
        case .sideTone: sideToneChannel
        }
    }

    private static func fixed(_ gain: Float) -> Int {
        guard gain.isFinite else { return 0 }
        return Int(min(max(gain, 0), 16) * 4_096)
    }
}

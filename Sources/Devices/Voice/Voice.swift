import Announcements
import Glibc
import Media
import Synchronization

#if FAULTS
    import Faults
#endif

/// The voice of this computer: espeak-ng on a thread of its own, writing into the speech ring of the real-time path.
/// Utterances are said in the order of `speak`; who goes first or is dropped is the speech queue's business.
public final class Voice: SpeakingVoice {
    private struct State {
        /// Where the next utterance is heard.
        var path: RealtimePath
        var waiting: [Utterance] = []
        var settings = VoiceSettings()
        var earconTheme = EarconTheme.standard
        var earcons = EarconTable.all
        /// Counts the cuts: a synthesis that began under another number writes nothing more.
        var generation = 0
        var current: Int?
        var rings: RingTone?
        /// Another voice is speaking, on no output of ours.
        var isSpokenElsewhere = false
        var isStopping = false
    }

    private let ringing: [RealtimePath]?
    /// Every output, which keeps quiet for the voice as it is set.
    private let outputs: [RealtimePath]
    private let sampleRate: Int
    private let onOutcome: @Sendable (Int, SpeechOutcome, ContinuousClock.Instant) -> Void
    private let state: Mutex<State>
    private let signal = WakeSignal()
    private let thread = Mutex<DeviceThread?>(nil)

    /// Loads the engine and both languages (up to 50 ms).
    /// - Parameters:
    ///   - path: where the voice is heard.
    ///   - ringing: where calls ring; nil: there too, wherever it moves.
    ///   - besides: further outputs that keep quiet while it speaks.
    ///   - onOutcome: called on the voice's thread, and on the caller's of `cut`; must not block.
    public init(
        path: RealtimePath, ringing: [RealtimePath]? = nil, besides: [RealtimePath] = [],
        onOutcome: @escaping @Sendable (Int, SpeechOutcome, ContinuousClock.Instant) -> Void
    ) throws(VoiceError) {
        self.ringing = ringing
        outputs = [path] + (ringing ?? []) + besides
        state = Mutex(State(path: path))
        self.onOutcome = onOutcome
        sampleRate = try EspeakEngine.start()
        _ = EarconTable.all.count + EarconTable.ringTones.count
        _ = SpeechShaper(sampleRate: sampleRate)
    }

    public func start() {
        thread.withLock { thread in
            if thread == nil { thread = DeviceThread(name: "voice") { [self] in run() } }
        }
    }

    /// Silence, and the thread's end.
    public func stop() {
        cut()
        stopRinging()
        state.withLock { $0.isStopping = true }
        signal.wake()
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
    }

    /// Says the utterance after those that wait. Its outcomes come by `onOutcome`.
    public func speak(_ utterance: Utterance) {
        let isKept = state.withLock { state in
            guard state.waiting.count < Limits.waitingUtterances, !state.isStopping else { return false }
            state.waiting.append(utterance)
            return true
        }
        if isKept { signal.wake() } else { onOutcome(utterance.id, .dropped, .now) }
    }

    /// Silence at once: within the period that is being played. What waits is dropped.
    public func cut() {
        let (current, waiting) = state.withLock { state in
            state.generation &+= 1
            for output in outputs { output.cut(.speech) }
            defer {
                state.current = nil
                state.waiting.removeAll()
            }
            return (state.current, state.waiting)
        }
        let now = ContinuousClock.now
        if let current { onOutcome(current, .cut, now) }
        for utterance in waiting { onOutcome(utterance.id, .dropped, now) }
    }

    /// Speaks on another output from the next utterance on, and rings there where it has no place of its own to ring.
    public func speak(on path: RealtimePath) {
        state.withLock { $0.path = path }
        signal.wake()
    }

    /// Rate, pitch and volume, from the next utterance on.
    public var settings: VoiceSettings {
        get { state.withLock { $0.settings } }
        set { state.withLock { $0.settings = newValue } }
    }

    public var earconTheme: EarconTheme {
        get { state.withLock { $0.earconTheme } }
        set {
            let earcons = EarconTable.samples(of: newValue)
            state.withLock { ($0.earconTheme, $0.earcons) = (newValue, earcons) }
        }
    }

    /// The outputs keep quiet for a voice that is heard elsewhere, until it is over.
    func keepQuiet(_ isSpoken: Bool) {
        state.withLock { $0.isSpokenElsewhere = isSpoken }
        signal.wake()
    }

    /// The incoming call's ring tone, repeated until `stopRinging`; silent while the voice speaks.
    public func startRinging(_ tone: RingTone = .normal) {
        state.withLock { $0.rings = tone }
        signal.wake()
    }

    /// Silences the ring tone at once.
    public func stopRinging() {
        state.withLock { state in
            state.rings = nil
            for path in ringing ?? [state.path] { path.cut(.ringTone) }
        }
    }

    /// Renders a text without a device: 48 kHz mono, silence trimmed at both ends; empty where there is no voice.
    public static func render(_ text: String, language: Language, rate: Int) -> [Int16] {
        guard let sampleRate = try? EspeakEngine.start() else { return [] }
        let collector = SampleCollector(sampleRate: sampleRate)
        EspeakEngine.synthesise(text, language, VoiceSettings(rateWordsPerMinute: rate), into: collector)
        return collector.finish()
    }

    /// The sound of an earcon of the standard theme at 48 kHz, for who compares it with what is heard.
    package static func sound(of earcon: Earcon) -> [Int16] { EarconTable.all[earcon] ?? [] }

    /// One turn of a ring tone at 48 kHz, the quiet after its notes included.
    package static func sound(of tone: RingTone) -> [Int16] { EarconTable.ringTones[tone] ?? [] }

    /// Whether espeak-ng has a voice of that name.
    public static func knows(_ voice: String) -> Bool { EspeakEngine.knows(voice) }

    // MARK: The voice's thread

    /// One utterance, with what held when its turn came.
    private struct Turn {
        var utterance: Utterance
        var settings: VoiceSettings
        var earcon: [Int16]
        var path: RealtimePath
        var generation: Int
    }

    private func run() {
        var tone = RingToneFeed(ringing ?? [])
        while true {
            var next: Turn?
            let (isStopping, rings) = state.withLock { state in
                if !state.waiting.isEmpty {
                    let utterance = state.waiting.removeFirst()
                    state.current = utterance.id
                    next = Turn(
                        utterance: utterance, settings: state.settings,
                        earcon: utterance.earcon.flatMap { state.earcons[$0] } ?? [], path: state.path,
                        generation: state.generation)
                }
                feed(&tone, state, speaks: next != nil)
                return (state.isStopping, state.rings)
            }
            if isStopping { return }
            if let next {
                #if FAULTS
                    if Fault.saidLate.isOn { usleep(600_000) }
                #endif
                say(next, &tone)
            } else {
                signal.wait(milliseconds: rings != nil ? 20 : -1)
            }
        }
    }

    private func feed(_ tone: inout RingToneFeed, _ state: State, speaks: Bool) {
        for path in outputs { path.setSpeaking(speaks || state.isSpokenElsewhere) }
        if ringing == nil { tone.move(to: state.path) }
        tone.feed(state.rings)
    }

    /// Makes one utterance, and stays with it until it is heard or cut.
    private func say(_ task: Turn, _ tone: inout RingToneFeed) {
        let (utterance, path, generation) = (task.utterance, task.path, task.generation)
        let first = path.speech.writePosition
        path.watch(first, of: .speech)
        var isStarted = false
        // A long text is heard before it is all made: the outcome must not wait for its end.
        func tellStarted() {
            guard !isStarted, let started = path.watchReached(of: .speech) else { return }
            isStarted = true
            finish(utterance.id, generation, [.started], PeriodClock.instant(ofNanoseconds: started))
        }
        let writer = SpeechWriter(sampleRate: sampleRate) { [self] samples in
            write(samples, task, tellStarted)
        }
        let isWhole =
            writer.put(task.earcon)
            && (utterance.text.isEmpty || writer.synthesise(utterance.text, utterance.language, task.settings))
        let last = path.speech.writePosition - 1
        guard isWhole else { return }
        guard last >= first else {
            finish(utterance.id, generation, [.started, .finished], .now)
            return
        }
        guard isStarted || waitForWatch(task, &tone) != nil else { return }
        tellStarted()
        path.watch(last, of: .speech)
        guard let ended = waitForWatch(task, &tone) else { return }
        finish(utterance.id, generation, [.finished], PeriodClock.instant(ofNanoseconds: ended))
    }

    /// Tells the outcomes unless the utterance was cut meanwhile.
    private func finish(_ id: Int, _ generation: Int, _ outcomes: [SpeechOutcome], _ time: ContinuousClock.Instant) {
        let holds = state.withLock { state in
            guard state.generation == generation else { return false }
            if outcomes.last == .finished { state.current = nil }
            return true
        }
        if holds { for outcome in outcomes { onOutcome(id, outcome, time) } }
    }

    /// The monotonic time at which the watched sample was played; nil where the utterance was cut.
    private func waitForWatch(_ task: Turn, _ tone: inout RingToneFeed) -> Int? {
        while true {
            let holds = state.withLock { state in
                feed(&tone, state, speaks: true)
                return state.generation == task.generation && !state.isStopping
            }
            guard holds else { return nil }
            if let nanoseconds = task.path.watchReached(of: .speech) { return nanoseconds }
            signal.wait(milliseconds: 3)
        }
    }

    /// Appends to the speech ring, waiting for room where it is full; false after a cut.
    private func write(_ samples: [Int16], _ task: Turn, _ tellStarted: () -> Void) -> Bool {
        var done = 0
        while done < samples.count {
            let isHeld = state.withLock { state in
                guard state.generation == task.generation, !state.isStopping else { return false }
                let piece = Array(samples[done...])
                #if FAULTS
                    task.path.port.leaked?.write(piece.span)
                #endif
                done += task.path.speech.write(piece.span)
                return true
            }
            guard isHeld else { return false }
            tellStarted()
            if done < samples.count { signal.wait(milliseconds: 5) }
        }
        return true
    }
}

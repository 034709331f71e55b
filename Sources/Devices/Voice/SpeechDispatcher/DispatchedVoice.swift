import Announcements
import Media
import Synchronization

/// The voice of Speech Dispatcher: one queue and one voice with the user's screen reader. Earcons and ring tones are our
/// own sound. While it is not there our own voice speaks, and nothing is lost.
public final class DispatchedVoice: SpeakingVoice {
    let state: Mutex<DispatchState>
    let own: Voice
    let address: DispatcherAddress?
    let user: String
    let signal = WakeSignal()
    private let mayTakeOver: @Sendable () -> Bool
    private let onOutcome: @Sendable (Int, SpeechOutcome, ContinuousClock.Instant) -> Void
    private let onService: @Sendable (Bool) -> Void
    private let thread = Mutex<DeviceThread?>(nil)

    /// - Parameters:
    ///   - address: nil: nowhere; our own voice speaks.
    ///   - user: the user's name, for Speech Dispatcher's list of clients.
    ///   - path, ringing, besides, onOutcome: as of `Voice`; `onOutcome` is called on several threads.
    ///   - settings: those at the start. Speech Dispatcher's user chose theirs there: only what changes later is told to it.
    ///   - mayTakeOver: whether our own voice may say what was meant for Speech Dispatcher: it may sound elsewhere.
    ///   - onService: it is gone and our own voice speaks (false), or it is there again (true).
    public init(
        _ address: DispatcherAddress?, user: String, path: RealtimePath, ringing: [RealtimePath]? = nil,
        besides: [RealtimePath] = [], settings: VoiceSettings = VoiceSettings(),
        mayTakeOver: @escaping @Sendable () -> Bool = { true },
        onOutcome: @escaping @Sendable (Int, SpeechOutcome, ContinuousClock.Instant) -> Void,
        onService: @escaping @Sendable (Bool) -> Void = { _ in }
    ) throws(VoiceError) {
        let relay = OutcomeRelay()
        own = try Voice(path: path, ringing: ringing, besides: besides) { relay.tell($0, $1, $2) }
        own.settings = settings
        state = Mutex(DispatchState(settings: settings))
        self.address = address
        self.user = user
        self.mayTakeOver = mayTakeOver
        self.onOutcome = onOutcome
        self.onService = onService
        relay.listen { [weak self] in self?.heard($0, $1, $2) }
    }

    public func start() {
        own.start()
        thread.withLock { thread in
            if thread == nil { thread = DeviceThread(name: "speech service") { [self] in run() } }
        }
    }

    public func stop() {
        cut()
        own.stop()
        state.withLock { $0.isStopping = true }
        signal.wake()
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
    }

    /// Whether Speech Dispatcher says the words, or is waited for.
    public var isDispatched: Bool { state.withLock { $0.service != .gone } }

    public func speak(_ utterance: Utterance) {
        carryOut(state.withLock { $0.speak(utterance, at: .now) })
        signal.wake()
    }

    public func cut() {
        let steps = state.withLock { $0.cut() }
        own.cut()
        signal.wake()
        carryOut(steps)
    }

    public func speak(on path: RealtimePath) { own.speak(on: path) }

    public var settings: VoiceSettings {
        get { own.settings }
        set {
            own.settings = newValue
            state.withLock { $0.change(newValue) }
            signal.wake()
        }
    }

    public var earconTheme: EarconTheme {
        get { own.earconTheme }
        set { own.earconTheme = newValue }
    }

    public func startRinging(_ tone: RingTone) { own.startRinging(tone) }
    public func stopRinging() { own.stopRinging() }

    /// Our own voice tells of an earcon, or of words that it says in the other's place.
    private func heard(_ id: Int, _ outcome: SpeechOutcome, _ time: ContinuousClock.Instant) {
        carryOut(state.withLock { $0.heard(id, outcome) }, time)
        signal.wake()
    }

    /// Outside of the lock: what is told may ask again.
    func carryOut(_ steps: [DispatchStep], _ time: ContinuousClock.Instant = .now) {
        for step in steps {
            switch step {
            case .own(let utterance): own.speak(utterance)
            case .instead(let utterance):
                if mayTakeOver() { own.speak(utterance) } else { onOutcome(utterance.id, .dropped, time) }
            case .tell(let id, let outcome): onOutcome(id, outcome, time)
            case .quiet(let isSpoken): own.keepQuiet(isSpoken)
            case .service(let isThere): onService(isThere)
            }
        }
    }
}

/// Hands outcomes on to who is made after the voice.
private final class OutcomeRelay: Sendable {
    private let listener = Mutex<(@Sendable (Int, SpeechOutcome, ContinuousClock.Instant) -> Void)?>(nil)

    func listen(_ listener: @escaping @Sendable (Int, SpeechOutcome, ContinuousClock.Instant) -> Void) {
        self.listener.withLock { $0 = listener }
    }

    func tell(_ id: Int, _ outcome: SpeechOutcome, _ time: ContinuousClock.Instant) {
        listener.withLock { $0 }?(id, outcome, time)
    }
}

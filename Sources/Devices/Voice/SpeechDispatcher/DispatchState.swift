import Announcements

/// What the shell does when the state of `DispatchedVoice` has changed.
enum DispatchStep: Sendable, Equatable {
    /// Our own voice plays an earcon, or says words while Speech Dispatcher is not there.
    case own(Utterance)
    /// Our own voice says what Speech Dispatcher had, where it may.
    case instead(Utterance)
    case tell(Int, SpeechOutcome)
    /// Calls and rings are lowered for a voice that is heard elsewhere.
    case quiet(Bool)
    case service(Bool)
}

/// Who says what, and what is still to be said. A pure value.
struct DispatchState: Sendable {
    enum Service: Sendable, Equatable { case awaited, connected, gone }

    private struct Opening: Sendable {
        var utterance: Utterance
        var since: ContinuousClock.Instant
    }

    private(set) var service = Service.awaited
    var isStopping = false
    private(set) var session: SSIPSession?
    private let start: VoiceSettings
    private var settings: VoiceSettings
    /// What Speech Dispatcher has, or will have as soon as it is there, in order.
    private var outstanding: [Utterance] = []
    /// Words whose earcon sounds.
    private var opening: [Opening] = []
    private var started: Set<Int> = []
    /// What is heard from there now: the calls are lowered for it. What waits there for another's words is not heard.
    private var sounding: Set<Int> = []
    /// Cut while their earcon sounded: what our own voice tells of them is no news.
    private var silenced: Set<Int> = []
    private var isLossTold = false

    init(settings: VoiceSettings) {
        start = settings
        self.settings = settings
    }

    mutating func speak(_ utterance: Utterance, at now: ContinuousClock.Instant) -> [DispatchStep] {
        guard !isStopping, opening.count < Limits.waitingUtterances else { return [.tell(utterance.id, .dropped)] }
        // An earcon alone, and everything while there is nobody else.
        if service == .gone || utterance.text.isEmpty { return [.own(utterance)] }
        guard utterance.earcon != nil else { return dispatch(utterance) }
        opening.append(Opening(utterance: utterance, since: now))
        var sound = utterance
        sound.text = ""
        return [.own(sound)]
    }

    /// What is cut is told; what waits is dropped.
    mutating func cut() -> [DispatchStep] {
        let words = outstanding + opening.map(\.utterance)
        let steps = words.map { DispatchStep.tell($0.id, started.contains($0.id) ? .cut : .dropped) }
        silenced = Set(opening.map(\.utterance.id))
        opening = []
        outstanding = []
        session?.cancel()
        return steps + settle()
    }

    /// What our own voice tells, of an earcon or of words.
    mutating func heard(_ id: Int, _ outcome: SpeechOutcome) -> [DispatchStep] {
        if silenced.contains(id) {
            if outcome != .started { silenced.remove(id) }
            return []
        }
        guard let index = opening.firstIndex(where: { $0.utterance.id == id }) else {
            // Words may have gone on without the end of their earcon.
            let isSpoken = outstanding.contains { $0.id == id }
            return isSpoken ? [] : begin(id, outcome)
        }
        switch outcome {
        case .started: return begin(id, .started)
        case .finished:
            let words = opening.remove(at: index).utterance.wordsAlone
            return service == .gone ? [.instead(words)] : dispatch(words)
        case .cut, .dropped:
            opening.remove(at: index)
            return begin(id, outcome)
        }
    }

    /// Words whose earcon does not end are said without it.
    mutating func handleTimeout(at now: ContinuousClock.Instant) -> [DispatchStep] {
        let late = opening.filter { now - $0.since >= .milliseconds(Limits.earconPatienceMilliseconds) }
        guard !late.isEmpty, service != .gone else { return [] }
        opening.removeAll { entry in late.contains { $0.utterance.id == entry.utterance.id } }
        return late.flatMap { dispatch($0.utterance.wordsAlone) }
    }

    /// When `handleTimeout` is called next.
    var nextDeadline: ContinuousClock.Instant? {
        service == .gone
            ? nil : opening.map(\.since).min().map { $0 + .milliseconds(Limits.earconPatienceMilliseconds) }
    }

    // MARK: Speech Dispatcher

    /// A connection is there: what waits for it is said.
    mutating func connect(user: String) -> [DispatchStep] {
        var session = SSIPSession(user: user)
        for parameter in SSIPParameter.allCases {
            session.change(parameter, by: parameter.steps(from: start, to: settings))
        }
        self.session = session
        let words = outstanding
        outstanding = []
        // Words that come before it has answered are its own all the same: they are handed over where it does not.
        service = .connected
        return words.flatMap { dispatch($0) }
    }

    mutating func receive(_ octets: some Sequence<UInt8>) throws(SSIPFault) -> [DispatchStep] {
        guard var open = session else { return [] }
        defer { session = open }
        return try open.receive(octets).flatMap { take($0) }
    }

    /// It is not there, or no more: our own voice says all that was not said to its end.
    mutating func lose() -> [DispatchStep] {
        session = nil
        service = .gone
        var steps = outstanding.map { DispatchStep.instead($0) }
        outstanding = []
        steps += settle()
        if !isLossTold {
            isLossTold = true
            steps.append(.service(false))
        }
        return steps
    }

    /// The first words have waited long enough.
    mutating func loseFirstWords() -> [DispatchStep] {
        let steps = outstanding.map { DispatchStep.instead($0) }
        outstanding = []
        return steps + settle()
    }

    mutating func takeOutput() -> [UInt8] { session?.takeOutput() ?? [] }

    mutating func change(_ new: VoiceSettings) {
        settings = new
        for parameter in SSIPParameter.allCases {
            session?.change(parameter, by: parameter.steps(from: start, to: new))
        }
    }

    private mutating func dispatch(_ utterance: Utterance) -> [DispatchStep] {
        var steps: [DispatchStep] = []
        // A server that tells nothing of so many: the first is over, whatever became of it.
        if outstanding.count >= Limits.waitingUtterances, let first = outstanding.first {
            steps += end(first.id, .dropped)
        }
        outstanding.append(utterance)
        let message = SSIPMessage(
            id: utterance.id, text: EspeakEngine.bounded(utterance.text), language: utterance.language,
            priority: utterance.priority)
        for event in session?.speak(message) ?? [] { steps += take(event) }
        return steps
    }

    private mutating func take(_ event: SSIPEvent) -> [DispatchStep] {
        switch event {
        case .ready:
            guard isLossTold else { return [] }
            isLossTold = false
            return [.service(true)]
        case .began(let id):
            let steps: [DispatchStep] = sounding.isEmpty ? [.quiet(true)] : []
            sounding.insert(id)
            return steps + begin(id, .started)
        case .ended(let id): return end(id, .finished)
        case .cancelled(let id): return end(id, started.contains(id) ? .cut : .dropped)
        case .refused(let id):
            guard let index = outstanding.firstIndex(where: { $0.id == id }) else { return [] }
            return [.instead(outstanding.remove(at: index))] + settle()
        }
    }

    private mutating func end(_ id: Int, _ outcome: SpeechOutcome) -> [DispatchStep] {
        guard let index = outstanding.firstIndex(where: { $0.id == id }) else { return [] }
        outstanding.remove(at: index)
        return begin(id, outcome) + settle()
    }

    /// Each start is told once.
    private mutating func begin(_ id: Int, _ outcome: SpeechOutcome) -> [DispatchStep] {
        switch outcome {
        case .started: return started.insert(id).inserted ? [.tell(id, .started)] : []
        case .finished, .cut, .dropped:
            started.remove(id)
            return [.tell(id, outcome)]
        }
    }

    /// Nobody speaks elsewhere any more.
    private mutating func settle() -> [DispatchStep] {
        if outstanding.isEmpty, opening.isEmpty { started = [] }
        let before = sounding
        sounding.formIntersection(outstanding.map(\.id))
        return sounding.isEmpty && !before.isEmpty ? [.quiet(false)] : []
    }
}

extension Utterance {
    fileprivate var wordsAlone: Utterance {
        var copy = self
        copy.earcon = nil
        return copy
    }
}

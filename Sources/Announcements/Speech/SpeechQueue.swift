import Time

#if FAULTS
    import Faults
#endif

/// Decides what the voice says, and when: the five priorities of SSIP, a cut at any key, the return of what was cut,
/// and the rule never to talk over the caller. A value: told the time, answering with actions.
public struct SpeechQueue: Sendable, Equatable {
    /// A request on its way, under the number that its utterance will carry.
    struct Entry: Sendable, Equatable {
        var id: Int
        var request: SpeechRequest
        /// When it was first asked for.
        var since: Instant
        /// How often the voice began it.
        var starts = 0
        /// It tells who calls: who answers must have heard it.
        var namesCaller = false
        /// How long it sounded before a key cut it.
        var soundedFor = Duration.zero

        /// It was begun before and cut: news goes first.
        var isReturned: Bool { starts > 0 }
    }

    struct Recent: Sendable, Equatable {
        var text: String
        var earcon: Earcon?
        var topic: SpeechTopic?
        var at: Instant
    }

    var nextID = 1
    /// What the voice is saying, since when, and when it is given up.
    var current: Entry?
    var currentSince: Instant?
    var currentDeadline: Instant?
    /// In order of priority, then of arrival.
    var waiting: [Entry] = []
    /// Cut by a key, owed to the agent.
    var pending: [Entry] = []
    /// Held back for the caller.
    var held: [Entry] = []
    /// The newest progress message that was not said.
    var lastProgress: Entry?
    var sounding: [Utterance] = []
    var recent: [Recent] = []
    var lastKeyAt: Instant?
    /// The caller's first words after a pick-up, heard or not.
    var callerSpeaksUntil: Instant?
    /// The other end of the call is heard.
    var isCallerHeard = false

    public init() {}

    /// What is owed to the agent: events cut by a key or held back for the caller.
    public var pendingTexts: [String] { (pending + held).map { $0.request.reminder ?? $0.request.text } }

    /// Whether the name of who calls is still owed: it waits, was cut, or has only just begun.
    ///
    /// - Parameter heard: for how long it must have been said to count as heard before its end.
    public func owesName(_ topic: SpeechTopic, after heard: Duration, at now: Instant) -> Bool {
        func isOwed(_ entry: Entry) -> Bool {
            entry.namesCaller && entry.request.topic == topic && entry.soundedFor < heard
        }
        if (waiting + pending + held).contains(where: isOwed) { return true }
        guard let current, let currentSince else { return false }
        return isOwed(current) && now - currentSince < heard
    }

    /// Whether the voice is saying something.
    public var isSpeaking: Bool { current != nil }

    /// When `handleTimeout` must be called next.
    public var nextDeadline: Instant? {
        var deadlines: [Instant] = []
        if let currentDeadline { deadlines.append(currentDeadline) }
        if let pendingDue { deadlines.append(pendingDue) }
        if let heldDue { deadlines.append(heldDue) }
        return deadlines.min()
    }

    // MARK: The agent's turn

    /// Takes a request in; its priority decides what becomes of it and of the others.
    public mutating func enqueue(_ request: SpeechRequest, at now: Instant) -> [SpeechAction] {
        var request = request
        request.text = String(request.text.prefix(Limits.characters))
        guard !request.text.isEmpty || request.earcon != nil else { return [] }
        if !request.isRequested, isRepetition(request, at: now) { return drop(take(request, at: now)) }
        var actions: [SpeechAction] = []
        actions += withdraw { $0.isOutdated(by: request) }
        if request.text.isEmpty { return actions + sound(request.earcon, as: request) }
        if !request.isRequested, isCallersTurn(at: now) {
            return actions + hold(request, at: now)
        }
        return actions + admit(take(request, at: now), at: now)
    }

    /// Any key stops speech; events and safety messages stay owed.
    public mutating func keyPressed(at now: Instant) -> [SpeechAction] {
        #if FAULTS
            if Fault.speechNotCut.isOn { return [] }
        #endif
        lastKeyAt = now
        var actions: [SpeechAction] = []
        var isOwed = false
        if var entry = current {
            if let currentSince { entry.soundedFor = max(entry.soundedFor, now - currentSince) }
            isOwed = owe(entry, &actions)
            actions = cutCurrent() + actions
        }
        for entry in waiting where !owe(entry, &actions) { actions += drop(entry) }
        waiting = []
        lastProgress = nil
        if isOwed, let first = pending.last {
            actions += sound(.pending, as: first.request)
        }
        return actions
    }

    /// Qui was pressed: what is owed about this topic has been told.
    public mutating func acknowledge(_ topic: SpeechTopic) {
        pending.removeAll { $0.request.topic == topic && $0.request.persistence != .safety }
        held.removeAll { $0.request.topic == topic && $0.request.persistence != .safety }
    }

    /// What is owed about this topic is no news any more.
    public mutating func forget(_ topic: SpeechTopic) -> [SpeechAction] { withdraw { $0.topic == topic } }

    /// The silence key: nothing more is said of what was said or waits; safety messages stay owed.
    public mutating func silence(at now: Instant) -> [SpeechAction] {
        let actions = keyPressed(at: now)
        pending.removeAll { $0.request.persistence != .safety }
        held.removeAll { $0.request.persistence != .safety }
        return actions
    }

    /// Others hear the voice from now on: what was meant for the agent alone is not said.
    public mutating func fallSilent() -> [SpeechAction] {
        lastProgress = nil
        return cutCurrent() + withdraw { _ in true }
    }

    // MARK: The voice's turn

    /// What the voice reports of an utterance. A report about one that was cut meanwhile is nothing new.
    public mutating func outcome(_ id: Int, _ outcome: SpeechOutcome, at now: Instant) -> [SpeechAction] {
        if let index = sounding.firstIndex(where: { $0.id == id }) {
            let utterance = sounding[index]
            if outcome != .started { sounding.remove(at: index) }
            return [.log(utterance, outcome)]
        }
        guard let entry = current, entry.id == id else { return [] }
        switch outcome {
        case .started:
            currentSince = now
            currentDeadline = now + patience(entry)
            return [.log(utterance(entry), .started)]
        case .finished:
            return [.log(utterance(entry), .finished)] + finishCurrent(at: now)
        case .cut, .dropped:
            // The device failed: what is owed comes back, nothing else is lost in silence.
            var actions: [SpeechAction] = [.log(utterance(entry), outcome)]
            if entry.request.persistence != .once {
                var unheard = entry
                unheard.starts = max(0, entry.starts - 1)
                keep(unheard, in: \.pending, &actions)
            }
            lastKeyAt = lastKeyAt.map { max($0, now) } ?? now
            return actions + finishCurrent(at: now)
        }
    }

    /// Time's turn: a voice that never ends, and what is owed or held back.
    public mutating func handleTimeout(at now: Instant) -> [SpeechAction] {
        var actions: [SpeechAction] = []
        if let deadline = currentDeadline, now >= deadline, let entry = current {
            actions += [.log(utterance(entry), .cut)] + finishCurrent(at: now)
        }
        return actions + release(at: now)
    }
}

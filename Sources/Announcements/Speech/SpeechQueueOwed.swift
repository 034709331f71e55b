import SIP

/// What is not said now and not forgotten: events cut by typing, and what waits for the caller's first words.
extension SpeechQueue {
    /// When what a key cut is said again.
    var pendingDue: Instant? {
        guard !pending.isEmpty, let lastKeyAt else { return nil }
        let quiet = lastKeyAt + Limits.quietBeforeReturn
        guard let callerSpeaksUntil, pending.contains(where: { !$0.request.isRequested }) else { return quiet }
        return max(quiet, callerSpeaksUntil)
    }

    /// When what was held back for the caller is said.
    var heldDue: Instant? {
        guard let first = held.map(\.since).min() else { return nil }
        let longest = first + Limits.longestHold
        return callerSpeaksUntil.map { min($0, longest) } ?? first
    }

    /// Says what is due of what was owed or held back.
    mutating func release(at now: Instant) -> [SpeechAction] {
        var due: [Entry] = []
        if let heldDue, heldDue <= now {
            due += held
            held = []
        }
        if let pendingDue, pendingDue <= now {
            due += pending
            pending = []
        }
        var actions: [SpeechAction] = []
        for entry in due { actions += admit(entry, at: now) }
        return actions
    }

    /// The earcon now, the words after the caller's first ones.
    mutating func hold(_ request: SpeechRequest, at now: Instant) -> [SpeechAction] {
        var actions: [SpeechAction] = []
        var request = request
        if let earcon = request.earcon {
            actions += sound(earcon, as: request)
            request.earcon = nil
        }
        let entry = take(request, at: now)
        if request.priority == .notification || request.priority == .progress { return actions + drop(entry) }
        keep(entry, in: \.held, &actions)
        return actions
    }

    /// Moves what was cut to what is owed. Answers whether it is owed at all.
    mutating func owe(_ entry: Entry, _ actions: inout [SpeechAction]) -> Bool {
        guard entry.request.persistence != .once else { return false }
        keep(entry, in: \.pending, &actions)
        return true
    }

    /// Keeps an entry for later, under a new number; the oldest gives way where the list is full.
    mutating func keep(
        _ entry: Entry, in list: WritableKeyPath<SpeechQueue, [Entry]>, _ actions: inout [SpeechAction]
    ) {
        var kept = entry
        kept.id = nextID
        nextID &+= 1
        if let reminder = entry.request.reminder { kept.request.text = reminder }
        if entry.id == current?.id { kept.request.earcon = nil }
        self[keyPath: list].append(kept)
        if self[keyPath: list].count > Limits.owed { actions += drop(self[keyPath: list].removeFirst()) }
    }

    /// Drops what waits on a topic, out of date.
    mutating func withdraw(_ topic: SpeechTopic) -> [SpeechAction] {
        let stale = (waiting + pending + held).filter { $0.request.topic == topic }
        waiting.removeAll { $0.request.topic == topic }
        pending.removeAll { $0.request.topic == topic }
        held.removeAll { $0.request.topic == topic }
        return stale.map { .log(utterance($0), .dropped) }
    }

    /// The same unrequested words within two seconds are one message; notes this one.
    mutating func isRepetition(_ request: SpeechRequest, at now: Instant) -> Bool {
        recent.removeAll { now - $0.at >= Limits.repetition }
        let known = recent.contains { $0.text == request.text && $0.earcon == request.earcon }
        if !known {
            recent.append(Recent(text: request.text, earcon: request.earcon, at: now))
            if recent.count > Limits.recent { recent.removeFirst() }
        }
        return known
    }
}

import Time

#if FAULTS
    import Faults
#endif

/// What is not said now and not forgotten: events cut by typing, and what waits for the caller.
extension SpeechQueue {
    /// When what a key cut is said again.
    var pendingDue: Instant? {
        guard let lastKeyAt else { return nil }
        let quiet = lastKeyAt + Limits.quietBeforeReturn
        return pending.map { entry in
            if entry.request.isRequested { return quiet }
            let longest = entry.since + Limits.longestHold
            if isCallerHeard { return max(quiet, longest) }
            return callerSpeaksUntil.map { max(quiet, min($0, longest)) } ?? quiet
        }.min()
    }

    /// When what was held back for the caller is said.
    var heldDue: Instant? {
        guard let first = held.map(\.since).min() else { return nil }
        let longest = first + Limits.longestHold
        if isCallerHeard { return longest }
        return callerSpeaksUntil.map { min($0, longest) } ?? first
    }

    /// Says what is due of what was owed or held back.
    mutating func release(at now: Instant) -> [SpeechAction] {
        var due: [Entry] = []
        if let heldDue, heldDue <= now {
            due += held.filter { !waitsForCaller($0, at: now) }
            held = held.filter { waitsForCaller($0, at: now) }
        }
        if let pendingDue, pendingDue <= now {
            due += pending.filter { !waitsForCaller($0, at: now) }
            pending = pending.filter { waitsForCaller($0, at: now) }
        }
        var actions: [SpeechAction] = []
        for entry in Self.byRank(due) { actions += admit(entry, at: now) }
        return actions
    }

    /// The earcon now, the words when the caller pauses.
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
    mutating func owe(
        _ entry: Entry, in list: WritableKeyPath<SpeechQueue, [Entry]> = \.pending,
        _ actions: inout [SpeechAction]
    ) -> Bool {
        #if FAULTS
            if Fault.nameNotRepeated.isOn { return false }
        #endif
        guard mayReturn(entry) else { return false }
        keep(entry, in: list, &actions)
        return true
    }

    /// Whether it is begun once more after a cut.
    func mayReturn(_ entry: Entry) -> Bool {
        switch entry.request.persistence {
        case .once: false
        case .untilHeard: entry.starts <= Limits.returns
        case .whileRinging, .safety: true
        }
    }

    /// The call was taken: its name is owed like any other event.
    mutating func ringsNoMore(_ topic: SpeechTopic) {
        func settled(_ entry: Entry) -> Entry {
            guard entry.request.topic == topic, entry.request.persistence == .whileRinging else { return entry }
            var settled = entry
            settled.request.persistence = .untilHeard
            // A key may have asked for it while it rang: now the caller speaks first.
            settled.request.isRequested = false
            return settled
        }
        current = current.map(settled)
        waiting = waiting.map(settled)
        pending = pending.map(settled)
        held = held.map(settled)
    }

    /// Keeps an entry for later, under a new number; the least urgent gives way where the list is full, the oldest first.
    mutating func keep(
        _ entry: Entry, in list: WritableKeyPath<SpeechQueue, [Entry]>, _ actions: inout [SpeechAction]
    ) {
        var kept = entry
        kept.id = nextID
        nextID &+= 1
        if let reminder = entry.request.reminder { kept.request.text = reminder }
        if entry.id == current?.id { kept.request.earcon = nil }
        self[keyPath: list].append(kept)
        guard self[keyPath: list].count > Limits.owed else { return }
        let ranks = self[keyPath: list].map(Self.rank)
        if let index = ranks.firstIndex(where: { $0 == ranks.max() }) {
            actions += drop(self[keyPath: list].remove(at: index))
        }
    }

    /// Drops what waits and is out of date; what is being said then does not come back.
    mutating func withdraw(where isStale: (SpeechRequest) -> Bool) -> [SpeechAction] {
        #if FAULTS
            if Fault.staleNewsSaid.isOn { return [] }
        #endif
        let stale = (waiting + pending + held).filter { isStale($0.request) }
        waiting.removeAll { isStale($0.request) }
        pending.removeAll { isStale($0.request) }
        held.removeAll { isStale($0.request) }
        if let entry = current, isStale(entry.request) { current?.request.persistence = .once }
        return stale.map { .log(utterance($0), .dropped) }
    }

    /// The same unrequested words on the same topic within two seconds are one message; notes this one.
    mutating func isRepetition(_ request: SpeechRequest, at now: Instant) -> Bool {
        recent.removeAll { now - $0.at >= Limits.repetition }
        let known = recent.contains {
            $0.text == request.text && $0.topic == request.topic
                && (!request.text.isEmpty || $0.earcon == request.earcon)
        }
        if !known {
            recent.append(Recent(text: request.text, earcon: request.earcon, topic: request.topic, at: now))
            if recent.count > Limits.recent { recent.removeFirst() }
        }
        return known
    }
}

extension SpeechRequest {
    /// Whether a newer one makes this one out of date: a word on the same topic, or the next call with the same party.
    func isOutdated(by newer: SpeechRequest) -> Bool {
        guard let topic, let other = newer.topic else { return false }
        if topic == other { return newer.replacesTopic }
        guard validity == .untilNextCall, case .call = other, let party else { return false }
        return party == newer.party
    }
}

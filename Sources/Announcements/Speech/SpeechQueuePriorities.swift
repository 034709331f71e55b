import Time

#if FAULTS
    import Faults
#endif

/// The rules of the five priorities (SSIP, "Priority Categories"): who waits, who interrupts, who is dropped.
extension SpeechQueue {
    mutating func take(_ request: SpeechRequest, at now: Instant) -> Entry {
        defer { nextID &+= 1 }
        return Entry(id: nextID, request: request, since: now, namesCaller: request.persistence == .whileRinging)
    }

    mutating func admit(_ entry: Entry, at now: Instant) -> [SpeechAction] {
        #if FAULTS
            if Fault.eventYields.isOn, entry.request.priority != .text, current?.request.priority == .text {
                return drop(entry)
            }
        #endif
        return switch entry.request.priority {
        case .important: admitImportant(entry, at: now)
        case .message: admitMessage(entry, at: now)
        case .text: admitText(entry, at: now)
        case .notification: admitNotification(entry, at: now)
        case .progress: admitProgress(entry, at: now)
        }
    }

    /// Said at once, never interrupted, in order among its like. Message and text that wait are postponed.
    private mutating func admitImportant(_ entry: Entry, at now: Instant) -> [SpeechAction] {
        var actions = cancelWaiting([.notification, .progress])
        if current?.request.priority != .important { actions += interrupt() }
        return actions + wait(entry) + speakNext(at: now)
    }

    /// Waits for important ones and its like; cancels all that is lower, spoken or waiting. One that was cut before waits
    /// for what the agent asked for, and makes room for news.
    private mutating func admitMessage(_ entry: Entry, at now: Instant) -> [SpeechAction] {
        if entry.isReturned { return wait(entry) + speakNext(at: now) }
        var actions = cancelWaiting([.text, .notification, .progress])
        actions += interrupt(if: [.text, .notification, .progress])
        if let current, current.starts > 1, current.request.priority == .message { actions += interrupt() }
        return actions + wait(entry) + speakNext(at: now)
    }

    /// Waits for important ones and messages; replaces its like; cancels notification and progress.
    private mutating func admitText(_ entry: Entry, at now: Instant) -> [SpeechAction] {
        var actions = cancelWaiting([.text, .notification, .progress])
        actions += interrupt(if: [.text, .notification, .progress])
        return actions + wait(entry) + speakNext(at: now)
    }

    /// Dropped where anything else is spoken or waits; replaces its like.
    private mutating func admitNotification(_ entry: Entry, at now: Instant) -> [SpeechAction] {
        let others = (waiting + [current].compactMap { $0 }).contains { $0.request.priority != .notification }
        guard !others else { return drop(entry) }
        let actions = cancelWaiting([.notification]) + interrupt(if: [.notification])
        return actions + wait(entry) + speakNext(at: now)
    }

    /// Dropped where anything is spoken or waits, but the last one of a series is remembered and said in the end.
    private mutating func admitProgress(_ entry: Entry, at now: Instant) -> [SpeechAction] {
        guard current == nil, waiting.isEmpty else {
            let older = lastProgress.map { drop($0) } ?? []
            lastProgress = entry
            return older
        }
        return wait(entry) + speakNext(at: now)
    }

    // MARK: Steps

    /// Says the next one where the voice is free.
    mutating func speakNext(at now: Instant) -> [SpeechAction] {
        guard current == nil else { return [] }
        let yielded = yieldToCaller(at: now)
        if waiting.isEmpty {
            guard var last = lastProgress else { return yielded }
            lastProgress = nil
            last.request.priority = .message
            waiting = [last]
        }
        var entry = waiting.removeFirst()
        entry.starts += 1
        let spoken = utterance(entry)
        current = entry
        currentSince = now
        currentDeadline = now + patience(entry)
        return yielded + [.speak(spoken)]
    }

    mutating func finishCurrent(at now: Instant) -> [SpeechAction] {
        current = nil
        currentDeadline = nil
        return speakNext(at: now)
    }

    mutating func cutCurrent() -> [SpeechAction] {
        guard let entry = current else { return [] }
        current = nil
        currentDeadline = nil
        return [.cut, .log(utterance(entry), .cut)]
    }

    /// Cuts what is spoken where it has one of these priorities.
    private mutating func interrupt(if priorities: [SpeechPriority]) -> [SpeechAction] {
        guard let entry = current, priorities.contains(entry.request.priority) else { return [] }
        return interrupt()
    }

    /// Cuts what is spoken; an event that nobody heard whole goes back to the front of its priority.
    private mutating func interrupt() -> [SpeechAction] {
        guard let entry = current else { return [] }
        let actions = cutCurrent()
        guard mayReturn(entry) else { return actions }
        var again = entry
        again.id = nextID
        again.request.earcon = nil
        nextID &+= 1
        let rank = SpeechQueue.rank(again)
        let index = waiting.firstIndex { SpeechQueue.rank($0) >= rank } ?? waiting.endIndex
        waiting.insert(again, at: index)
        return actions
    }

    private mutating func wait(_ entry: Entry) -> [SpeechAction] {
        let rank = SpeechQueue.rank(entry)
        let index = waiting.firstIndex { SpeechQueue.rank($0) > rank } ?? waiting.endIndex
        waiting.insert(entry, at: index)
        guard waiting.count > Limits.waiting else { return [] }
        // A safety message is never the one that has no room.
        let last = waiting.lastIndex { $0.request.persistence != .safety } ?? waiting.endIndex - 1
        return drop(waiting.remove(at: last))
    }

    private mutating func cancelWaiting(_ priorities: [SpeechPriority]) -> [SpeechAction] {
        let owed = waiting.filter { $0.request.persistence != .once }
        let cancelled = waiting.filter { priorities.contains($0.request.priority) && !owed.contains($0) }
        waiting.removeAll { cancelled.contains($0) }
        return cancelled.flatMap { drop($0) }
    }

    /// An earcon alone: sounded at once beside the voice.
    mutating func sound(_ earcon: Earcon?, as request: SpeechRequest) -> [SpeechAction] {
        let utterance = Utterance(
            id: nextID, text: "", earcon: earcon, language: request.language, priority: request.priority)
        nextID &+= 1
        sounding.append(utterance)
        if sounding.count > Limits.sounding { sounding.removeFirst() }
        return [.speak(utterance)]
    }

    func drop(_ entry: Entry) -> [SpeechAction] { [.log(utterance(entry), .dropped)] }

    func utterance(_ entry: Entry) -> Utterance {
        Utterance(
            id: entry.id, text: entry.request.text, earcon: entry.request.earcon, language: entry.request.language,
            priority: entry.request.priority)
    }

    func patience(_ entry: Entry) -> Duration {
        Limits.voiceGrace + Limits.voicePerCharacter * entry.request.text.count
    }

    /// By priority; among its like what is new comes before what was cut, what was cut once before what was cut more,
    /// and the end of a call after all of them.
    static func rank(_ entry: Entry) -> Int {
        let priorities = SpeechPriority.allCases
        let priority = priorities.firstIndex(of: entry.request.priority) ?? priorities.count
        let steps = Limits.returns + 2
        let isPast = entry.isReturned && entry.request.validity == .untilNextCall
        return priority * 2 * steps + (isPast ? steps : 0) + min(entry.starts, steps - 1)
    }

    /// The most urgent first, in their order.
    static func byRank(_ entries: [Entry]) -> [Entry] {
        let ranks = Set(entries.map(rank)).sorted()
        return ranks.flatMap { rank in entries.filter { Self.rank($0) == rank } }
    }
}

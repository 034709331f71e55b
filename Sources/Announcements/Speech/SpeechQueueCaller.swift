import Time

/// Never over the caller: in the first seconds after a pick-up, and while the other end is heard, earcons and requested
/// speech only. The rest waits for a pause, and `Limits.longestHold` at most.
extension SpeechQueue {
    /// A call was picked up: the caller speaks first. Only earcons and requested speech are heard for a while.
    public mutating func callAnswered(_ topic: SpeechTopic? = nil, at now: Instant) -> [SpeechAction] {
        callerSpeaksUntil = now + Limits.callerFirst
        if let topic { ringsNoMore(topic) }
        var actions = withdraw {
            $0.validity == .untilCallIsUp || $0.validity == .untilAnswered && $0.topic == topic
        }
        if let entry = current, !entry.request.isRequested {
            _ = owe(entry, in: \.held, &actions)
            actions = cutCurrent() + actions
        }
        for entry in waiting where !entry.request.isRequested { keep(entry, in: \.held, &actions) }
        waiting.removeAll { !$0.request.isRequested }
        return actions + speakNext(at: now)
    }

    /// Whether the other end of the call is heard; a pause that lets the agent be told something was waited for.
    ///
    /// What the voice has begun goes on: cut and said again it would cover more of the caller than its end does.
    public mutating func callerIsHeard(_ isHeard: Bool, at now: Instant) -> [SpeechAction] {
        guard isHeard != isCallerHeard else { return [] }
        isCallerHeard = isHeard
        guard isHeard else { return release(at: now) }
        guard let last = lastProgress, !last.request.isRequested else { return [] }
        lastProgress = nil
        return drop(last)
    }

    /// The last call is over: nobody is left to be talked over.
    public mutating func callsEnded(at now: Instant) -> [SpeechAction] {
        callerSpeaksUntil = nil
        isCallerHeard = false
        return release(at: now)
    }

    /// Whether the caller is not to be talked over now.
    func isCallersTurn(at now: Instant) -> Bool { isCallerHeard || callerSpeaksUntil.map { now < $0 } ?? false }

    /// Whether nobody asked for it and it has not waited long enough for the caller.
    func waitsForCaller(_ entry: Entry, at now: Instant) -> Bool {
        !entry.request.isRequested && isCallersTurn(at: now) && now < entry.since + Limits.longestHold
    }

    /// What would be said next is held back where it is the caller's turn.
    mutating func yieldToCaller(at now: Instant) -> [SpeechAction] {
        let yielding = waiting.filter { waitsForCaller($0, at: now) }
        guard !yielding.isEmpty else { return [] }
        waiting = waiting.filter { !waitsForCaller($0, at: now) }
        var actions: [SpeechAction] = []
        for entry in yielding { keep(entry, in: \.held, &actions) }
        return actions
    }
}

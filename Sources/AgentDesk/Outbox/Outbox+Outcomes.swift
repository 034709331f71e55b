import Time

/// What comes of a request, and what the agent decides.
extension Outbox {
    // MARK: What comes of it

    mutating func take(_ outcome: DeliveryOutcome, of key: String, at now: Instant) -> [OutboxAction] {
        guard inFlight.remove(key) != nil, let index = place(of: key) else { return [] }
        let decision = decided.removeValue(forKey: key)
        items[index].isDropWanted = false
        // What the server has is there, whatever the agent decided meanwhile.
        if case .there = outcome {} else if let decision { return apply(decision, index, at: now) }
        let isAsking = items[index].state == .asking
        var before: [OutboxAction] = []
        if case .denied = outcome {
            if deniedBy.insert(items[index].connector).inserted {
                before = [.tellDenied(connector: items[index].connector)]
            }
        } else {
            deniedBy.remove(items[index].connector)
        }
        switch outcome {
        case .there(let receipt): return before + confirm(index, receipt, at: now)
        case .absent:
            items[index].absences += 1
            if items[index].absences >= pace.absences {
                items[index].state = .waiting
                due[key] = now
            } else {
                due[key] = now + pace.settling
            }
            return before + [.keep(items[index])]
        case .unreached(let reason, let seconds):
            let asked = Duration.seconds(min(max(0, seconds ?? 0), Limits.retryAfterSeconds))
            due[key] = now + max(asked, pause(after: items[index].attempts))
            return before + wait(index, reason)
        case .unknown(let reason):
            if isAsking || items[index].isEvent {
                due[key] = now + pause(after: items[index].attempts)
                return before + wait(index, reason)
            }
            return before + doubt(index, reason, at: now)
        case .denied(let reason):
            due[key] = now + pace.denied + jitter.part(of: pace.denied)
            return before + wait(index, reason)
        case .refused(let reason):
            if items[index].isEvent { return before + [forget(index)] }
            items[index].state = isAsking ? .uncertain : .refused
            items[index].reason = reason
            return before + report(index, isAsking ? .uncertain : .refused(reason))
        case .stale: return before + [forget(index)]
        }
    }

    private mutating func confirm(_ index: Int, _ receipt: Receipt, at now: Instant) -> [OutboxAction] {
        if items[index].isEvent { return [forget(index)] }
        items[index].state = .sent
        items[index].receipt = receipt
        items[index].reason = nil
        items[index].empty()
        return report(index, .sent(number: receipt.number, url: receipt.url)) + forgetFinished()
    }

    /// It goes on by itself; that it waits is told once.
    private mutating func wait(_ index: Int, _ reason: String) -> [OutboxAction] {
        if items[index].state == .sending { items[index].state = .waiting }
        items[index].reason = reason
        guard !items[index].isWaitTold, !items[index].isEvent else { return [.keep(items[index])] }
        items[index].isWaitTold = true
        return report(index, .waits)
    }

    /// It may have come to the server.
    mutating func doubt(_ index: Int, _ reason: String?, at now: Instant) -> [OutboxAction] {
        items[index].reason = reason ?? items[index].reason
        if items[index].isEvent {
            items[index].state = .waiting
            return [.keep(items[index])]
        }
        guard connectors[items[index].connector]?.canAsk == true else {
            items[index].state = .uncertain
            return report(index, .uncertain)
        }
        items[index].state = .asking
        items[index].absences = 0
        due[items[index].key] = now + max(pace.settling, pause(after: items[index].attempts))
        guard !items[index].isWaitTold else { return [.keep(items[index])] }
        items[index].isWaitTold = true
        return report(index, .waits)
    }

    private mutating func report(_ index: Int, _ news: IncidentNews) -> [OutboxAction] {
        items[index].news = news
        return [.keep(items[index]), .tell(key: items[index].key, news)]
    }

    // MARK: The agent's decision

    mutating func decide(_ key: String, _ decision: OutboxDecision, at now: Instant) -> [OutboxAction] {
        guard let index = place(of: key), !items[index].state.isFinished else { return [] }
        guard inFlight.contains(key) else { return apply(decision, index, at: now) }
        // It is on its way now: what the agent decided is done when the server has answered, or failed to.
        guard decision != .sendAgain else { return [] }
        decided[key] = decision
        items[index].isDropWanted = decision == .drop
        return [.keep(items[index])]
    }

    mutating func apply(_ decision: OutboxDecision, _ index: Int, at now: Instant) -> [OutboxAction] {
        switch decision {
        case .sendAgain:
            // What may be there and can be asked about is asked about first, at once.
            if items[index].state != .asking { items[index].state = .waiting }
            items[index].attempts = 0
            items[index].isWaitTold = false
            due[items[index].key] = now
            return [.keep(items[index])]
        case .isThere(let number): return confirm(index, Receipt(number: number), at: now)
        case .drop where items[index].isErased: return [forget(index)]
        case .drop:
            items[index].drop()
            return [.keep(items[index])] + forgetFinished()
        }
    }
}

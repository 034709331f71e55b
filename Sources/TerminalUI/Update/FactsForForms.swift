import AgentDesk
import Announcements
import CallEngine
import Configuration
import Time

/// What a call gives to the forms that are about it.
extension AppState {
    /// Of the call that is up, else of the one that rings, else of one that ended a moment ago; of none: the day and the time.
    func callFacts(at now: Instant) -> CallFacts {
        if let call = (targets.current ?? targets.ringing).flatMap({ self.call($0) }) {
            return facts(of: call, at: now)
        }
        let wall = wallSeconds(at: now)
        if let last = desk.lastCall, wall - last.endedAt < Limits.noteAfterCall {
            var facts = last.facts
            facts.words[.notes] = noteWords(about: last.party, since: last.begunAt)
            return facts
        }
        return CallFacts(words: momentWords(wall))
    }

    /// - Parameter seconds: how long it was up, where it is over.
    func facts(of call: CallSnapshot, at now: Instant, seconds: Int? = nil) -> CallFacts {
        let begun = wallSeconds(at: now) - Int((now - call.startedAt).components.seconds)
        var words = momentWords(begun)
        let party = call.remote
        if !party.isWithheld {
            words[.callerName] = party.name
            // Who has a name in the place of a number is called back by the whole address.
            words[.callerNumber] = party.number.map { EditedField($0).isNumeric ? $0 : party.address }
        }
        words[.calledNumber] = call.dialledUser
        let forwarders = call.forwardedBy.map { settings.written.name($0) }
        words[.forwardedBy] = forwarders.joined(separator: ", ")
        let lasted = seconds ?? call.answeredAt.map { Int((now - $0).components.seconds) }
        words[.duration] = lasted.map { SpokenTime.duration(seconds: $0, language) }
        words[.line] = lineName(call)
        words[.agent] = agentName(call.account)
        words[.notes] = noteWords(about: party.address, since: begun)
        let blocks = conversations[call.id] ?? []
        words[.conversation] = blocks.map(blockText).joined(separator: " / ")
        return CallFacts(
            call: CallKey.of(call.id, run: run), about: party.isWithheld ? "" : settings.written.name(party),
            words: words.filter { !$0.value.isEmpty })
    }

    private func momentWords(_ wall: WallSeconds) -> [FormField.Prefill: String] {
        [
            .date: CalendarDay(number: wall / 86_400).typed,
            .time: SpokenTime.clock(secondsOfDay: wall % 86_400, language),
        ]
    }

    /// The user of the line's address.
    private func agentName(_ account: AccountID) -> String? {
        guard configuration.accounts.indices.contains(account.number) else { return nil }
        return user(of: configuration.accounts[account.number].address)
    }

    private func noteWords(about address: String, since: WallSeconds) -> String {
        notes.filter { $0.party?.address == address && $0.at >= since }.map(\.text).joined(separator: " / ")
    }
}

extension Turn {
    /// A call is over: the forms about it get what it gave at its end.
    mutating func noteFacts(of call: CallSnapshot, seconds: Int?) {
        let facts = state.facts(of: call, at: now, seconds: seconds)
        let wall = state.wallSeconds(at: now)
        state.desk.lastCall = LastCall(
            facts: facts, party: call.remote.address,
            begunAt: wall - Int((now - call.startedAt).components.seconds), endedAt: wall)
        // A form that is open changes at its review, not under the cursor.
        let shown = state.pages.map(\.subject)
        for draft in state.desk.drafts where draft.call == facts.call && !shown.contains(.form(draft.id)) {
            guard let form = state.desk.form(draft.form) else { continue }
            state.desk.change(draft.id) { $0.take(facts, form) }
        }
    }
}

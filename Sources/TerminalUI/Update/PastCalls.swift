import AgentDesk
import Announcements
import CallEngine
import Time

/// Calls that are over, and what is kept of them.
extension Turn {
    /// The call as it is kept.
    /// - Parameter cause: nil: it goes on.
    func pastCall(
        _ call: CallSnapshot, cause: EndReason.Cause? = nil, answeredAt: Instant? = nil, endedAt: Instant? = nil
    ) -> PastCall {
        let end = endedAt ?? now
        let wall = state.wallSeconds(at: now)
        return PastCall(
            id: CallKey.of(call.id, run: state.run), line: state.lineName(call), party: call.remote,
            forwardedBy: call.forwardedBy, isIncoming: call.direction == .incoming, cause: cause,
            begunAt: wall - Int((end - call.startedAt).components.seconds), endedAt: wall,
            seconds: (answeredAt ?? call.answeredAt).map { Int((end - $0).components.seconds) },
            qualityTenths: call.quality?.scoreTenths, directoryName: directoryName(of: call.remote))
    }

    private func directoryName(of party: Party) -> String? {
        guard let name = party.name, !name.isEmpty else { return nil }
        let isListed = state.contacts.contains {
            $0.name == name && ($0.address == party.address || state.user(of: $0.address) == party.number)
        }
        return isListed ? name : nil
    }

    /// What is kept of earlier runs; calls and notes of this one came meanwhile.
    mutating func take(calls: [PastCall], notes: [Note], _ warning: String?) {
        state.pastCalls = (calls + state.pastCalls).suffix(Limits.pastCalls)
        state.notes = (notes + state.notes).suffix(Limits.notes)
        // Older lines come below what is shown: nothing moves.
        for index in state.pages.indices {
            let page = state.pages[index]
            switch page.page {
            case .callHistory, .notes: state.pages[index].lines = state.snapshot(for: page.page, page.subject)
            default: continue
            }
        }
        if let warning { tell(warning) }
    }

    mutating func callBack(_ past: PastCall) {
        guard !past.party.isWithheld else { return sayFocus() }
        dial(DialEntry(name: settings.written.name(past.party), address: past.party.address))
    }

    // MARK: The page of a call

    /// The past call under the cursor.
    var pastCallUnderCursor: PastCall? {
        if case .callBack(let past)? = state.focusedItem?.enter { past } else { nil }
    }

    mutating func openPastCall() {
        guard let past = pastCallUnderCursor else { return answer(.impossible(.noPastCall)) }
        open(.pastCall, .pastCall(past))
        if !past.id.isEmpty { effects.append(.readNotes(of: past.id)) }
    }

    /// Those that were not known yet come at the end.
    mutating func take(notes: [Note], of call: String) {
        for index in state.pages.indices {
            guard case .pastCall(let past) = state.pages[index].subject, past.id == call else { continue }
            let shown = Set(state.pages[index].lines.map(\.text))
            let more = notes.map { state.noteItem($0) }.filter { !shown.contains($0.text) }
            if !more.isEmpty { state.pages[index].lines += more }
        }
    }

    // MARK: Search

    /// What was typed is looked for in all that is kept, not in the newest calls alone.
    mutating func searchCalls() {
        guard state.page.page == .callHistory else { return }
        let text = state.page[.filter].text
        guard !text.isEmpty else {
            state.page.found = nil
            return
        }
        state.page.found = FoundLines(text: text)
        effects.append(.searchCalls(text))
    }

    /// An answer to what is no longer asked is dropped. The lines come below those that are shown.
    mutating func take(found calls: [PastCall], count: Int, for text: String) {
        for index in state.pages.indices where state.pages[index].found?.text == text {
            guard state.pages[index].page == .callHistory, state.pages[index].found?.lines == nil else { continue }
            let left = state.pages[index].left
            let shown = Set(left.compactMap { if case .callBack(let past) = $0.enter { past.id } else { nil } })
            let more = calls.filter { !shown.contains($0.id) }.map { state.pastCallItem($0) }
            state.pages[index].found?.lines = more
            state.pages[index].found?.count = max(count, left.count + more.count)
            if state.pages[index].found?.isCountOwed == true, index == state.pages.indices.last {
                state.pages[index].found?.isCountOwed = false
                countLines()
            }
        }
    }

    // MARK: Export and erasure

    mutating func exportCalls() {
        effects.append(.exportCalls)
    }

    mutating func erase(_ person: DeskPerson, _ name: String) {
        guard isConfirmed(.erase(person), true, .confirmErasure(name)) else { return }
        effects.append(.erase(person))
    }

    /// It is gone from the disk; now from here.
    mutating func take(_ erased: DeskErasure, of person: DeskPerson) {
        let keys = Set(state.pastCalls.filter { person.isNamed(by: $0.party) }.map(\.id))
        state.pastCalls.removeAll { person.isNamed(by: $0.party) }
        for key in keys { state.desk.references[key] = nil }
        for index in state.pastCalls.indices { state.pastCalls[index].forwardedBy.removeAll(where: person.isNamed) }
        let messages = state.messages.count
        state.messages.removeAll { person.isNamed(by: $0.party) }
        state.notes.removeAll { note in
            note.party.map(person.isNamed) == true || note.call.map(keys.contains) == true
        }
        let forms = eraseForms(of: person, keys)
        state.drafts = state.drafts.filter { !$0.key.subject.contains(person.number) }
        state.links.forget(linksOf: person)
        let shown = state.page.subject
        state.pages.removeAll { page in
            switch page.subject {
            case .pastCall(let past): person.isNamed(by: past.party)
            case .about(let party, _): person.isNamed(by: party)
            case .link(let link): person.isNamed(number: link.address, address: link.address)
            case .form(let draft), .choices(let draft, _): state.desk.draft(draft) == nil
            default: false
            }
        }
        if state.pages.isEmpty { state.pages = [PageState(.home)] }
        for index in state.pages.indices {
            switch state.pages[index].page {
            case .callHistory, .messages, .notes, .dial:
                state.pages[index].found = nil
                state.pages[index].lines = state.snapshot(for: state.pages[index].page, state.pages[index].subject)
            default: continue
            }
        }
        clampFocus()
        // First where the cursor is now: what was done is not cut by it.
        if state.page.subject != shown { sayFocus() }
        answer(
            .page(
                .personErased(
                    calls: erased.calls, notes: erased.notes,
                    others: erased.others + messages - state.messages.count + forms, waiting: erased.waiting)))
    }
}

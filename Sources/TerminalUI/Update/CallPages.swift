import AgentDesk
import Announcements
import CallEngine
import Time

#if FAULTS
    import Faults
#endif

/// Which call page is open. It comes and goes with the call, and the cursor returns to its place.
extension Turn {
    /// Opens the page of a call by an event: the event's own words are enough, the focus is not said.
    mutating func openCallPage(_ page: Page, _ call: CallID?) {
        guard !state.pages.contains(where: { $0.page == page }) else { return }
        settleTargets()
        var opened = PageState(page)
        opened.call = call
        push(opened)
    }

    /// The Incoming page of a call becomes its In call page, in the same place.
    mutating func showAnswered(_ call: CallSnapshot, isOurs: Bool) {
        settleTargets()
        if let index = state.pages.firstIndex(where: { $0.page == .incoming && $0.call == call.id }) {
            let shown = inCallPage(for: call.id)
            state.pages[index] = shown
            let below = state.pages.prefix(index).filter { $0.page != .inCall }
            state.pages = below + [shown] + state.pages.dropFirst(index + 1).filter { $0.page != .inCall }
        }
        if isOurs { bringUpCall(call.id) }
        clampFocus()
    }

    /// In call comes up for a call that the agent began or took, wherever it lay: there the letters are commands. Not under
    /// fingers that went on typing since: then it waits for Aller à l'appel. Where it is open already nothing moves.
    mutating func bringUpCall(_ call: CallID) {
        guard state.page.page != .inCall, state.focusedField == nil || !state.keys.typesOn else { return }
        settleTargets()
        let shown = inCallPage(for: call)
        state.pages.removeAll { $0.page == .inCall }
        push(shown)
    }

    /// In call as it was left, with the cursor on the line of one call.
    private func inCallPage(for call: CallID) -> PageState {
        var page = state.pages.last { $0.page == .inCall } ?? PageState(.inCall)
        page.focus = state.items(of: page).firstIndex { $0.enter == .call(call) } ?? 0
        return page
    }

    /// The line of In call under its cursor.
    private var inCallLine: Enter? {
        guard let page = state.pages.last(where: { $0.page == .inCall }) else { return nil }
        let items = state.items(of: page)
        return items.indices.contains(page.focus) ? items[page.focus].enter : nil
    }

    /// The line of a call went: the cursor of In call stays on its own line, or goes to the call that is left.
    private mutating func keepInCall(on line: Enter?) {
        guard let line, let index = state.pages.lastIndex(where: { $0.page == .inCall }) else { return }
        let lines = state.items(of: state.pages[index]).map(\.enter)
        let left = state.targets.current.flatMap { lines.firstIndex(of: .call($0)) }
        state.pages[index].focus = lines.firstIndex(of: line) ?? left ?? 0
    }

    /// The end that a transfer brings is told by the transfer's outcome.
    mutating func ended(_ call: CallSnapshot, _ reason: EndReason) {
        guard state.call(call.id) != nil else { return }
        let known = state.call(call.id) ?? call
        let line = inCallLine
        state.calls.removeAll { $0.id == call.id }
        state.lastCall = call.id
        if state.answering == call.id { state.answering = nil }
        noteEnd(of: call.id, reason)
        let isOfTransfer = state.transferred.contains(call.id)
        let isSecondOfTransfer = !isOfTransfer && isSecondOfTransfer(known, reason)
        afterEnd()
        keepInCall(on: line)
        if isSecondOfTransfer {
            voice(state.speech.forget(.call(call.id.number)))
        } else if !isOfTransfer {
            tellEnd(of: known, call, reason)
        }
        keep(past: known, call, reason)
        state.announced.removeAll { $0 == call.id }
        if state.calls.isEmpty {
            voice(state.speech.callsEnded(at: now))
            state.deviceAgainAt = nil
        }
    }

    private mutating func tellEnd(of known: CallSnapshot, _ call: CallSnapshot, _ reason: EndReason) {
        #if FAULTS
            if Fault.endNotSaid.isOn { return }
        #endif
        announce(
            farewell(known, call, reason), .call(call.id.number), about: known.remote, isRequested: isOurs(reason),
            enterFollows: enterFollows(call.id))
        tellWhoWaits(after: known)
    }

    /// Of two calls one is over, and nobody hears the agent any more: whoever waits is not forgotten.
    private mutating func tellWhoWaits(after known: CallSnapshot) {
        let left = state.calls.filter { $0.state != .incoming }
        guard known.answeredAt != nil, let waiting = left.last, left.allSatisfy({ $0.state == .held }) else { return }
        announce(.held(waiting.remote), .call(waiting.id.number))
    }

    /// The engine ends the call with the target of an attended transfer too (RFC 5589 §7.3), right after the first one.
    private func isSecondOfTransfer(_ known: CallSnapshot, _ reason: EndReason) -> Bool {
        guard let at = state.transferredAt, now - at < Limits.transferEnds, reason.cause == .endedByMe else {
            return false
        }
        return known.answeredAt != nil && !state.hangingUp.contains(known.id)
    }

    /// The ring, the pages and the repeated earcon follow the calls that are left.
    private mutating func afterEnd() {
        settleTargets()
        let ringing = state.targets.ringing
        let isUp = state.targets.current != nil
        if ringing == nil {
            stopRinging()
            state.secondCallAgainAt = nil
            state.pages.removeAll { $0.page == .incoming }
        } else if let index = state.pages.firstIndex(where: { $0.page == .incoming }),
            state.pages[index].call.flatMap({ state.call($0) })?.state != .incoming
        {
            state.pages[index].call = ringing
        }
        if !isUp { leaveCallPage(for: ringing) }
        // What was about a call that is over. Not under the agent's fingers: the keys of a number would reach other calls.
        closeTransfers()
        if let consultation = state.consultation, state.call(consultation.waiting) == nil { state.consultation = nil }
        if state.pages.isEmpty { state.pages = [PageState(.home)] }
        #if FAULTS
            if Fault.placeForgotten.isOn { state.page.focus = 0 }
        #endif
        clampFocus()
    }

    /// The page on top stays.
    private mutating func closeTransfers() {
        let live = Set(state.calls.map(\.id))
        let below = state.pages.dropLast().filter { $0.page != .transfer || $0.isAbout(oneOf: live) }
        state.pages = below + state.pages.suffix(1)
    }

    /// No call is up any more: its page closes, or becomes the page of the call that still rings.
    private mutating func leaveCallPage(for ringing: CallID?) {
        guard let index = state.pages.firstIndex(where: { $0.page == .inCall }) else {
            if let ringing { ringAlone(ringing) }
            return
        }
        if let ringing, !state.pages.contains(where: { $0.page == .incoming }) {
            var page = PageState(.incoming)
            page.call = ringing
            state.pages[index] = page
        } else {
            state.pages.remove(at: index)
        }
        if let ringing { ringAlone(ringing) }
    }

    /// What was a second call is the only one now: it rings.
    private mutating func ringAlone(_ id: CallID) {
        state.secondCallAgainAt = nil
        if let call = state.call(id) { startRinging(call) }
    }

    private mutating func keep(past known: CallSnapshot, _ call: CallSnapshot, _ reason: EndReason) {
        #if FAULTS
            if Fault.historyNotKept.isOn { return }
        #endif
        let past = pastCall(known, cause: reason.cause, answeredAt: call.answeredAt, endedAt: call.endedAt)
        noteFacts(of: known, seconds: past.seconds)
        state.pastCalls.append(past)
        effects.append(.keepCall(past))
        if state.pastCalls.count > Limits.pastCalls { state.pastCalls.removeFirst() }
    }

    private func isOurs(_ reason: EndReason) -> Bool {
        switch reason.cause {
        case .endedByMe, .cancelledByMe, .declinedByMe: true
        case .endedByPeer, .missed, .answeredElsewhere, .busy, .noAnswer, .declinedByPeer, .unknownNumber,
            .unavailable, .noCommonMedia, .noEncryption, .fingerprintMismatch, .handshakeFailed, .credentialsRefused,
            .networkFailure, .serverFailure, .other:
            false
        }
    }

    private func farewell(_ known: CallSnapshot, _ call: CallSnapshot, _ reason: EndReason) -> Announcement {
        let party = known.remote
        let answered = call.answeredAt ?? known.answeredAt
        let seconds = answered.map { Int(((call.endedAt ?? now) - $0).components.seconds) } ?? 0
        switch reason.cause {
        case .endedByMe: return .endedByMe(seconds: seconds)
        case .cancelledByMe: return .cancelledByMe(party)
        case .declinedByMe: return .declinedByMe(party)
        case .endedByPeer: return .endedByPeer(party, seconds: seconds)
        case .missed: return .missed(party)
        case .answeredElsewhere: return .answeredElsewhere(party)
        case .busy: return .busy(party)
        case .noAnswer: return .noAnswer(party)
        case .declinedByPeer: return .declinedByPeer(party)
        case .unknownNumber: return .unknownNumber(party)
        case .unavailable: return .unavailable(party)
        case .noCommonMedia: return .noCommonMedia(party)
        case .noEncryption: return .callFailed(party, .encryption)
        case .fingerprintMismatch: return .callFailed(party, .foreignKey)
        case .handshakeFailed: return .callFailed(party, .handshake)
        case .credentialsRefused: return .callFailed(party, .credentialsRefused)
        case .networkFailure: return .callFailed(party, .network)
        case .serverFailure: return .callFailed(party, .server)
        case .other: return .callFailed(party, .other)
        }
    }
}

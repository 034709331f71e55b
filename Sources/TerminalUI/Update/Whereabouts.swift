import Announcements
import CallEngine

#if FAULTS
    import Faults
#endif

/// Où: where the cursor is, and how the calls and the desk stand.
extension Turn {
    mutating func tellWhere() {
        let items = state.items
        let page = state.page
        #if FAULTS
            if Fault.textCut.isOn, let item = state.focusedItem {
                return answer(.page(.text("\(state.title), \(state.shown(item, on: page))")))
            }
        #endif
        answer(
            .place(
                Place(
                    page: state.title,
                    line: (state.focusedItem.map(\.text) ?? "") + (state.hint.map { ". " + $0 } ?? ""),
                    position: min(page.focus + 1, items.count), count: items.count, calls: toldCalls.map(callWords),
                    isMicrophoneSent: isMicrophoneSent, quality: quality, states: deskStates,
                    pending: state.speech.pendingTexts)))
    }

    /// The call that rings, the one that is up, then the others.
    private var toldCalls: [CallSnapshot] {
        let first = [state.targets.ringing, state.targets.current].compactMap { $0 }
        let others = state.calls.map(\.id).filter { !first.contains($0) }
        return (first + others).prefix(Limits.toldCalls).compactMap { state.call($0) }
    }

    /// "En ligne Dupont", "En ligne Dupont, chiffré", or "Sonne Dupont, renvoyé par Martin".
    private func callWords(_ call: CallSnapshot) -> String {
        let who: Answer =
            call.forwardedBy.isEmpty ? .caller(call.remote) : .callerForwarded(call.remote, by: call.forwardedBy)
        let encryption = call.encryption.map { ", " + Label($0).text(settings.language) } ?? ""
        return "\(Label(call.state).text(settings.language)) \(who.text(settings.spoken))\(encryption)"
    }

    /// Nothing is said of the microphone where the call sends no sound, but that it is muted: it stays so.
    private var isMicrophoneSent: Bool? {
        guard let call = state.targets.current.flatMap({ state.call($0) }) else { return nil }
        #if FAULTS
            if Fault.statusLies.isOn { return true }
        #endif
        if call.isMuted { return false }
        return call.state == .active ? true : nil
    }

    /// Of the call that is heard.
    private var quality: CallQuality? {
        guard let call = state.targets.current.flatMap({ state.call($0) }), call.state == .active else { return nil }
        return call.quality
    }

    /// What would surprise an agent who had forgotten it.
    private var deskStates: [Announcement] {
        var states: [Announcement] = []
        if !state.conference.isEmpty { states.append(.conference(count: state.conference.count + 1)) }
        if let asked = state.transferRequests.last, let call = state.call(asked.call) {
            states.append(.transferAsked(call.remote, to: asked.to))
        }
        if state.isDoNotDisturbOn { states.append(.doNotDisturbOn) }
        for account in state.accounts {
            guard let rule = state.forwardings[account.id] else { continue }
            guard rule.always != nil || rule.busy != nil || rule.noAnswer != nil else { continue }
            states.append(.forwardingOn(isTotal: rule.always != nil, line: account.name))
        }
        return states
    }
}

import Announcements
import CallEngine

/// Somebody else at the far end: told once, and not where the same name is only written in another way.
extension Turn {
    func isSamePerson(_ left: Party, _ right: Party) -> Bool { heard(left) == heard(right) }

    /// Who it is, where the same name means the same one.
    func heardName(_ party: Party) -> String? {
        let name = heard(party)
        return party.isWithheld || name.isEmpty ? nil : name
    }

    /// The name as the ear compares it.
    private func heard(_ party: Party) -> String {
        String(settings.written.name(party).map(Folding.fold).filter { !" .,-_'".contains($0) })
    }

    /// The far end changed, the state did not.
    mutating func announceParty(_ call: CallSnapshot) {
        let topic = SpeechTopic.call(call.id.number)
        switch call.state {
        case .active: announce(.partyChanged(call.remote), topic)
        case .held, .heldByPeer: state.renamedInSilence.insert(call.id)
        case .ringing: announce(.farEndRings(call.remote, line: state.lineName(call)), topic)
        case .incoming:
            if let other = state.calls.last(where: { $0.id != call.id && $0.state != .incoming }) {
                announce(.secondCall(call.remote, current: other.remote), topic)
            } else {
                announceIncoming(call)
            }
        case .dialing, .ended: return
        }
    }

    /// Both changed: what is heard is the state, then who it is now; a caller who comes back as somebody else is told by
    /// the new name alone.
    mutating func announceStateAndParty(_ call: CallSnapshot, from old: CallState, _ topic: SpeechTopic) {
        switch call.state {
        case .active:
            state.renamedInSilence.remove(call.id)
            if old != .heldByPeer { announceState(call, from: old, topic) }
            announce(.partyChanged(call.remote), topic)
        case .held, .heldByPeer:
            state.renamedInSilence.insert(call.id)
            announceState(call, from: old, topic)
        case .dialing, .ringing, .incoming, .ended: announceState(call, from: old, topic)
        }
    }

    /// Another call took the place of one (RFC 3891): it stands where that one stood, and its name is told.
    mutating func replace(_ old: CallID, by new: CallSnapshot) {
        let call = named(new)
        if state.calls.contains(where: { $0.id == old }) {
            state.calls.removeAll { $0.id == call.id && $0.id != old }
        }
        guard let place = state.calls.firstIndex(where: { $0.id == old }) else { return store(call) }
        state.calls[place] = call
        state.announced = state.announced.filter { $0 != call.id }.map { $0 == old ? call.id : $0 }
        state.conference = state.conference.map { $0 == old ? call.id : $0 }
        // What is being written was for the one who is gone: that page stays with them, and takes nothing more.
        for index in state.pages.indices where state.pages[index].call == old && state.pages[index].page != .text {
            state.pages[index].call = call.id
        }
        if state.consultation?.waiting == old { state.consultation?.waiting = call.id }
        if state.consultation?.call == old { state.consultation?.call = call.id }
        for index in state.transferRequests.indices where state.transferRequests[index].call == old {
            state.transferRequests[index].call = call.id
        }
        if state.answering == old { state.answering = nil }
        voice(state.speech.forget(.call(old.number)))
        announceParty(call)
    }
}

import Announcements
import CallEngine
import Time

#if FAULTS
    import Faults
#endif

/// Handing a call to somebody else, at once or after a word with them; and calls that speak together.
extension Turn {
    /// Opens the page for the call that is up. After a consultation the cursor stands on the line that joins the two.
    mutating func openTransfer() {
        guard let call = state.targets.current else { return }
        open(.transfer, .call(call))
        guard !state.page.completions.isEmpty else { return }
        focus(1)
    }

    /// Whom the page's field means: a number or an address as it is, a name where it leaves one.
    private mutating func chosenTarget() -> DialEntry? {
        let field = state.page[.target]
        guard !field.text.isEmpty else {
            answer(.impossible(.noNumber))
            return nil
        }
        if let chosen = state.page.chosen, chosen.name == field.text { return chosen }
        guard !field.isNumeric, !field.text.contains("@") else { return DialEntry(name: "", address: field.text) }
        let found = state.suggestions(for: field, of: state.page.lines) + state.page.people.lines(for: field.text)
        if let exact = exact(field.text, among: found) { return exact }
        guard found.count == 1, let entry = found.first?.enter.entry else {
            answer(.several(found.count))
            return nil
        }
        return entry
    }

    /// The call that the page was opened for; it may be over.
    private mutating func transferredCall() -> CallSnapshot? {
        guard let call = state.page.call.flatMap({ state.call($0) }), call.state.isUp else {
            answer(.refused(.unknownCall))
            return nil
        }
        return call
    }

    /// Blind transfer, once it is confirmed in words.
    mutating func transferNow() {
        guard let call = transferredCall(), let target = chosenTarget() else { return }
        let question = PageAnswer.confirmTransfer(call.remote, to: party(target))
        guard isConfirmed(.transfer(call.id, to: target), settings.confirmsTransfer, question) else { return }
        engine(.transfer(call.id, to: target.address))
        leave(.transfer)
    }

    /// The call waits while the agent speaks with the one it may go to.
    mutating func consult() {
        guard let call = transferredCall(), let target = chosenTarget() else { return }
        if call.state == .active || call.state == .heldByPeer { engine(.hold(call.id)) }
        leave(.transfer)
        state.consultation = Consultation(waiting: call.id, token: state.nextToken)
        dial(target)
    }

    /// Both ends are joined; both calls leave us.
    mutating func complete(_ waiting: CallID, with heard: CallID) {
        guard state.call(waiting)?.state.isUp == true, state.call(heard)?.state.isUp == true else {
            return answer(.refused(.unknownCall))
        }
        engine(.attendedTransfer(waiting, with: heard))
        state.consultation = nil
        leave(.transfer)
    }

    /// The one who was called before a transfer has answered: who hears the agent now, and who waits.
    func consultingWords(_ call: CallSnapshot) -> Announcement? {
        #if FAULTS
            if Fault.hearerNotTold.isOn { return nil }
        #endif
        guard let consultation = state.consultation, consultation.call == call.id,
            let waiting = state.call(consultation.waiting)
        else { return nil }
        return .consulting(call.remote, waiting: waiting.remote)
    }

    func party(_ entry: DialEntry) -> Party {
        Party(
            name: entry.name.isEmpty ? nil : entry.name, number: state.user(of: entry.address), address: entry.address)
    }

    /// The page closes; the one below is as it was.
    mutating func leave(_ page: Page) {
        state.sent.insert(page)
        state.pages.removeAll { $0.page == page }
        if state.pages.isEmpty { state.pages = [PageState(.home)] }
        clampFocus()
    }

    // MARK: Conference

    mutating func joinAll() {
        engine(.join(state.calls.filter { $0.state.isUp }.map(\.id)))
    }

    mutating func join(_ call: CallID) {
        let members = state.conference.isEmpty ? [state.targets.current].compactMap { $0 } : state.conference
        guard let first = members.first, first != call || members.count > 1 else {
            return answer(.impossible(.noOtherCall))
        }
        engine(.join(members + [call]))
    }

    // MARK: What the PBX does

    mutating func onCurrentCall(_ command: (CallID) -> EngineCommand) {
        if let id = state.targets.current { engine(command(id)) }
    }

    mutating func pickUp() {
        guard let colleague = state.ringingColleague else { return answer(.impossible(.nobodyRings)) }
        let token = nextToken()
        state.keys.typesOn = false
        state.dialling = Dialled(
            token: token, address: colleague.who, name: state.colleagueName(colleague.who), typed: nil)
        engine(.pickUp(colleague.who, account: colleague.account, token: token))
    }

    mutating func takeBack() {
        let token = nextToken()
        state.keys.typesOn = false
        state.dialling = Dialled(token: token, address: "", name: nil, typed: nil)
        engine(.takeBack(account: nil, token: token))
    }

    mutating func nextToken() -> Int {
        defer { state.nextToken &+= 1 }
        return state.nextToken
    }
}

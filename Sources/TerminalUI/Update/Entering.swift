import AgentDesk
import Announcements
import CallEngine
import Time

#if FAULTS
    import Faults
#endif

/// Enter: what the focused line says is done.
extension Turn {
    mutating func activate() {
        guard let item = state.focusedItem, mayEnter(item.enter) else { return }
        #if FAULTS
            if Fault.enterDead.isOn, case .run = item.enter { return sayFocus() }
        #endif
        switch item.enter {
        case .read: sayFocus()
        case .field: return
        case .run(let command):
            let pages = state.pages
            if state.page.page == .palette { goBackQuietly() }
            run(command)
            // Asked once more: the same line confirms.
            if pages.last?.page == .palette, state.confirming?.at == now { state.pages = pages }
        case .describe(let command): open(.key, .key(command))
        case .call(let id): activate(call: id)
        case .dial(let entry): dial(entry)
        case .callBack(let past): callBack(past)
        case .noteOf(let past): open(.notes, .about(past.party, call: past.id))
        case .erase(let person, let name): erase(person, name)
        case .callLink(let entry): callLink(entry)
        case .declineLink: declineLink()
        case .mailbox(let account): callMailbox(of: account)
        case .choose(let entry): choose(entry)
        case .open(let page, let subject): open(page, subject)
        case .transferNow: transferNow()
        case .consult: consult()
        case .complete(let waiting, let heard): complete(waiting, with: heard)
        case .leave(let id): engine(.leave(id))
        case .join(let id): join(id)
        case .sendMessage: sendMessage()
        case .writeTo(let entry): write(to: entry)
        case .keepContact(let index): keepContact(index)
        case .form(let deed): carryOut(deed)
        case .removeContact(let index): removeContact(index)
        case .turn(let flag, let index): turn(flag, of: index)
        case .decide(let key, let decision): decide(record: key, decision)
        case .recordIsThere(let key): recordIsThere(key)
        case .set(let place, let value): set(place, to: value)
        case .turnPhrase(let name): turnPhrase(name)
        case .takeKey: takeKey()
        case .dropKey(let command): give(nil, to: command)
        case .select(let option): select(option)
        case .tryVoice: tryVoice()
        case .keepLine: keepLine()
        case .finishFirstSteps: finishFirstSteps()
        }
    }

    /// Not where an event has just put another line under the cursor, and not by the keyboard's repeat.
    private mutating func mayEnter(_ enter: Enter) -> Bool {
        if let at = state.lineChangedAt, now - at < Limits.targetChange {
            state.lineChangedAt = nil
            sayFocus()
            return false
        }
        defer {
            state.keys.lastEntered = enter
            state.keys.lastEnteredAt = now
        }
        guard enter.actsOnce, state.keys.lastEntered == enter, let at = state.keys.lastEnteredAt else { return true }
        guard now - at < settings.doubleStrike else { return true }
        state.confirming?.keys = 0
        return false
    }

    private mutating func goBackQuietly() {
        if state.pages.count > 1 { state.pages.removeLast() }
        clampFocus()
    }

    /// Somebody of the list is whom the page's first field means; the cursor goes to what comes next.
    private mutating func choose(_ entry: DialEntry) {
        let field: Field = state.page.page == .transfer ? .target : .recipient
        put(entry, into: field)
        focus(1)
    }

    /// The name stands for the address as long as it is left as it is.
    mutating func put(_ entry: DialEntry, into field: Field) {
        state.page.chosen = entry.name.isEmpty ? nil : entry
        state.page[field] = EditedField(entry.name.isEmpty ? entry.address : entry.name)
    }
}

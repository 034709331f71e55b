import Announcements
import CallEngine

/// Enter: what the focused line says is done.
extension Turn {
    mutating func activate() {
        guard let item = state.focusedItem else { return }
        switch item.enter {
        case .read: sayFocus()
        case .field: return
        case .run(let command):
            if state.page.page == .palette { goBackQuietly() }
            run(command)
        case .describe(let command): open(.key, .key(command))
        case .call(let id): activate(call: id)
        case .dial(let entry): dial(entry)
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
        case .removeContact(let index): removeContact(index)
        case .turn(let flag, let index): turn(flag, of: index)
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

    private mutating func goBackQuietly() {
        if state.pages.count > 1 { state.pages.removeLast() }
        clampFocus()
    }

    /// Somebody of the list is whom the page's first field means; the cursor goes to what comes next.
    private mutating func choose(_ entry: DialEntry) {
        let field: Field = state.page.page == .transfer ? .target : .recipient
        state.page[field] = EditedField(entry.address)
        focus(1)
    }
}

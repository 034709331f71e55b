import Announcements
import CallEngine

/// From a number, an address or a name to a call.
extension Turn {
    /// A digit on Home opens the Dial page with it.
    mutating func dialFromHome(_ digit: Character) {
        endCounting()
        push(PageState(.dial))
        type(digit)
    }

    mutating func dial(entry index: Int, typed: String? = nil) {
        guard state.dialEntries.indices.contains(index) else { return }
        let entry = state.dialEntries[index]
        dial(entry.address, name: entry.name, typed: typed)
    }

    /// Calls what the field says: a number, an address, or the one entry that a typed name leaves. Empty: the last one
    /// again.
    mutating func dialField() {
        let text = state.page.field.text
        guard !text.isEmpty else { return dialAgain() }
        if !state.page.field.isNumeric, !text.contains("@") {
            let entries = state.matchingEntries(state.page.field)
            if let only = entries.first, entries.count == 1 { return dial(entry: only, typed: text) }
            if entries.count > 1 { return answer(.lineCount(entries.count)) }
        }
        dial(text, name: nil, typed: text)
    }

    /// The last number is called again; one that does not exist comes back into the field to be corrected.
    private mutating func dialAgain() {
        guard let last = state.redial else { return answer(.impossible(.noNumber)) }
        guard last.isWrong else { return dial(last.address, name: last.name, typed: "") }
        state.page.field = EditedField(text: last.address, cursor: last.address.count)
        sayFocus()
    }

    private mutating func dial(_ address: String, name: String?, typed: String?) {
        let token = state.nextToken
        state.nextToken &+= 1
        state.dialling = Dialled(token: token, address: address, name: name, typed: typed)
        let whom = name ?? settings.spoken.number(address)
        let written = name ?? settings.written.number(address)
        sayNow(Answer.calling(whom).text(settings.spoken), isPersonal: true)
        write(Answer.calling(written).text(settings.written))
        engine(.dial(to: address, account: nil, token: token))
    }

    /// The number is a call now: the next one begins in an empty field.
    mutating func leaveNumber(to call: CallID) {
        guard var dialled = state.dialling else { return }
        dialled.call = call
        state.dialling = nil
        state.redial = dialled
        for index in state.pages.indices
        where state.pages[index].page == .dial && state.pages[index].field.text == dialled.typed {
            state.pages[index].field = EditedField()
        }
    }

    /// Whether Enter, where the cursor is now, calls the party of a call again, or corrects its number.
    func enterFollows(_ call: CallID) -> Bool {
        guard let redial = state.redial, redial.call == call, state.page.page == .dial else { return false }
        switch state.focusedItem {
        case .field: return state.page.field.text.isEmpty
        case .entry(let index):
            return !redial.isWrong && state.dialEntries.indices.contains(index)
                && state.dialEntries[index].address == redial.address
        case .command, .account, .call, .callLine, .text, .key, nil: return false
        }
    }

    /// Notes how the call of the last number ended.
    mutating func noteEnd(of call: CallID, _ reason: EndReason) {
        guard state.redial?.call == call else { return }
        state.redial?.isWrong = reason.cause == .unknownNumber
    }
}

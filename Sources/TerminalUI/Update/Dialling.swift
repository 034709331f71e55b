import Announcements
import CallEngine

/// From a number, an address or a name to a call.
extension Turn {
    /// A digit on Home opens the Dial page with it.
    mutating func dialFromHome(_ digit: Character) {
        endCounting()
        var page = PageState(.dial)
        page.lines = state.snapshot(for: .dial, .none)
        push(page)
        type(digit, in: .number)
    }

    mutating func dial(_ entry: DialEntry, typed: String? = nil, on account: AccountID? = nil) {
        dial(entry.address, name: entry.name.isEmpty ? nil : entry.name, typed: typed, on: account)
    }

    /// Calls what the field says: a number, an address, or the one entry that a typed name leaves. Empty: the last one
    /// again.
    mutating func dialField() {
        let field = state.page[.number]
        let text = field.text
        guard !text.isEmpty else { return dialAgain() }
        if let digit = speedDial(text) { return dial(speed: digit) }
        if !field.isNumeric, !text.contains("@") {
            let found = state.suggestions(for: field, of: state.page.lines) + state.page.people.lines(for: field.text)
            if let exact = exact(text, among: found) { return dial(exact, typed: text) }
            if found.count == 1, let only = found.first?.enter.entry { return dial(only, typed: text) }
            if found.count > 1 { return answer(.several(found.count)) }
        }
        dial(text, name: nil, typed: text)
    }

    /// The one whose number, or name, it is to the letter.
    func exact(_ text: String, among lines: [Item]) -> DialEntry? {
        let entries = lines.compactMap(\.enter.entry)
        return entries.first { state.user(of: $0.address) == text }
            ?? entries.first { Folding.fold($0.name) == Folding.fold(text) }
    }

    /// The last number is called again; one that does not exist comes back into the field to be corrected.
    private mutating func dialAgain() {
        guard let last = state.redial else { return answer(.impossible(.noNumber)) }
        guard last.isWrong else { return dial(last.address, name: last.name, typed: "") }
        state.page[.number] = EditedField(last.address)
        sayFocus()
    }

    private mutating func dial(_ address: String, name: String?, typed: String?, on account: AccountID? = nil) {
        let token = nextToken()
        state.keys.typesOn = false
        state.dialling = Dialled(token: token, address: address, name: name, typed: typed)
        let whom = name ?? settings.spoken.number(address)
        let written = name ?? settings.written.number(address)
        sayNow(Answer.calling(whom).text(settings.spoken), isPersonal: true)
        write(Answer.calling(written).text(settings.written))
        engine(.dial(to: address, account: account, token: token))
    }

    /// The number is a call now: the next one begins in an empty field.
    mutating func leaveNumber(to call: CallID) {
        guard var dialled = state.dialling else { return }
        dialled.call = call
        state.dialling = nil
        state.redial = dialled
        for index in state.pages.indices
        where state.pages[index].page == .dial && state.pages[index][.number].text == dialled.typed {
            state.pages[index][.number] = EditedField()
        }
    }

    /// Whether Enter, where the cursor is now, calls the party of a call again, or corrects its number.
    func enterFollows(_ call: CallID) -> Bool {
        guard let redial = state.redial, redial.call == call, state.page.page == .dial else { return false }
        switch state.focusedItem?.enter {
        case .field(.number)?: return state.page[.number].text.isEmpty
        case .dial(let entry)?: return !redial.isWrong && entry.address == redial.address
        default: return false
        }
    }

    /// Notes how the call of the last number ended.
    mutating func noteEnd(of call: CallID, _ reason: EndReason) {
        guard state.redial?.call == call else { return }
        state.redial?.isWrong = reason.cause == .unknownNumber
    }
}

import Announcements
import CallEngine

/// The text of each line: label first, then value, state as a word; a call says its state first.
extension AppState {
    private var language: Language { settings.language }

    func line(_ item: Item, on page: PageState) -> String {
        switch item {
        case .command(let command): commandLine(command)
        case .field: "\(fieldLabel(page.page)) \(page.field.text)"
        case .account(let index): accountLine(index)
        case .entry(let index): entryLine(index)
        case .call(let id): call(id).map(callText) ?? ""
        case .callLine(let id):
            "\(Label.line.text(language)) \(call(id).map(lineName) ?? "")"
        case .text(let text): text
        case .key(let command): keyLine(command)
        }
    }

    /// "Raccrocher, F12 ou f": the name, then its keys in words.
    func commandLine(_ command: Command) -> String {
        ([command.name(language)] + [keyWords(command)].compactMap { $0 }).joined(separator: ", ")
    }

    /// The keys of a command, in words; nil where only the palette has it.
    func keyWords(_ command: Command) -> String? {
        let function = command.functionKey.map { "F\($0)" }
        let letter = settings.areLettersActive ? keymap.letter(of: command).map(String.init) : nil
        let keys = [function, letter].compactMap { $0 }
        return keys.isEmpty ? nil : keys.joined(separator: language == .french ? " ou " : " or ")
    }

    func keyLine(_ command: Command) -> String { commandLine(command) }

    func fieldLabel(_ page: Page) -> String {
        switch page {
        case .dial: Label.number.text(language)
        case .inCall: Label.digits.text(language)
        case .home, .incoming, .announcements, .keys, .palette: Label.filter.text(language)
        }
    }

    /// "Sonne Dupont, 04 76 00 11 22" while it rings here, then "Appel Dupont, 04 76 00 11 22" to its end.
    ///
    /// Its further states stand on fresh lines, and Où tells them: a line that changed with each of them would be read
    /// twice, or cut, by the screen readers (rule R8).
    func callText(_ call: CallSnapshot) -> String {
        callText(call, call.state == .incoming ? .stateIncoming : .call)
    }

    /// "En attente Dupont, 04 76 00 11 22": the focused call, where the page lists several.
    var focusedCallByState: String? {
        guard case .call(let id) = focusedItem, let call = call(id) else { return nil }
        let calls = items.filter { if case .call = $0 { true } else { false } }
        return calls.count > 1 ? callText(call, Label(call.state)) : nil
    }

    private func callText(_ call: CallSnapshot, _ label: Label) -> String {
        let label = label.text(language)
        let name = settings.written.name(call.remote)
        guard let number = settings.written.number(call.remote), number != name else { return "\(label) \(name)" }
        return "\(label) \(name), \(number)"
    }

    func lineName(_ call: CallSnapshot) -> String {
        accounts.first { $0.id == call.account }?.name ?? ""
    }

    private func accountLine(_ index: Int) -> String {
        guard accounts.indices.contains(index) else { return "" }
        let account = accounts[index]
        let colon = language == .french ? " :" : ":"
        return "\(Label.line.text(language)) \(account.name)\(colon) \(Label(account.state).text(language))"
    }

    private func entryLine(_ index: Int) -> String {
        guard dialEntries.indices.contains(index) else { return "" }
        let entry = dialEntries[index]
        return "\(entry.name), \(settings.written.number(user(of: entry.address)))"
    }

    /// The user part of a SIP address, for the eye and the ear; anything else as it is.
    func user(of address: String) -> String {
        guard address.hasPrefix("sip:") || address.hasPrefix("sips:") || address.hasPrefix("tel:") else {
            return address
        }
        let rest = address.drop { $0 != ":" }.dropFirst()
        return String(rest.prefix { $0 != "@" && $0 != ";" })
    }

    /// The call that the reserved row shows: the most urgent one that the page does not show by itself.
    var callRow: String {
        let candidates: [CallID?] =
            switch page.page {
            case .incoming: [targets.ringing, targets.current].filter { $0 != page.call }
            case .inCall: [targets.ringing]
            case .home, .dial, .announcements, .keys, .palette: [targets.ringing, targets.current]
            }
        return candidates.compactMap { $0 }.first.flatMap { call($0) }.map(callText) ?? ""
    }
}

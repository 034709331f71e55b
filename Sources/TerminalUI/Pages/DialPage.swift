import AgentDesk
import Announcements
import CallEngine

/// Dial: a number, an address or a name, and who can be called: practice, contacts, and the calls before.
extension AppState {
    func dialLines(_ page: PageState) -> [Item] {
        [fieldItem(.number, page)] + suggestions(for: page[.number], of: page.lines)
            + page.people.lines(for: page[.number].text)
    }

    /// The lines that a typed name or number leaves.
    func suggestions(for field: EditedField, of lines: [Item]) -> [Item] {
        let typed = field.text
        guard !typed.isEmpty else { return lines }
        guard field.isNumeric else { return matching(lines, typed) }
        let digits = typed.filter { $0.isNumber || "+*#".contains($0) }
        return lines.filter {
            guard let entry = $0.enter.entry else { return false }
            return user(of: entry.address).filter { $0.isNumber || "+*#".contains($0) }.contains(digits)
        }
    }

    /// Whom the agent may mean: the practice line, contacts with the favourites first, then the calls before.
    var partners: [DialEntry] {
        var partners = dialEntries
        var known = Set(partners.map(\.address))
        func add(_ entry: DialEntry) {
            if partners.count < Limits.dialEntries, known.insert(entry.address).inserted { partners.append(entry) }
        }
        for contact in contacts.filter(\.isFavourite) + contacts.filter({ !$0.isFavourite }) {
            for address in contact.addresses { add(DialEntry(name: contact.name, address: address)) }
        }
        var lines = Set(partners.map(entryLine))
        for past in pastCalls.reversed() where !past.party.isWithheld && past.cause != .unknownNumber {
            let entry = DialEntry(name: settings.written.name(past.party), address: past.party.address)
            if lines.insert(entryLine(entry)).inserted { add(entry) }
        }
        return partners
    }

    /// "Dupont, 04 76 00 11 22".
    func entryLine(_ entry: DialEntry) -> String {
        let number = settings.written.number(user(of: entry.address))
        return entry.name == number || entry.name.isEmpty ? number : "\(entry.name), \(number)"
    }

    /// The user part of a SIP address, for the eye and the ear; anything else as it is.
    func user(of address: String) -> String { KnownPeople.user(of: address) }
}

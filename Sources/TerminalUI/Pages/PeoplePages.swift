import AgentDesk
import Announcements
import CallEngine

/// Contacts, watched colleagues.
extension AppState {
    var contactListLines: [Item] {
        contacts.indices.map { index in
            Item(contactLine(contacts[index]), .open(.contact, .contact(index)), isPersonal: true)
        }
    }

    private func contactLine(_ contact: Contact) -> String {
        var words = [entryLine(contact.entry)]
        if contact.isFavourite { words.append(Word.favourite.text(language)) }
        if contact.isWatched { words.append(Word.followed.text(language)) }
        if let digit = contact.speedDial { words.append("\(digit)#") }
        return (words + contact.groups).joined(separator: ", ")
    }

    func contactLines(_ page: PageState) -> [Item] {
        guard case .contact(let place) = page.subject else { return [] }
        let fields = [fieldItem(.contactName, page), fieldItem(.contactNumber, page)]
        guard let index = place, contacts.indices.contains(index) else {
            return fields + [Item(Word.keep.text(language), .keepContact(nil))]
        }
        let contact = contacts[index]
        // The lines do not say how it stands: one that changed under the cursor would be read by half (rule R8).
        let flags = [
            Item(Word.turnFollowed.text(language), .turn(.watched, of: index)),
            Item(Word.turnFavourite.text(language), .turn(.favourite, of: index)),
        ]
        let calls =
            [
                Item("\(Command.dial.name(language)) \(contact.name)", .dial(contact.entry), isPersonal: true)
            ]
            + contact.addresses.dropFirst().map { address in
                let entry = DialEntry(name: contact.name, address: address)
                return Item("\(Command.dial.name(language)) \(entryLine(entry))", .dial(entry), isPersonal: true)
            } + [
                Item("\(Word.writeMessageTo.text(language)) \(contact.name)", .writeTo(contact.entry), isPersonal: true)
            ]
        guard !contact.isProvided else { return calls + [Item(Word.provided.text(language))] }
        return calls + fields + [Item(Word.keep.text(language), .keepContact(index))] + flags
            + erasures(of: contact) + [Item(Word.remove.text(language), .removeContact(index))]
    }

    /// What is kept under each of the numbers; the contact itself stays until it is removed.
    private func erasures(of contact: Contact) -> [Item] {
        contact.addresses.enumerated().map { place, address in
            let name = place == 0 ? contact.name : entryLine(DialEntry(name: contact.name, address: address))
            return Item(
                "\(Word.erase.text(language)) \(name)", .erase(DeskPerson(address: address), name: name),
                isPersonal: true)
        }
    }

    func yesOrNo(_ label: Word, _ isOn: Bool) -> String {
        return "\(label.text(language).capitalisedFirst)\(colon) \((isOn ? Word.yes : .no).text(language))"
    }

    /// "Occupé Martin", state first; presence and lines of one colleague in one line.
    var colleagueLines: [Item] {
        var seen: [String] = []
        for one in watched where !seen.contains(one.who) { seen.append(one.who) }
        return seen.map { who in
            Item(colleagueLine(who), .dial(DialEntry(name: colleagueName(who), address: who)), isPersonal: true)
        }
    }

    func colleagueName(_ who: String) -> String {
        contacts.first { $0.address == who }?.name ?? settings.written.number(user(of: who))
    }

    func colleagueLine(_ who: String) -> String {
        let things = watched.filter { $0.who == who }
        let line = things.first { $0.thing == .lines }
        let presence = things.first { $0.thing == .presence }
        let state =
            line.flatMap { $0.line == .unknown ? nil : Label($0.line) } ?? presence?.presence.map { Label($0) }
            ?? .unknownState
        var text = "\(state.text(language).capitalisedFirst) \(colleagueName(who))"
        if let other = line?.other { text += ", \(Word.with.text(language)) \(settings.written.name(other))" }
        if let note = presence?.note, !note.isEmpty { text += ", \(note)" }
        return text
    }
}

extension String {
    /// The first letter large.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

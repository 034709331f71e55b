import Announcements
import CallEngine

/// Written messages, contacts, colleagues and notes.
extension Turn {
    // MARK: Messages

    mutating func keepMessage(_ party: Party, _ text: String, _ messageState: WrittenMessage.State) {
        state.messages.append(
            WrittenMessage(party: party, text: text, state: messageState, at: state.wallSeconds(at: now)))
        if state.messages.count > Limits.messages { state.messages.removeFirst() }
    }

    mutating func write(to entry: DialEntry) {
        open(.newMessage)
        state.page[.recipient] = EditedField(entry.address)
        focus(1)
    }

    mutating func sendMessage() {
        let recipient = state.page[.recipient]
        let text = state.page[.message].text
        guard !recipient.text.isEmpty else { return answer(.impossible(.noNumber)) }
        guard !text.isEmpty else { return answer(.impossible(.nothingWritten)) }
        var target = DialEntry(name: "", address: recipient.text)
        if !recipient.isNumeric, !recipient.text.contains("@") {
            let found = state.matching(state.page.lines, recipient.text)
            guard found.count == 1, case .choose(let entry)? = found.first?.enter else {
                return answer(.found(found.count))
            }
            target = entry
        }
        let token = nextToken()
        keepMessage(named(party(target)), text, .sending(token: token))
        engine(.sendMessage(to: target.address, text: text, account: nil, token: token))
        leave(.newMessage)
        answer(.messageLeaves)
    }

    /// The message with that token went, or did not.
    mutating func messageAnswered(_ isTaken: Bool, token: Int) {
        for index in state.messages.indices where state.messages[index].state == .sending(token: token) {
            state.messages[index].state = isTaken ? .sent : .failed
        }
    }

    mutating func callMailbox() {
        for account in state.accounts {
            guard let address = state.voicemails[account.id]?.address else { continue }
            return dial(DialEntry(name: "", address: address))
        }
    }

    // MARK: Contacts

    mutating func keepContact(_ place: Int?) {
        let name = state.page[.contactName].text.trimmedBlanks
        let address = state.page[.contactNumber].text.trimmedBlanks
        guard !name.isEmpty else { return refuse(.contactName, .noName) }
        guard !address.isEmpty else { return refuse(.contactNumber, .noNumber) }
        if let index = place, state.contacts.indices.contains(index) {
            watch(state.contacts[index], false)
            state.contacts[index].name = name
            state.contacts[index].address = address
            watch(state.contacts[index], state.contacts[index].isWatched)
            effects.append(.keepContact(state.contacts[index], at: index))
        } else {
            guard state.contacts.count < Limits.contacts else { return answer(.impossible(.tooManyContacts)) }
            let contact = Contact(name: name, address: address)
            state.contacts.append(contact)
            effects.append(.keepContact(contact, at: nil))
            leave(.contact)
        }
        refreshContacts()
    }

    mutating func turn(_ flag: ContactFlag, of index: Int) {
        guard state.contacts.indices.contains(index) else { return }
        switch flag {
        case .watched:
            state.contacts[index].isWatched.toggle()
            watch(state.contacts[index], state.contacts[index].isWatched)
            answer(.text(state.yesOrNo(.followed, state.contacts[index].isWatched)))
        case .favourite:
            state.contacts[index].isFavourite.toggle()
            answer(.text(state.yesOrNo(.favourite, state.contacts[index].isFavourite)))
        }
        effects.append(.keepContact(state.contacts[index], at: index))
        refreshContacts()
    }

    mutating func removeContact(_ index: Int) {
        guard state.contacts.indices.contains(index) else { return }
        let contact = state.contacts[index]
        guard isConfirmed(.removeContact(index), true, .confirmRemoval(contact.name)) else { return }
        watch(contact, false)
        state.contacts.remove(at: index)
        effects.append(.removeContact(at: index))
        leave(.contact)
        refreshContacts()
    }

    /// The list below shows what is kept now.
    private mutating func refreshContacts() {
        for index in state.pages.indices where state.pages[index].page == .contacts {
            state.pages[index].lines = state.snapshot(for: .contacts)
        }
        clampFocus()
    }

    /// Presence and lines of a contact are followed, or no more.
    mutating func watch(_ contact: Contact, _ isOn: Bool) {
        for thing in WatchedThing.allCases {
            if isOn {
                engine(.watch(contact.address, thing, account: nil))
            } else if contact.isWatched {
                engine(.unwatch(contact.address, thing, account: nil))
            }
        }
        if !isOn { state.watched.removeAll { $0.who == contact.address } }
    }

    /// A field that is not as it must be: why, and the cursor in it.
    mutating func refuse(_ field: Field, _ obstacle: Obstacle) {
        if let place = state.items.firstIndex(where: { $0.field == field }) { state.page.focus = place }
        answer(.impossible(obstacle))
    }

    // MARK: Notes

    mutating func openNotes() {
        let recent = state.pastCalls.last.flatMap { past in
            state.wallSeconds(at: now) - past.begunAt - (past.seconds ?? 0) < Limits.noteAfterCall ? past.party : nil
        }
        let party = state.toldCall?.remote ?? recent
        open(.notes)
        state.page.party = party
        if let party {
            state.page.lines.insert(
                Item("\(Word.about.text(settings.language)) \(settings.written.name(party))", isPersonal: true), at: 0)
        }
    }

    mutating func keepNote() {
        let text = state.page[.note].text.trimmedBlanks
        guard !text.isEmpty else { return sayFocus() }
        let note = Note(text: text, party: state.page.party, at: state.wallSeconds(at: now))
        state.notes.append(note)
        if state.notes.count > Limits.notes { state.notes.removeFirst() }
        state.page[.note] = EditedField()
        state.page.lines.append(Item(state.noteLine(note), isPersonal: true))
        effects.append(.keepNote(note))
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmedBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

import AgentDesk
import Announcements
import CallEngine

#if FAULTS
    import Faults
#endif

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
        // What was written for somebody else is not sent to this one.
        if state.page.chosen != entry { state.page[.message] = EditedField() }
        put(entry, into: .recipient)
        focus(1)
    }

    mutating func sendMessage() {
        let recipient = state.page[.recipient]
        let text = state.page[.message].text
        guard !recipient.text.isEmpty else { return answer(.impossible(.noNumber)) }
        guard !text.isEmpty else { return answer(.impossible(.nothingWritten)) }
        var target = DialEntry(name: "", address: recipient.text)
        if let chosen = state.page.chosen, chosen.name == recipient.text {
            target = chosen
        } else if !recipient.isNumeric, !recipient.text.contains("@") {
            let found = state.matching(state.page.lines, recipient.text)
            if let exact = exact(recipient.text, among: found) {
                target = exact
            } else if found.count == 1, let entry = found.first?.enter.entry {
                target = entry
            } else {
                return answer(.several(found.count))
            }
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

    /// The mailbox of a line, on that line; nil: the first that is known.
    mutating func callMailbox(of id: AccountID? = nil) {
        for account in state.accounts where id == nil || account.id == id {
            guard let address = state.voicemails[account.id]?.address else { continue }
            return dial(DialEntry(name: "", address: address), on: account.id)
        }
        answer(.impossible(.noMailbox))
    }

    // MARK: Contacts

    mutating func keepContact(_ place: Int?) {
        let name = state.page[.contactName].text.trimmedBlanks
        let address = state.page[.contactNumber].text.trimmedBlanks
        guard !name.isEmpty else { return refuse(.contactName, .noName) }
        guard !address.isEmpty else { return refuse(.contactNumber, .noNumber) }
        if let index = place, state.contacts.indices.contains(index), !state.contacts[index].isProvided {
            let known = state.contacts[index]
            watch(known, false)
            state.contacts[index].name = name
            state.contacts[index].address = address
            watch(state.contacts[index], state.contacts[index].isWatched)
            effects.append(.keepContact(state.contacts[index], at: index, known: known))
        } else {
            guard state.ownContacts < Limits.contacts else { return answer(.impossible(.tooManyContacts)) }
            let contact = Contact(name: name, address: address)
            state.contacts.insert(contact, at: state.ownContacts)
            effects.append(.keepContact(contact, at: nil, known: nil))
            leave(.contact)
        }
        refreshContacts()
    }

    mutating func turn(_ flag: ContactFlag, of index: Int) {
        guard state.contacts.indices.contains(index), !state.contacts[index].isProvided else { return }
        let known = state.contacts[index]
        switch flag {
        case .watched:
            guard known.isWatched || state.contacts.count(where: \.isWatched) < Limits.watchedContacts else {
                return answer(.impossible(.tooManyWatched))
            }
            state.contacts[index].isWatched.toggle()
            watch(state.contacts[index], state.contacts[index].isWatched)
            answer(.text(state.yesOrNo(.followed, state.contacts[index].isWatched)))
        case .favourite:
            state.contacts[index].isFavourite.toggle()
            answer(.text(state.yesOrNo(.favourite, state.contacts[index].isFavourite)))
        }
        effects.append(.turnContact(state.contacts[index], at: index, known: known))
        refreshContacts()
    }

    mutating func removeContact(_ index: Int) {
        guard state.contacts.indices.contains(index), !state.contacts[index].isProvided else { return }
        let contact = state.contacts[index]
        guard isConfirmed(.removeContact(index), true, .confirmRemoval(contact.name)) else { return }
        watch(contact, false)
        state.contacts.remove(at: index)
        effects.append(.removeContact(at: index, known: contact))
        leave(.contact)
        refreshContacts()
    }

    /// The list below shows what is kept now.
    mutating func refreshContacts() {
        for index in state.pages.indices where state.pages[index].page == .contacts {
            state.pages[index].lines = state.snapshot(for: .contacts, .none)
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
        #if FAULTS
            if Fault.errorWithoutReason.isOn { return sound(.refused) }
        #endif
        if let place = state.items.firstIndex(where: { $0.field == field }) { state.page.focus = place }
        answer(.impossible(obstacle))
    }

    // MARK: Notes

    mutating func openNotes() {
        let recent = state.pastCalls.last.flatMap { past -> Subject? in
            let isRecent = state.wallSeconds(at: now) - past.begunAt - (past.seconds ?? 0) < Limits.noteAfterCall
            return isRecent ? .about(past.party, call: past.id) : nil
        }
        let told = state.toldCall.map { Subject.about($0.remote, call: CallKey.of($0.id, run: state.run)) }
        open(.notes, told ?? recent ?? .none)
    }

    mutating func keepNote() {
        let text = state.page[.note].text.trimmedBlanks
        guard !text.isEmpty else { return sayFocus() }
        guard state.keepingNote == nil else { return }
        var note = Note(text: text, party: nil, at: state.wallSeconds(at: now))
        if case .about(let party, let call) = state.page.subject { (note.party, note.call) = (party, call) }
        state.keepingNote = note
        effects.append(.keepNote(note))
    }

    /// It is on the disk, and only now it leaves its field; or it is not, and stays there.
    mutating func noteKept(_ isKept: Bool) {
        guard let note = state.keepingNote else { return }
        state.keepingNote = nil
        guard isKept else { return }
        #if FAULTS
            if Fault.noteLost.isOn {
                state.page[.note] = EditedField()
                return
            }
        #endif
        state.notes.append(note)
        if state.notes.count > Limits.notes { state.notes.removeFirst() }
        for index in state.pages.indices where state.pages[index].page == .notes {
            if state.pages[index][.note].text.trimmedBlanks == note.text { state.pages[index][.note] = EditedField() }
            state.pages[index].lines.append(Item(state.noteLine(note), isPersonal: true))
        }
        if let call = note.call { take(notes: [note], of: call) }
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmedBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

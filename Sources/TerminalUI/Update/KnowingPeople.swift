import AgentDesk
import Announcements
import CallEngine
import Configuration
import Time

#if FAULTS
    import Faults
#endif

/// Who calls by the contacts and the directories, and whom the agent looks for there.
extension Turn {
    // MARK: Names of callers

    /// The call with the name by which its far end is known here; whence it is known is kept for Qui.
    mutating func named(_ call: CallSnapshot) -> CallSnapshot {
        var named = call
        let (party, known) = identified(call.remote)
        named.remote = party
        state.knownCallers[call.id] = known
        #if FAULTS
            if Fault.wrongCallerName.isOn { named.remote.name = state.lineName(call) }
        #endif
        return named
    }

    func named(_ party: Party) -> Party { identified(party).0 }

    /// A contact's name, or that of a directory that is believed, goes before what the party says of itself; of one that is not it
    /// stands where there is no other.
    private func identified(_ party: Party) -> (Party, KnownCaller?) {
        guard !party.isWithheld else { return (party, nil) }
        var named = party
        let isNameless = party.name?.isEmpty != false
        if let entry = state.dialEntries.first(where: { KnownPeople.isSame($0.address, party) }) {
            if isNameless { named.name = entry.name }
            return (named, nil)
        }
        let people = KnownPeople(contacts: state.contacts, people: state.people)
        guard let known = people.name(of: party), known.source.isTrusted || isNameless else { return (party, nil) }
        named.name = known.name
        let isOther = !isNameless && !isSamePerson(named, party)
        guard isOther || !known.source.name.isEmpty else { return (named, nil) }
        return (named, KnownCaller(source: known.source.name, claimed: isOther && !party.isAsserted ? party.name : nil))
    }

    // MARK: Searches

    /// The people of the directories as they were read last.
    mutating func take(_ people: PeopleIndex) { state.people = people }

    /// What the field says changed: those whom it finds among the people that are known.
    mutating func findPeople(_ field: Field) {
        let words = state.page[field].text
        state.page.people = PeopleSearch(words: words)
        guard words.count >= Limits.searchedCharacters else { return }
        let wanted = state.page[field].isNumeric ? words.filter { $0.isASCII && $0.isNumber } : words
        state.page.people.lines = state.personLines(state.people.found(wanted), on: state.page)
    }

    /// The agent pauses: a directory is asked where nobody is known by these words.
    mutating func askDirectories() {
        let search = state.page.people
        guard state.configuration.directories.contains(where: { $0.kind == .ldap }), let field = state.focusedField,
            [.number, .target].contains(field),
            !state.page[field].isNumeric, search.words.count >= Limits.searchedCharacters, search.lines.isEmpty
        else { return }
        state.directoryDueAt = now + Limits.directoryPatience
        effects.append(.searchPeople(search.words))
    }

    /// What the directories found, where the agent still looks for it.
    mutating func take(found entries: [PeopleIndex.Entry], for words: String, isSilent: Bool) {
        let isAwaited = state.directoryDueAt != nil && state.page.people.words == words
        if isAwaited { state.directoryDueAt = nil }
        if isSilent { if isAwaited { tellSilence() } } else { state.isSilenceTold = false }
        guard state.page.people.words == words, let field = state.focusedField, [.number, .target].contains(field)
        else {
            return
        }
        let lines = state.personLines(entries, on: state.page)
        guard !lines.isEmpty else { return }
        state.page.people.lines += lines
        countLines()
    }

    /// A second has passed without an answer.
    mutating func tellSilence() {
        state.directoryDueAt = nil
        guard !state.isSilenceTold else { return }
        state.isSilenceTold = true
        answerTyping(.directorySilent)
    }

    // MARK: Speed dial

    /// "3#" in the Number field: whose digit it is; nil: it is no such thing.
    func speedDial(_ text: String) -> Int? {
        guard text.count == 2, text.hasSuffix("#"), let digit = text.first?.wholeNumberValue, digit > 0 else {
            return nil
        }
        return text.first?.isASCII == true ? digit : nil
    }

    mutating func dial(speed digit: Int) {
        guard let contact = state.contacts.first(where: { $0.speedDial == digit }) else {
            return answer(.impossible(.noSpeedDial))
        }
        dial(contact.entry, typed: "\(digit)#")
    }
}

import AgentDesk
import Announcements
import CallEngine

/// Recent calls, and the page of each.
extension AppState {
    /// "Manqué Dupont, 04 76 00 11 22, hier 14 heures 5".
    func pastCallItem(_ past: PastCall) -> Item {
        var text = "\(Label(past).text(language)) \(who(past.party)), \(moment(past.begunAt))"
        if let seconds = past.seconds { text += ", \(SpokenTime.duration(seconds: seconds, language))" }
        return Item(text, .callBack(past), isPersonal: true)
    }

    /// One fact a line; what can be done comes after them, what was noted last.
    func pastCallLines(_ subject: Subject) -> [Item] {
        guard case .pastCall(let past) = subject else { return [] }
        let facts = pastCallFacts(past).map { Item($0, isPersonal: true) }
        return facts + pastCallDeeds(past) + notes.filter { $0.call == past.id }.map { noteItem($0) }
    }

    func noteItem(_ note: Note) -> Item { Item(noteLine(note), isPersonal: true) }

    func incidentItem(_ reference: IncidentReference) -> Item {
        Item(fact(.incident, "\(reference.connector) \(reference.number)"), isPersonal: true)
    }

    private func who(_ party: Party) -> String {
        let name = settings.written.name(party)
        let number = settings.written.number(party)
        return number.map { $0 == name ? name : "\(name), \($0)" } ?? name
    }

    private func pastCallFacts(_ past: PastCall) -> [String] {
        var facts = ["\(Label(past).text(language)) \(who(past.party))"]
        if let name = past.directoryName { facts.append(fact(.inDirectory, name)) }
        facts += past.forwardedBy.map { fact(.forwardedBy, who($0)) }
        facts.append(moment(past.begunAt).capitalisedFirst)
        if let seconds = past.seconds { facts.append(fact(.lasted, SpokenTime.duration(seconds: seconds, language))) }
        if let tenths = past.qualityTenths {
            let point = language == .french ? "," : "."
            facts.append(fact(.quality, "\(tenths / 10)\(point)\(tenths % 10) \(Word.ofFive.text(language))"))
        }
        if !past.line.isEmpty { facts.append("\(Label.line.text(language)) \(past.line)") }
        let newer = desk.references[past.id, default: []].filter { !past.incidents.contains($0) }
        facts += (past.incidents + newer).map { incidentItem($0).text }
        return facts
    }

    private func fact(_ word: Word, _ value: String) -> String { "\(word.text(language)) \(value)" }

    private func pastCallDeeds(_ past: PastCall) -> [Item] {
        let note = Item(Word.writeNote.text(language), .noteOf(past))
        guard !past.party.isWithheld else { return [note] }
        let name = settings.written.name(past.party)
        let entry = DialEntry(name: name, address: past.party.address)
        return [
            Item("\(Word.callBack.text(language)) \(name)", .callBack(past), isPersonal: true), note,
            Item("\(Word.writeMessageTo.text(language)) \(name)", .writeTo(entry), isPersonal: true),
            Item(
                "\(Word.erase.text(language)) \(name)", .erase(DeskPerson(address: past.party.address), name: name),
                isPersonal: true),
        ]
    }
}

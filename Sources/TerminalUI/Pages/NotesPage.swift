import AgentDesk
import Announcements
import CallEngine

/// Notes: a field for a new one, then those that were taken, the newest first when the page is opened.
extension AppState {
    func aboutLine(_ subject: Subject) -> [Item] {
        guard case .about(let party, _) = subject else { return [] }
        return [Item("\(Word.about.text(language)) \(settings.written.name(party))", isPersonal: true)]
    }

    var noteLines: [Item] { notes.reversed().map { Item(noteLine($0), isPersonal: true) } }

    /// "Dupont, hier 14 heures 5 : rappeler demain".
    func noteLine(_ note: Note) -> String {
        let who = note.party.map { settings.written.name($0) + ", " } ?? ""
        return "\(who)\(moment(note.at))\(colon) \(note.text)"
    }
}

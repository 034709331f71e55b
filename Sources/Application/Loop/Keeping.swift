import AgentDesk
import CallEngine
import Configuration
import Control
import JSONText
import Services
import TerminalUI

#if FAULTS
    import Faults
#endif

/// What the agent changes and confirms, kept on disk; each answers by what became of it.
struct Keeping: Sendable {
    let file: ConfigurationFile
    let folder: StateFolder
    var language: SettingLanguage
    /// The practice line's calls and notes are no real ones.
    let isPractice: Bool

    private var notesName: String { isPractice ? "practice-notes.jsonl" : "notes.jsonl" }
    private var callsName: String { isPractice ? "practice-calls.jsonl" : "calls.jsonl" }

    /// - Returns: nil where it is kept; else why not, in words.
    /// - Parameter address: of the account as it is known: where the file has another there, nothing is written.
    func setting(_ place: SettingPlace, _ value: SettingValue?, address: String?) -> String? {
        words { () throws(ConfigurationProblem) in
            if let account = place.account {
                let accounts = try file.read(mayWait: false).settings.accounts
                guard accounts.indices.contains(account), accounts[account].address == address else {
                    throw ConfigurationProblem(.unchangeable)
                }
            }
            try file.write(place.key, account: place.account, value)
        }
    }

    /// What is wrong in the configuration file though it can be written, the first of it in words; nil where nothing is.
    func fault() -> String? {
        do throws(ConfigurationProblem) {
            return try file.read(mayWait: false).problems.first?.sentence(in: language, file: file.path)
        } catch { return error.sentence(in: language, file: file.path) }
    }

    func line(_ line: NewLine) -> String? {
        words { () throws(ConfigurationProblem) in
            var values: [SettingKey: SettingValue] = [:]
            let typed: [(SettingKey, String)] = [
                (.accountAddress, line.address), (.accountName, line.name), (.accountPassword, line.password),
                (.accountRegistrar, line.server),
            ]
            for (key, text) in typed where !text.isEmpty { values[key] = try Setting.of(key).accept(typed: text) }
            try file.write(account: values)
        }
    }

    func keys(_ text: String) -> String? {
        let keys = KeysFile(beside: file)
        return words(of: keys.path) { () throws(ConfigurationProblem) in try keys.write(text) }
    }

    func contact(_ contact: AgentDesk.Contact, at index: Int?, known: AgentDesk.Contact?) -> String? {
        words { () throws(ConfigurationProblem) in
            let kept = Settings.Contact(contact)
            if let index {
                try file.change(contact: kept, at: index, known: known.map { Settings.Contact($0) })
            } else {
                try file.add(contact: kept)
            }
        }
    }

    func removeContact(at index: Int, known: AgentDesk.Contact) -> String? {
        words { () throws(ConfigurationProblem) in
            try file.remove(contactAt: index, known: Settings.Contact(known))
        }
    }

    /// The contacts as the file has them; nil where it cannot be read.
    func contacts() -> [AgentDesk.Contact]? {
        (try? file.read(mayWait: false))?.settings.contacts.map {
            AgentDesk.Contact(
                name: $0.name, address: $0.address, isWatched: $0.isWatched, isFavourite: $0.isFavourite)
        }
    }

    /// - Parameter path: of the file that is written; nil: the configuration.
    private func words(of path: String? = nil, _ work: () throws(ConfigurationProblem) -> Void) -> String? {
        do throws(ConfigurationProblem) {
            try work()
            return nil
        } catch { return error.sentence(in: language, file: path ?? file.path) }
    }

    #if FAULTS
        func note(_ note: Note) -> String? { Fault.noteLost.isOn ? nil : append(Self.json(note), to: notesName) }
    #else
        func note(_ note: Note) -> String? { append(Self.json(note), to: notesName) }
    #endif

    func call(_ call: PastCall) -> String? { append(Self.json(call), to: callsName) }

    private func append(_ json: JSON, to name: String) -> String? {
        do throws(StateProblem) {
            try folder.journal(name).append(json.description)
            return nil
        } catch { return error.words[language] }
    }

    /// At a start: only the newest calls stay on disk. Notes are never taken away. Where it cannot be done it is so at another start.
    func trimCalls() {
        try? Journal(path: folder.path + "/" + callsName).trim(toLast: Services.Limits.keptCalls)
    }

    /// The notes and calls of earlier starts, the oldest first.
    func earlierNotes() -> [Note] { lines(notesName, TerminalUI.Limits.notes).compactMap(Self.note) }
    func earlierCalls() -> [PastCall] { lines(callsName, TerminalUI.Limits.pastCalls).compactMap(Self.call) }

    private func lines(_ name: String, _ most: Int) -> [JSON] {
        Journal(path: folder.path + "/" + name).lines(last: most).compactMap { try? JSONParser.parse(Array($0.utf8)) }
    }

    // MARK: As lines

    private static func json(_ party: Party) -> JSON {
        .record([
            "name": party.name.map { .text($0) }, "number": party.number.map { .text($0) },
            "address": .text(party.address), "withheld": party.isWithheld ? .boolean(true) : nil,
        ])
    }

    private static func party(_ json: JSON) -> Party? {
        guard let address = json["address"]?.text else { return nil }
        return Party(
            name: json["name"]?.text, number: json["number"]?.text, address: address,
            isWithheld: json["withheld"]?.boolean ?? false)
    }

    /// Within the dates of people: the file may be anybody's.
    private static func moment(_ json: JSON) -> WallSeconds? {
        json["at"]?.integer.flatMap { (0...Limits.wallSeconds).contains($0) ? $0 : nil }
    }

    private static func json(_ note: Note) -> JSON {
        .record(["at": .integer(note.at), "text": .text(note.text), "party": note.party.map(json)])
    }

    private static func note(_ json: JSON) -> Note? {
        guard let at = moment(json), let text = json["text"]?.text else { return nil }
        return Note(text: text, party: json["party"].flatMap(party), at: at)
    }

    private static func json(_ call: PastCall) -> JSON {
        .record([
            "at": .integer(call.begunAt), "incoming": .boolean(call.isIncoming), "cause": .text(call.cause.rawValue),
            "seconds": call.seconds.map { .integer($0) }, "party": json(call.party),
        ])
    }

    private static func call(_ json: JSON) -> PastCall? {
        guard let at = moment(json), let cause = json["cause"]?.text.flatMap(EndReason.Cause.init),
            let party = json["party"].flatMap(party)
        else { return nil }
        return PastCall(
            party: party, isIncoming: json["incoming"]?.boolean ?? false, cause: cause, begunAt: at,
            seconds: json["seconds"]?.integer.map { min(max(0, $0), Limits.callSeconds) })
    }
}

extension Settings.Contact {
    init(_ contact: AgentDesk.Contact) {
        self.init(
            name: contact.name, address: contact.address, isWatched: contact.isWatched, isFavourite: contact.isFavourite
        )
    }
}

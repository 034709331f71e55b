import AgentDesk
import Announcements
import CallEngine
import Configuration
import Services

/// The two shapes in which calls are written for other programs.
public enum HistoryFormat: String, Sendable, CaseIterable {
    case csv, json
}

/// `clairvoix history`: what is kept of calls, without the interface. A broken store is told, and left as it is.
public enum History {
    /// Prints a line a call, the newest first: when, which way, how it ended, who.
    public static func search(_ text: String, _ options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let found = try inStore(options) { store throws(StateProblem) in
            try store.calls(matching: text, most: Limits.printedCalls)
        }
        for call in found.calls {
            let party = call.party
            let who = party.isWithheld ? [] : [party.name, party.number].compactMap { $0 }
            let words = [CallTable.moment(call.begunAt), call.isIncoming ? "<" : ">", call.cause?.rawValue ?? "?"]
            print((words + who).joined(separator: " "))
        }
        return 0
    }

    public static func export(
        _ format: HistoryFormat, to file: String, _ options: ProgramOptions
    ) throws(ProgramProblem) -> Int32 {
        try inStore(options) { store throws(StateProblem) in
            try store.export(as: format == .csv ? .csv : .json, to: file)
        }
        return 0
    }

    /// Asks on the terminal first, unless it is confirmed already.
    public static func erase(
        _ number: String, isConfirmed: Bool, _ options: ProgramOptions
    ) throws(ProgramProblem) -> Int32 {
        let language = language(options)
        // What it remembers it would write again.
        if ControlSocket.served(folder: ProgramOptions.environment("XDG_RUNTIME_DIR")) != nil {
            let words = Bilingual(
                "Clairvoix tourne : effacez depuis la page de l'appel ou du contact, ou quittez-le d'abord",
                "Clairvoix runs: erase from the page of the call or the contact, or leave it first")
            throw ProgramProblem(words[language], exitCode: 1)
        }
        if !isConfirmed {
            let question = Bilingual(
                "Effacer tout ce qui est gardé de \(number) ? oui ou non",
                "Erase all that is kept of \(number)? yes or no")
            print(question[language])
            guard let answer = readLine(), ["oui", "yes"].contains(answer) else { return 1 }
        }
        let person = DeskPerson(address: number)
        let calls = try inStore(options) { store throws(StateProblem) in try store.keys(of: person) }
        // Before the calls, by which they are found.
        let forms = try eraseForms(of: person, calls, options)
        let erased = try inStore(options) { store throws(StateProblem) in try store.erase(person) }
        let words = Bilingual(
            "Effacés : appels \(erased.calls), notes \(erased.notes), autres \(erased.others + forms)",
            "Erased: calls \(erased.calls), notes \(erased.notes), others \(erased.others + forms)")
        print(words[language])
        if erased.waiting > 0 {
            let words = Bilingual(
                "Pas effacées, car pas encore envoyées : fiches \(erased.waiting)",
                "Not erased, since they are not sent yet: forms \(erased.waiting)")
            print(words[language])
        }
        return 0
    }

    /// Forms about the person that an earlier run left half filled.
    /// - Returns: how many were taken out.
    private static func eraseForms(
        of person: DeskPerson, _ calls: Set<String>, _ options: ProgramOptions
    ) throws(ProgramProblem) -> Int {
        let file = DraftFile(in: options.stateFolder, isPractice: false)
        let drafts = file.read()
        let others = drafts.filter { !person.isNamed(in: $0, calls: calls) }
        guard others.count < drafts.count else { return 0 }
        do throws(ConfigurationProblem) { try file.write(others) } catch {
            throw ProgramProblem(error.sentence(in: language(options), file: file.path))
        }
        return drafts.count - others.count
    }

    private static func language(_ options: ProgramOptions) -> SettingLanguage {
        (try? options.load()).map { options.speaks($0) } ?? ProgramOptions.systemLanguage
    }

    private static func inStore<Value>(
        _ options: ProgramOptions, _ work: (Store) throws(StateProblem) -> Value
    ) throws(ProgramProblem) -> Value {
        do throws(StateProblem) {
            let store = try options.stateFolder.store("desk.sqlite", mends: false)
            defer { store.close() }
            return try work(store)
        } catch { throw ProgramProblem(error.words[language(options)]) }
    }
}

import AgentDesk
import Configuration
import Services

/// `clairvoix contacts import|export|search|check`.
public enum ContactFiles {
    public enum Verb: String, Sendable, CaseIterable { case `import`, export, search, check }

    /// - Parameter argument: the file, or the words.
    /// - Returns: the exit code: 0, or 1 where something was not taken or a directory gave nothing.
    public static func run(_ verb: Verb, _ argument: String, options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let file = options.configurationFile
        let settings: Settings
        do {
            settings = try file.load()
        } catch {
            throw ProgramProblem(error.sentence(in: options.spokenBeforeSettings, file: file.path))
        }
        let language = options.speaks(settings)
        switch verb {
        case .import: return try take(argument, into: file, settings, language)
        case .export: return try give(argument, settings, language)
        case .search: return search(argument, settings, language)
        case .check: return try check(argument, settings, language)
        }
    }

    // MARK: Import

    private static func take(
        _ path: String, into file: ConfigurationFile, _ settings: Settings, _ language: SettingLanguage
    ) throws(ProgramProblem) -> Int32 {
        let reading = CardReading(try FileText.octets(path, atMost: PeopleLimits.cardsOctets, in: language))
        let contacts = settings.contacts.map { AgentDesk.Contact($0) }
        let taken = ContactImport(
            reading.people, into: contacts, by: NumberPlan(settings), most: Configuration.Limits.contacts
        ) { Settings.Contact($0).canBeWritten }
        do {
            try file.take(taken.changes)
        } catch {
            throw ProgramProblem(error.sentence(in: language, file: file.path))
        }
        for line in report(reading, taken) { print(line[language]) }
        if ControlSocket.served(folder: ProgramOptions.environment("XDG_RUNTIME_DIR")) != nil {
            let words = Bilingual(
                "Clairvoix tourne : il les aura à son prochain démarrage",
                "Clairvoix runs: it has them from its next start on")
            print(words[language])
        }
        return reading.problemCount == 0 && taken.refusalCount == 0 ? 0 : 1
    }

    private static func report(_ reading: CardReading, _ taken: ContactImport) -> [Bilingual] {
        var lines = [
            Bilingual("\(taken.added) ajoutés", "\(taken.added) added"),
            Bilingual("\(taken.changed) mis à jour", "\(taken.changed) updated"),
            Bilingual("\(taken.known) déjà là", "\(taken.known) known already"),
        ]
        for refusal in taken.refusals {
            switch refusal {
            case .withoutNumber(let name):
                lines.append(Bilingual("pas pris, sans numéro : \(name)", "not taken, no number: \(name)"))
            case .noRoom(let name):
                lines.append(Bilingual("pas pris, trop de contacts : \(name)", "not taken, too many contacts: \(name)"))
            case .oddNumber(let number, let name):
                lines.append(
                    Bilingual(
                        "numéro pas pris, il ne peut pas être appelé : \(number), de \(name)",
                        "number not taken, it cannot be called: \(number), of \(name)"))
            case .tooMuch(let name):
                lines.append(
                    Bilingual(
                        "pas pris, plus que ce qu'un contact peut avoir : \(name)",
                        "not taken, more than a contact can have: \(name)"))
            }
        }
        for problem in reading.problems {
            let why = words(problem.reason)
            lines.append(
                problem.line == 0
                    ? why : Bilingual("ligne \(problem.line) : \(why.french)", "line \(problem.line): \(why.english)"))
        }
        let hidden =
            taken.refusalCount - taken.refusals.count + reading.problemCount - reading.problems.count
        if hidden > 0 {
            lines.append(Bilingual("et \(hidden) autres", "and \(hidden) more"))
        }
        for (name, count) in reading.leftOut.sorted(by: { $0.key < $1.key }).prefix(PeopleLimits.cardProblems) {
            lines.append(Bilingual("\(name) n'est pas gardé, \(count) fois", "\(name) is not kept, \(count) times"))
        }
        return lines
    }

    private static func words(_ reason: CardReading.Problem.Reason) -> Bilingual {
        switch reason {
        case .unreadable: Bilingual("ce n'est pas une ligne de vCard", "no line of a vCard")
        case .nameless: Bilingual("fiche sans nom", "a card without a name")
        case .notAPerson: Bilingual("fiche d'un groupe, pas d'une personne", "a card of a group, not of a person")
        case .cut: Bilingual("le fichier finit au milieu d'une fiche", "the file ends within a card")
        case .tooMany: Bilingual("trop de fiches", "too many cards")
        case .tooLarge: Bilingual("le fichier est trop grand", "the file is too large")
        }
    }

    // MARK: Export and search

    private static func give(
        _ path: String, _ settings: Settings, _ language: SettingLanguage
    ) throws(ProgramProblem) -> Int32 {
        let people = (settings.contacts + settings.providedContacts).map { AgentDesk.Contact($0).person }
        do {
            try OctetFile.writeNew(CardWriting.octets(people), to: path)
        } catch {
            throw ProgramProblem(error.sentence(in: language, file: path))
        }
        print(Bilingual("\(people.count) contacts écrits", "\(people.count) contacts written")[language])
        return 0
    }

    /// Reads the directory of this name whole, as the program does in the background.
    private static func check(
        _ name: String, _ settings: Settings, _ language: SettingLanguage
    ) throws(ProgramProblem) -> Int32 {
        guard let directory = settings.directories.first(where: { $0.name == name }) else {
            throw ProgramProblem(
                Bilingual(
                    "aucun annuaire « \(name) » ; voyez [[directory]]", "no directory \"\(name)\"; see [[directory]]")[
                        language])
        }
        let reader = DirectoryReader(directory, home: ProgramOptions.environment("HOME") ?? "")
        do {
            let count = try reader.people(since: nil)?.people.count ?? 0
            print(Bilingual("\(name) : \(count) personnes", "\(name): \(count) people")[language])
            return 0
        } catch {
            throw ProgramProblem("\(name) \(error.words[language])", exitCode: 1)
        }
    }

    private static func search(_ words: String, _ settings: Settings, _ language: SettingLanguage) -> Int32 {
        let plan = NumberPlan(settings)
        let mine = PeopleIndex.Source(name: Bilingual("vos contacts", "your contacts")[language], isTrusted: true)
        let contacts = settings.contacts + settings.providedContacts
        var entries = PeopleIndex(contacts.map { .init(AgentDesk.Contact($0).person, mine) }, by: plan).found(words)
        var code: Int32 = 0
        for settings in settings.directories {
            let reader = DirectoryReader(settings, home: ProgramOptions.environment("HOME") ?? "")
            do throws(DirectoryProblem) {
                if reader.canBeAsked {
                    entries += try reader.people(named: words).map { .init($0, reader.source) }
                } else if let all = try reader.people(since: nil) {
                    entries += PeopleIndex(all.people.map { .init($0, reader.source) }, by: plan).found(words)
                }
            } catch {
                code = 1
                ErrorOutput.write("\(settings.name) \(error.words[language])")
            }
        }
        for entry in entries {
            let numbers = entry.person.numbers.map { plan.dialled($0.text) ?? $0.text }
            print(([entry.person.name] + numbers + [entry.source.name]).joined(separator: "\t"))
        }
        return code
    }
}

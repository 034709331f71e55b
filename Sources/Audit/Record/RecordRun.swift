import Application
import Configuration
import Glibc
import Scenarios

/// `clairvoix audit --record FILE`: an auditor uses the program by hand, and gets the scenario written.
public enum RecordRun {
    /// - Returns: the exit code: 0 where a script was written, 1 where none was or the program ended by itself, 130 where a signal
    ///   ended the recording, which is written all the same.
    public static func run(_ options: RecordOptions) throws(ProgramProblem) -> Int32 {
        let file = try RecordFile(options.file, options.language)
        let terminal = try AuditorTerminal(options.language)
        let size = terminal.size
        guard (20...300).contains(size.columns), (5...100).contains(size.rows) else { throw badSize(options.language) }
        let audit = AuditOptions(paths: [], language: options.language)
        let folder = try AuditFolder(audit, names: [])
        defer { folder.leave() }
        let recorder = try recorder(options, terminal, file.title, in: folder)
        Interruption.ignoreClosedFiles()
        terminal.arm()
        let outcome = record(recorder)
        recorder.stage.end()
        Descendants.endAll()
        terminal.leave(isWhole: isWhole(recorder.stage.terminal?.exitCode))
        return try finish(recorder.recording, outcome, file, options)
    }

    private static func badSize(_ language: SettingLanguage) -> ProgramProblem {
        ProgramProblem(
            Bilingual(
                "un scénario se joue sur un terminal de 20 à 300 colonnes et de 5 à 100 lignes : changez la taille du vôtre",
                "scenarios run on a terminal of 20 to 300 columns and 5 to 100 rows: change the size of yours")[
                    language])
    }

    private static func recorder(
        _ options: RecordOptions, _ terminal: AuditorTerminal, _ title: String, in folder: AuditFolder
    ) throws(ProgramProblem) -> Recorder {
        let size = terminal.size
        var launch = Launch(language: options.language)
        launch.profile = options.profile
        (launch.columns, launch.rows) = size
        launch.isAloud = !options.isSilent
        launch.personsTerminal = getenv("TERM").map { String(cString: $0) } ?? "linux"
        let program = try AuditRun.program(options.program)
        do {
            let stage = try Stage(
                program: program, fault: nil, folder: try folder.scenario(0), runtime: folder.runtime(0),
                language: options.language, launch: launch)
            let recording = Recording(
                options.profile, language: options.language, title: title, columns: size.columns, rows: size.rows)
            return Recorder(stage, terminal, options.language, recording)
        } catch {
            throw ProgramProblem(PlainText.clean(error.reason[options.language]), exitCode: 1)
        }
    }

    private static func record(_ recorder: Recorder) -> Result<Recorder.End, Stop> {
        do {
            let end = try recorder.run()
            if end == .program(0) { recorder.recording.ended() } else { recorder.close() }
            return .success(end)
        } catch {
            return .failure(error)
        }
    }

    /// A program that was asked to end puts the screen right; one that was killed does not.
    private static func isWhole(_ code: Int32?) -> Bool { code.map { $0 < 128 } ?? false }

    // MARK: The last words

    private static func finish(
        _ recording: Recording, _ outcome: Result<Recorder.End, Stop>, _ file: RecordFile, _ options: RecordOptions
    ) throws(ProgramProblem) -> Int32 {
        let language = options.language
        var code: Int32 = 0
        switch outcome {
        case .failure(let stop):
            say(
                Bilingual("le programme n'a pas pu servir : ", "the program could not be used: ")[language]
                    + stop.reason[language])
            code = 1
        case .success(let end):
            if let words = words(end) { say(words[language]) }
            if case .program(let left) = end, left != 0 { code = 1 }
            if end == .interrupted || end == .closed { code = Interruption.exitCode }
        }
        guard !recording.isEmpty else {
            say(
                Bilingual(
                    "rien n'a été fait : \(file.path) n'est pas écrit", "nothing was done: \(file.path) is not written")[
                        language])
            return max(code, 1)
        }
        let script = recording.script
        do { try file.write(script) } catch {
            say(
                Bilingual(
                    "le scénario n'a pas pu être écrit ; le voici, rien d'autre ne le garde :",
                    "the script could not be written; here it is, nothing else keeps it:")[language])
            print(PlainText.clean(script))
            fflush(nil)
            throw error
        }
        tellWritten(recording, Script(reading: Array(script.utf8)), file.path, language)
        return code
    }

    private static func words(_ end: Recorder.End) -> Bilingual? {
        switch end {
        case .asked, .program(0): nil
        case .program(let code):
            Bilingual(
                "le programme a fini de lui-même avec le code \(code)",
                "the program ended by itself with the code \(code)")
        case .interrupted: Bilingual("l'enregistrement a été interrompu", "the recording was interrupted")
        case .closed: Bilingual("le terminal a été fermé", "the terminal was closed")
        case .full:
            Bilingual(
                "un scénario n'a pas plus de \(Scenarios.Limits.steps) étapes : l'enregistrement s'arrête ici",
                "a scenario has no more than \(Scenarios.Limits.steps) steps: the recording ends here")
        }
    }

    private static func tellWritten(
        _ recording: Recording, _ script: Script, _ path: String, _ language: SettingLanguage
    ) {
        for problem in script.problems { say(problem.text(in: language, file: path)) }
        let steps = recording.stepCount
        say(
            Bilingual(
                "\(path) est écrit : \(steps) étapes. Relisez-le, puis jugez : clairvoix audit \(path)",
                "\(path) is written: \(steps) steps. Read it over, then judge: clairvoix audit \(path)")[language])
        let unnamed = recording.unnamedKeys
        if unnamed > 0 {
            say(
                Bilingual(
                    "touches sans nom dans les scénarios, notées en commentaire : \(unnamed)",
                    "keys that scenarios have no name for, noted as comments: \(unnamed)")[language])
        }
        if !recording.judges {
            say(
                Bilingual(
                    "il ne juge rien encore : ajoutez une étape Alors", "it judges nothing yet: add a Then step")[
                        language])
        }
    }

    private static func say(_ line: String) {
        print(PlainText.clean(line))
        fflush(nil)
    }
}

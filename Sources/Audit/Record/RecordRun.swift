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
        let size = terminal.size ?? usualSize
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
        return try LastWords(terminal: terminal, language: options.language).finish(recorder.recording, outcome, file)
    }

    /// Of a terminal that does not tell its size.
    private static let usualSize = (columns: 80, rows: 25)

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
        let size = terminal.size ?? usualSize
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

    /// A program that ends as it ought to puts the screen right; of any other nothing is known.
    private static func isWhole(_ code: Int32?) -> Bool { code == 0 }
}

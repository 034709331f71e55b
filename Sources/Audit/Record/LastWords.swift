import Application
import Configuration
import Scenarios

/// What an auditor is told when a recording is over, and the writing of its script.
struct LastWords {
    let terminal: AuditorTerminal
    let language: SettingLanguage

    /// - Returns: the exit code.
    func finish(
        _ recording: Recording, _ outcome: Result<Recorder.End, Stop>, _ file: RecordFile
    ) throws(ProgramProblem) -> Int32 {
        var code: Int32 = 0
        switch outcome {
        case .failure(let stop):
            say(
                Bilingual("le programme n'a pas pu servir : ", "the program could not be used: ")[language]
                    + stop.reason[language])
            code = 1
        case .success(let end):
            if let words = Self.words(end) { say(words[language]) }
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
        let kept: RecordFile.Kept
        do { kept = try file.write(script) } catch {
            say(
                Bilingual(
                    "le scénario n'a pas pu être écrit ; le voici, rien d'autre ne le garde :",
                    "the script could not be written; here it is, nothing else keeps it:")[language])
            say(script)
            throw error
        }
        if case .draft(let draft, let reason) = kept {
            say(
                Bilingual(
                    "\(file.path) n'a pas pu être écrit (\(reason)) ; le scénario est gardé dans \(draft) : renommez-le",
                    "\(file.path) could not be written (\(reason)); the script is kept in \(draft): rename it")[
                        language])
            return max(code, 1)
        }
        tellWritten(recording, Script(reading: Array(script.utf8)), file.path)
        if recording.hasEnded {
            say(
                Bilingual(
                    "ses dernières étapes quittent le programme : ôtez-les si vous ne jugez pas cela",
                    "its last steps leave the program: take them out where you do not judge that")[language])
        }
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

    private func tellWritten(_ recording: Recording, _ script: Script, _ path: String) {
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

    /// To the terminal, which was given back: one that takes nothing any more does not hold up the end.
    private func say(_ line: String) { terminal.write(PlainText.clean(line) + "\n") }
}

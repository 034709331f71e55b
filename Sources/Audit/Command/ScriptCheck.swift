import Application
import Configuration
import Scenarios

/// `clairvoix audit --check PATH…`: whether scripts are understood, without running anything.
public enum ScriptCheck {
    /// - Returns: the exit code: 0 where every step of every script is understood, else 2.
    public static func run(_ paths: [String], options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let language = options.spokenBeforeSettings
        let library = try Library(paths, language)
        for line in library.problems { print(PlainText.clean(line)) }
        print(summary(library)[language])
        return library.problems.isEmpty ? 0 : 2
    }

    private static func summary(_ library: Library) -> Bilingual {
        let (files, scenarios) = (library.scripts.count, library.scripts.reduce(0) { $0 + $1.script.scenarios.count })
        let problems = library.problems.count
        let read = Bilingual(
            counted(files, "fichier") + ", " + counted(scenarios, "scénario"),
            counted(files, "file") + ", " + counted(scenarios, "scenario"))
        guard problems > 0 else {
            return Bilingual(
                read.french + " : tout est compris, rien n'a été exécuté",
                read.english + ": all is understood, nothing was run")
        }
        return Bilingual(
            read.french + " : " + counted(problems, "problème"), read.english + ": " + counted(problems, "problem"))
    }

    /// Both languages write more than one with an s.
    private static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count > 1 ? "s" : "")" }
}

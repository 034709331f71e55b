import Configuration
import Scenarios

/// `clairvoix audit --check PATH…`: whether scripts are understood, without running anything.
public enum ScenarioCheck {
    /// - Returns: the exit code: 0 where every step of every script is understood, else 2.
    public static func run(
        _ paths: [String], isCheckOnly: Bool, options: ProgramOptions
    ) throws(ProgramProblem) -> Int32 {
        let language = options.spokenBeforeSettings
        guard isCheckOnly else {
            throw ProgramProblem(
                Bilingual(
                    "L'exécution des scénarios n'est pas encore disponible ; pour les relire : clairvoix audit --check CHEMIN…",
                    "Running scenarios is not implemented yet; to have them checked: clairvoix audit --check PATH…")[
                        language])
        }
        var lines: [String] = []
        var files: [String] = []
        for path in paths {
            do { files += try ScriptFiles.under(path, language) } catch { lines.append(error.sentence) }
        }
        if files.count > Limits.auditScripts {
            throw ProgramProblem(
                Bilingual(
                    "plus de \(Limits.auditScripts) scénarios à la fois",
                    "more than \(Limits.auditScripts) scripts at a time")[
                        language])
        }
        var scenarios = 0
        for file in files {
            do {
                let script = Script(reading: try FileText.octets(file, atMost: Scenarios.Limits.scriptOctets))
                scenarios += script.scenarios.count
                lines += script.problems.map { $0.text(in: language, file: file) }
            } catch {
                lines.append(error.sentence)
            }
        }
        for line in lines { print(line) }
        print(summary(files: files.count, scenarios: scenarios, problems: lines.count)[language])
        return lines.isEmpty ? 0 : 2
    }

    private static func summary(files: Int, scenarios: Int, problems: Int) -> Bilingual {
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

import Application
import Configuration
import Scenarios

/// The scripts of a run, read and understood.
struct Library {
    /// In the order of the paths, and by name below a folder.
    var scripts: [(file: String, script: Script)] = []
    /// A line each: FILE:LINE: what is not understood.
    var problems: [String] = []

    init(_ paths: [String], _ language: SettingLanguage) throws(ProgramProblem) {
        var files: [String] = []
        for path in paths {
            do { files += try ScriptFiles.under(path, language) } catch { problems.append(error.sentence) }
        }
        if files.count > Limits.scripts {
            throw ProgramProblem(
                Bilingual(
                    "plus de \(Limits.scripts) fichiers de scénarios à la fois",
                    "more than \(Limits.scripts) scripts at a time")[
                        language])
        }
        for file in files {
            do {
                let octets = try FileText.octets(file, atMost: Scenarios.Limits.scriptOctets, in: language)
                let script = Script(reading: octets)
                problems += script.problems.map { $0.text(in: language, file: file) }
                scripts.append((file, script))
            } catch {
                problems.append(error.sentence)
            }
        }
    }
}

import Configuration
import Services
import TerminalUI

/// The colour themes of this computer: the terminal's own colours, and those of files.
struct Themes {
    private let folders: ThemeFolders

    init(_ folders: ThemeFolders = ThemeFolders(kind: "colours", environment: ProgramOptions.environment)) {
        self.folders = folders
    }

    /// All that can be used, `terminal` first; a file with a fault is left out.
    var all: [Theme] {
        [.terminal] + folders.names.filter { $0 != Theme.terminal.name }.compactMap { try? theme($0, .english) }
    }

    /// - Throws: where there is no such theme, or its file has a fault: one sentence.
    func theme(_ name: String, _ language: SettingLanguage) throws(ProgramProblem) -> Theme {
        if name == Theme.terminal.name { return .terminal }
        guard let file = folders.file(of: name) else {
            let known = ([Theme.terminal.name] + folders.names).joined(separator: ", ")
            throw ProgramProblem(
                Bilingual(
                    "Il n'y a pas de thème « \(name.prefix(40)) » ; ceux de cet ordinateur : \(known).",
                    "There is no theme \"\(name.prefix(40))\"; those of this computer: \(known).")[language])
        }
        let entries: [ConfigurationEntry]
        do { entries = try ThemeFolders.entries(of: file) } catch {
            throw ProgramProblem(error.sentence(in: language, file: file))
        }
        do { return try Theme(name: name, entries) } catch {
            throw ProgramProblem(error.sentence(in: language, file: file))
        }
    }
}

import Configuration
import Services
import TerminalUI

/// The colour themes of this computer: the terminal's own colours, and those of files.
struct Themes {
    private let folders: ThemeFolders

    /// - Parameter folders: of kind `colours`.
    init(_ folders: ThemeFolders) {
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

extension ProgramOptions {
    /// The colour themes that this program finds.
    var themes: Themes {
        Themes(ThemeFolders(kind: "colours", beside: configurationFile, environment: Self.environment))
    }

    /// Why the colour theme of the settings cannot be had, in one sentence; nil where it can.
    func colourProblem(_ settings: Settings, _ language: SettingLanguage) -> String? {
        do throws(ProgramProblem) {
            _ = try themes.theme(settings.themeName, language)
            return nil
        } catch { return error.sentence }
    }
}

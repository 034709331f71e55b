import Announcements
import Configuration
import Services
import TerminalUI

extension ProgramOptions {
    /// The table of keys of the language with what the agent changed in `keys.toml`; what of it cannot be is told, a sentence each,
    /// and left out.
    func keymap(_ language: SettingLanguage) -> (map: Keymap, problems: [String]) {
        let starting = Keymap.starting(Language(language))
        let file = KeysFile(beside: configurationFile)
        let line = Bilingual("ligne", "line")[language]
        do throws(ConfigurationProblem) {
            let (map, problems) = starting.reading(try file.read())
            return (map, problems.map { "\(file.path), \(line) \($0): \($1.text(Language(language)))" })
        } catch {
            return (starting, [error.sentence(in: language, file: file.path)])
        }
    }
}

import Announcements
import Configuration
import Services
import TerminalUI

/// Themes of earcons on disk, and what holds where one cannot be had.
enum EarconThemes {
    /// The theme of a name, or the standard one and why.
    /// - Parameter folders: of kind `earcons`.
    static func load(_ name: String, folders: ThemeFolders) -> (theme: EarconTheme, problem: Bilingual?) {
        guard let path = folders.file(of: name) else {
            // The standard one is built in.
            return (.standard, name == "standard" ? nil : absent(name, folders))
        }
        let entries: [ConfigurationEntry]
        do { entries = try ThemeFolders.entries(of: path) } catch {
            return (
                .standard,
                Bilingual(error.sentence(in: .french, file: path), error.sentence(in: .english, file: path))
            )
        }
        do { return (try EarconTheme(entries), nil) } catch {
            return (.standard, Bilingual("\(path) : \(error.words.french)", "\(path): \(error.words.english)"))
        }
    }

    private static func absent(_ name: String, _ folders: ThemeFolders) -> Bilingual {
        let known = Set(folders.names + ["standard"]).sorted().joined(separator: ", ")
        return Bilingual(
            "pas de thème de petits sons « \(name.prefix(40)) » ; le thème standard vaut ; voir voice.earcon_theme ; ceux de cet "
                + "ordinateur : \(known)",
            "no theme of short sounds \"\(name.prefix(40))\"; the standard one holds; see voice.earcon_theme; those of this "
                + "computer: \(known)")
    }
}

extension ProgramOptions {
    var earconFolders: ThemeFolders {
        ThemeFolders(kind: "earcons", beside: configurationFile, environment: Self.environment)
    }

    /// The theme that the settings name, or the standard one and why.
    func earconTheme(_ settings: Settings) -> (theme: EarconTheme, problem: Bilingual?) {
        EarconThemes.load(settings.earconTheme, folders: earconFolders)
    }
}

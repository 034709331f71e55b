import Announcements
import Configuration
import Glibc
import Services
import TerminalUI

/// Where themes of earcons are looked for, and what holds where one cannot be had.
enum EarconThemes {
    /// The theme of a name, or the standard one and why.
    /// - Parameter folders: looked through in order.
    static func load(_ name: String, folders: [String]) -> (theme: EarconTheme, problem: Bilingual?) {
        guard isName(name) else { return (.standard, absent(name)) }
        for folder in folders {
            let path = "\(folder)/\(name).toml"
            do {
                guard let entries = try ThemeFile.entries(path: path) else { continue }
                return (try EarconTheme(entries), nil)
            } catch let problem as ConfigurationProblem {
                return (
                    .standard,
                    Bilingual(problem.sentence(in: .french, file: path), problem.sentence(in: .english, file: path))
                )
            } catch let fault as EarconThemeFault {
                return (.standard, Bilingual("\(path) : \(fault.words.french)", "\(path): \(fault.words.english)"))
            } catch {
                return (.standard, absent(name))
            }
        }
        return (.standard, name == "standard" ? nil : absent(name))
    }

    private static func absent(_ name: String) -> Bilingual {
        Bilingual(
            "pas de thème de petits sons « \(name) » ; le thème standard vaut ; voir voice.earcon_theme",
            "no theme of short sounds \"\(name)\"; the standard one holds; see voice.earcon_theme")
    }

    /// A name is no path.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
            }
    }

    /// The user's own, those that were installed with the program, and those of the sources that it was built from.
    /// - Parameters:
    ///   - configuration: the path of the configuration file.
    ///   - program: the path of the program.
    static func folders(configuration: String, program: String) -> [String] {
        var folders = [parent(configuration) + "/themes/earcons"]
        folders.append(parent(parent(program)) + "/share/clairvoix/themes/earcons")
        let parts = program.split(separator: "/", omittingEmptySubsequences: false)
        if let build = parts.lastIndex(of: ".build") {
            folders.append(parts[..<build].joined(separator: "/") + "/themes/earcons")
        }
        return folders
    }

    private static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }

    /// The path of this program.
    static var program: String {
        guard let path = realpath("/proc/self/exe", nil) else { return "" }
        defer { free(path) }
        return String(cString: path)
    }
}

extension ProgramOptions {
    var earconFolders: [String] {
        EarconThemes.folders(configuration: configurationFile.path, program: EarconThemes.program)
    }

    /// The theme that the settings name, or the standard one and why.
    func earconTheme(_ settings: Settings) -> (theme: EarconTheme, problem: Bilingual?) {
        EarconThemes.load(settings.earconTheme, folders: earconFolders)
    }
}

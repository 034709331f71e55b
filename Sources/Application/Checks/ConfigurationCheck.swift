import Configuration
import Services

/// `clairvoix config check|show|schema`.
public enum ConfigurationCheck {
    public enum Verb: String, Sendable, CaseIterable { case check, show, schema }

    /// - Returns: the exit code: 0, or 2 where the file has a problem; each is one sentence.
    public static func run(_ verb: Verb, options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let language = options.spokenBeforeSettings
        switch verb {
        case .schema:
            print(Settings.schema(in: language), terminator: "")
        case .show:
            let settings = try options.load()
            print(settings.report(in: options.speaks(settings)), terminator: "")
        case .check:
            let file = options.configurationFile
            do {
                let reader = try file.read()
                if !reader.problems.isEmpty {
                    let sentences = reader.problems.map { $0.sentence(in: language, file: file.path) }
                    throw ProgramProblem(sentences.joined(separator: "\n"))
                }
                if let problem = options.earconTheme(reader.settings).problem {
                    throw ProgramProblem(problem[language])
                }
            } catch let problem as ConfigurationProblem {
                throw ProgramProblem(problem.sentence(in: language, file: file.path))
            } catch let problem as ProgramProblem {
                throw problem
            } catch {
                throw ProgramProblem("\(file.path): \(error)")
            }
            print(
                file.exists ? Bilingual("\(file.path) : bon", "\(file.path): good")[language] : absent(file, language))
        }
        return 0
    }

    /// Nothing is wrong with the defaults, but who wrote a file elsewhere would believe it read.
    private static func absent(_ file: ConfigurationFile, _ language: SettingLanguage) -> String {
        Bilingual(
            "\(file.path) : pas de fichier, les réglages d'origine valent",
            "\(file.path): no file, the defaults hold")[language]
    }
}

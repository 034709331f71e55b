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
            try showKeys(options.configurationFile, language)
        case .check:
            let file = options.configurationFile
            var keys: [String] = []
            do {
                let reader = try file.read()
                if !reader.problems.isEmpty {
                    let sentences = reader.problems.map { $0.sentence(in: language, file: file.path) }
                    throw ProgramProblem(sentences.joined(separator: "\n"))
                }
                let themes = [
                    options.earconTheme(reader.settings).problem?[language],
                    options.colourProblem(reader.settings, language),
                ].compactMap { $0 }
                keys = options.keymap(reader.settings.language ?? language).problems
                if !themes.isEmpty { throw ProgramProblem(themes.joined(separator: "\n")) }
            } catch let problem as ConfigurationProblem {
                throw ProgramProblem(problem.sentence(in: language, file: file.path))
            } catch let problem as ProgramProblem {
                throw problem
            } catch {
                throw ProgramProblem("\(file.path): \(error)")
            }
            if !keys.isEmpty { throw ProgramProblem(keys.joined(separator: "\n")) }
            print(
                file.exists ? Bilingual("\(file.path) : bon", "\(file.path): good")[language] : absent(file, language))
        }
        return 0
    }

    /// The agent's own keys as they are written, below the settings.
    private static func showKeys(_ file: ConfigurationFile, _ language: SettingLanguage) throws(ProgramProblem) {
        guard let text = try keys(file, language) else { return }
        print("\n# \(KeysFile(beside: file).path)\n" + text, terminator: text.hasSuffix("\n") ? "" : "\n")
    }

    /// - Returns: the text of the file of keys; nil where there is none.
    private static func keys(_ file: ConfigurationFile, _ language: SettingLanguage) throws(ProgramProblem) -> String? {
        let keys = KeysFile(beside: file)
        do {
            _ = try keys.read()
            return try keys.text()
        } catch {
            throw ProgramProblem(error.sentence(in: language, file: keys.path))
        }
    }

    /// Nothing is wrong with the defaults, but who wrote a file elsewhere would believe it read.
    private static func absent(_ file: ConfigurationFile, _ language: SettingLanguage) -> String {
        Bilingual(
            "\(file.path) : pas de fichier, les réglages d'origine valent",
            "\(file.path): no file, the defaults hold")[language]
    }
}

import AgentDesk
import Configuration
import JSONText
import Services

/// `clairvoix config check|show|schema`.
public enum ConfigurationCheck {
    public enum Verb: String, Sendable, CaseIterable {
        case check, show, schema
        case importLinphone = "import-linphone"
    }

    /// What the command line adds to the verb.
    public struct Request: Sendable, Equatable {
        /// The file or address of what is imported.
        public var source: String?
        /// `schema` as JSON Schema.
        public var isJSON = false
        /// The address of a provisioning server whose answer is tried and not taken.
        public var provisioning: String?
        /// `organisation=FILE`: layers that are tried over the agent's file.
        public var layers: [String] = []

        public init() {}
    }

    /// - Returns: the exit code: 0, or 2 where the file has a problem; each is one sentence.
    public static func run(
        _ verb: Verb, _ request: Request = Request(), options: ProgramOptions
    ) throws(ProgramProblem) -> Int32 {
        let language = options.spokenBeforeSettings
        switch verb {
        case .schema:
            print(
                request.isJSON
                    ? ConfigurationSchema.json(in: language).description + "\n" : Settings.schema(in: language),
                terminator: "")
        case .show:
            let settings = try options.load()
            print(settings.report(in: options.speaks(settings)), terminator: "")
            try showKeys(options.configurationFile, language)
        case .check:
            try check(options, language, alone: request.provisioning == nil && request.layers.isEmpty)
            try checkLayers(request, options, language)
        case .importLinphone: return try importLinphone(request.source, options, language)
        }
        return 0
    }

    /// - Parameter alone: no layers follow, which may bring the servers that forms name.
    private static func check(
        _ options: ProgramOptions, _ language: SettingLanguage, alone: Bool
    ) throws(ProgramProblem) {
        let file = options.configurationFile
        let reader: SettingsReader
        do { reader = try file.read() } catch {
            throw ProgramProblem(error.sentence(in: language, file: file.path))
        }
        if !reader.problems.isEmpty {
            let sentences = reader.problems.map { $0.sentence(in: language, file: file.path) }
            throw ProgramProblem(sentences.joined(separator: "\n"))
        }
        let settings = try options.load()
        let themes = [
            options.earconTheme(settings).problem?[language], options.colourProblem(settings, language),
        ].compactMap { $0 }
        let (known, faulty) = options.formFolders.read()
        let forms =
            faulty.map { $0.sentence(in: language) }
            + known.filter { form in alone && !settings.connectors.contains { $0.name == form.connector } }
            .map { strayForm($0)[language] }
        let keys = options.keymap(settings.language ?? language).problems
        let problems = [themes, forms, keys].first { !$0.isEmpty } ?? []
        if !problems.isEmpty { throw ProgramProblem(problems.joined(separator: "\n")) }
        print(file.exists ? Bilingual("\(file.path) : bon", "\(file.path): good")[language] : absent(file, language))
    }

    /// Filled in, it would go nowhere.
    private static func strayForm(_ form: IncidentForm) -> Bilingual {
        Bilingual(
            "\(form.id).toml : aucun [[connector]] ne s'appelle « \(form.connector) » ; ajoutez-le à la configuration.",
            "\(form.id).toml: no [[connector]] is named \"\(form.connector)\"; add it to the configuration.")
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

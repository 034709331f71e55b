import Announcements
import Configuration
import Glibc
import Services

extension ProgramOptions {
    /// A variable of the environment.
    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    var configurationFile: ConfigurationFile { layered.local }

    /// The configuration in all its layers.
    var layered: LayeredConfiguration {
        LayeredConfiguration(
            local: ConfigurationFile(path: config, environment: Self.environment), computerPath: computer,
            state: stateFolder)
    }

    /// Where the key records to, from "/" on and with a "/" at its end.
    var recordingFolder: String {
        let path = stateFolder.path + "/recordings/"
        guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return String(cString: here) + "/" + path
    }

    var stateFolder: StateFolder { StateFolder(path: state, environment: Self.environment) }

    /// The settings of all layers with the command line's options over them.
    func load() throws(ProgramProblem) -> Settings {
        let layered = layered
        return try load { () throws(ConfigurationFault) in
            try layered.settings(with: layered.record.state().held).settings
        }
    }

    /// The same at a start of the phone, from which on new settings of a server are tried.
    func loadForRun() throws(ProgramProblem) -> Settings {
        // Where it cannot be kept, what was good goes on.
        _ = try? layered.record.changeIfThere { $0.start() }
        return try load()
    }

    private func load(_ read: () throws(ConfigurationFault) -> Settings) throws(ProgramProblem) -> Settings {
        let spoken = spokenBeforeSettings
        var settings: Settings
        do { settings = try read() } catch { throw ProgramProblem(error.sentence(in: spoken)) }
        do {
            if let language { try settings.override(.language, text: language) }
            if let microphone { try settings.override(.audioMicrophone, text: microphone) }
            if let headset { try settings.override(.audioHeadset, text: headset) }
        } catch {
            throw ProgramProblem(error.sentence(in: spoken, file: "clairvoix"))
        }
        return settings
    }

    /// The language of a sentence that is said before the settings are known: the option's, else the system's.
    public var spokenBeforeSettings: SettingLanguage {
        if let language, let known = SettingLanguage(rawValue: language) { return known }
        return Self.systemLanguage
    }

    /// The language that the program speaks: the option's, else the settings', else the system's.
    func speaks(_ settings: Settings) -> SettingLanguage {
        language.flatMap { SettingLanguage(rawValue: $0) } ?? settings.language ?? Self.systemLanguage
    }

    /// LC_ALL, LC_MESSAGES, LANG (POSIX 8.2); English where they say neither French nor English, French where they say nothing.
    static var systemLanguage: SettingLanguage {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = environment(name), !value.isEmpty else { continue }
            if value.hasPrefix("fr") { return .french }
            if value.hasPrefix("C") || value.hasPrefix("POSIX") { break }
            return .english
        }
        return .french
    }
}

extension Language {
    init(_ language: SettingLanguage) {
        switch language {
        case .french: self = .french
        case .english: self = .english
        }
    }
}

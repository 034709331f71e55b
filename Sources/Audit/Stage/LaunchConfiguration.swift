import Configuration
import Glibc
import Scenarios
import Services

extension Launch {
    /// The line's name, as the program says it.
    func lineName(_ language: SettingLanguage) -> String {
        switch language {
        case .french: "Accueil"
        case .english: "Reception"
        }
    }

    /// Writes the configuration by the program's own hand, so that every value is what the program takes.
    /// - Throws: where a setting refuses its value.
    func write(to file: ConfigurationFile, exchangePort: UInt16) throws(Stop) {
        do throws(ConfigurationProblem) {
            try file.write(.language, .text(language.rawValue))
            if !isFirstStart { try file.write(account: account(exchangePort)) }
            for contact in contacts {
                try file.add(
                    contact: Settings.Contact(
                        name: contact.name, address: contact.number, isWatched: true, isFavourite: false))
            }
            // A reader that happens to run on this computer is not the agent's.
            try file.write(.voiceSpokenBy, .text(reader == nil ? "self" : "reader"))
            // An ear for each, so that what the program says is judged where nobody speaks over it.
            if !isFirstStart { try file.write(.audioEars, .text("voice_left")) }
            if let presetName { try file.write(.interfacePreset, .text(presetName)) }
            if let theme { try file.write(.interfaceTheme, .text(theme)) }
            for (key, value) in settings {
                try file.write(
                    key, account: key.rawValue.hasPrefix("account.") ? 0 : nil, Setting.of(key).accept(typed: value))
            }
        } catch {
            throw Stop.obstacle(
                .cantTell,
                Bilingual(
                    error.sentence(in: .french, file: "config.toml"), error.sentence(in: .english, file: "config.toml"))
            )
        }
    }

    /// The exchange, as a registrar is written.
    static func registrar(_ port: UInt16) -> String { "sip:\(Exchange.host):\(port);transport=udp" }

    private func account(_ port: UInt16) throws(ConfigurationProblem) -> [SettingKey: SettingValue] {
        let typed: [(SettingKey, String)] = [
            (.accountAddress, "sip:\(Exchange.user)@\(Exchange.host)"), (.accountName, lineName(language)),
            (.accountPassword, Exchange.password), (.accountRegistrar, Self.registrar(port)),
            (.accountText, "true"),
        ]
        var values: [SettingKey: SettingValue] = [:]
        for (key, text) in typed { values[key] = try Setting.of(key).accept(typed: text) }
        return values
    }

    /// What TERM says. Themes, of which low vision has one from the start, need 256 colours; a Linux console has eight.
    var terminalType: String { personsTerminal ?? scenarioTerminal }

    private var scenarioTerminal: String { theme != nil || presetName == "low_vision" ? "xterm-256color" : "linux" }

    /// Whether the program is to show colours of its own: low vision has a theme from the start.
    var wantsTheme: Bool {
        let chosen = settings.last { $0.key == .interfaceTheme }?.value ?? theme
        return hasColour && (chosen.map { $0 != "terminal" } ?? (presetName == "low_vision"))
    }

    /// The environment of the program, whole: nothing of who runs the audit reaches it.
    /// - Parameters:
    ///   - folder: the scenario's own.
    ///   - runtime: its place for sockets.
    func environment(_ folder: String, runtime: String) -> [String: String] {
        var variables = [
            "HOME": folder + "/home", "XDG_RUNTIME_DIR": runtime, "XDG_CONFIG_HOME": folder + "/home",
            "XDG_STATE_HOME": folder + "/home", "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_CTYPE": "C.UTF-8",
        ]
        switch language {
        case .french: variables["LANG"] = "fr_FR.UTF-8"
        case .english: variables["LANG"] = "en_GB.UTF-8"
        }
        if !hasColour { variables["NO_COLOR"] = "1" }
        if isAloud { variables.merge(Self.soundPlaces) { $1 } }
        return variables
    }

    /// Where the sound servers of the person at this computer are: the scenario's own folder has none.
    private static var soundPlaces: [String: String] {
        func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        var places: [String: String] = [:]
        for name in ["PULSE_SERVER", "PULSE_COOKIE", "PIPEWIRE_RUNTIME_DIR", "ALSA_CARD", "ALSA_CONFIG_PATH"] {
            places[name] = value(name)
        }
        guard let runtime = value("XDG_RUNTIME_DIR") else { return places }
        if places["PIPEWIRE_RUNTIME_DIR"] == nil { places["PIPEWIRE_RUNTIME_DIR"] = runtime }
        let socket = runtime + "/pulse/native"
        if places["PULSE_SERVER"] == nil, access(socket, F_OK) == 0 { places["PULSE_SERVER"] = "unix:" + socket }
        return places
    }

    /// What the microphone hears, as `--microphone` takes it.
    /// - Parameter file: where the voice, or a room without a sound, is recorded: a microphone that is heard to be silent is another
    ///   thing than one of which the program does not know.
    func microphoneDevice(file: String) -> String {
        guard hasSound else { return "silence:" }
        if let microphoneTone { return "tone:\(microphoneTone)" }
        switch microphone {
        case .voice?, .silence?: return "wav:" + file
        case .bursts?: return "burst:440"
        case nil: return "silence:"
        }
    }
}

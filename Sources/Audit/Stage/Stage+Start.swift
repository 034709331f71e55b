import Announcements
import Configuration
import Devices
import Glibc
import Scenarios
import Services
import Time

extension Stage {
    /// What is there to say into a microphone: long enough that a loop is not heard as one sound.
    private static var speech: Bilingual {
        Bilingual(
            "Bonjour, ici la mairie, je vous écoute. Un instant, je regarde votre dossier.",
            "Hello, this is the town hall, I am listening. One moment, I am looking at your file.")
    }

    /// The program runs from here on, and has come to rest.
    func startIfNeeded() throws(Stop) {
        guard terminal == nil else { return }
        try start()
        try awaitReady()
        begin()
        isBlockOver = true
    }

    /// Starts the program, again with what it kept where it ran before and is ended as a closed window ends it; what it says and
    /// shows first is a consequence of this.
    func start() throws(Stop) {
        let isFirst = starts == 0
        starts += 1
        if isFirst { try prepareFolder() }
        let number = isFirst ? "" : "-\(starts)"
        recording = HeadsetRecording(path: folder + "/heard\(number).wav")
        transcript = SpokenTranscript(path: folder + "/transcript\(number).jsonl")
        screen = VirtualScreen(columns: launch.columns, rows: launch.rows)
        endProgram()
        begin()
        var arguments = [
            "--config", folder + "/config.toml", "--state", folder + "/state",
            "--transcript", folder + "/transcript\(number).jsonl",
            "--microphone", launch.microphoneDevice(file: folder + "/microphone.wav"),
        ]
        if !launch.isAloud {
            arguments += ["--headset", launch.hasSound ? "wav:" + folder + "/heard\(number).wav" : "null:"]
        }
        var environment = launch.environment(folder, runtime: runtime)
        if let fault { environment["CLAIRVOIX_FAULT"] = fault }
        var command = (program: program, arguments: arguments)
        if let wanted = launch.reader, wanted != .brltty {
            let reader = try SpeakingReader(wanted, folder: folder, command: command)
            environment.merge(reader.environment) { $1 }
            command = (reader.program, reader.arguments)
            self.reader = reader
        }
        terminal = try PseudoTerminal(
            program: command.program, arguments: command.arguments, type: launch.terminalType, environment: environment,
            columns: launch.columns, rows: launch.rows)
        terminal?.mirror = mirror
    }

    /// What ran under this scenario's name is over before the next does: it ends all that bears that name.
    private func endProgram() {
        terminal?.end()
        terminal = nil
        reader?.end()
        reader = nil
    }

    /// The line is there, and the program has said what it had to say.
    func awaitReady() throws(Stop) {
        try eventually(
            within: .seconds(15), expected: Bilingual("l'écran du programme", "the program's screen"),
            happened: { Bilingual("rien ne s'affiche", "nothing is shown") },
            { () throws(Stop) in
                if let code = terminal?.exitCode {
                    throw Stop.miss(
                        expected: Bilingual("l'écran du programme", "the program's screen"),
                        happened: Bilingual("il a fini avec le code \(code)", "it ended with code \(code)"))
                }
                return !(screen.image.lines.first ?? "").isEmpty
            })
        if !launch.isFirstStart { try awaitOnline() }
        try awaitQuiet()
    }

    func awaitOnline() throws(Stop) {
        try eventually(
            within: .seconds(15), expected: Bilingual("une ligne enregistrée", "a registered line"),
            happened: { Bilingual("le serveur n'a rien accepté", "the server accepted nothing") },
            { () throws(Stop) in exchange.isRegistered })
    }

    /// Nothing sounds, nothing is written and no reader speaks any more: what was to be told has been told.
    func awaitQuiet() throws(Stop) {
        let wanted = reader == nil ? Limits.quiet : Limits.quietOfReader
        var last = Instant.now
        var (octets, said) = (terminal?.octets ?? 0, reader?.said.count ?? 0)
        let deadline = Instant.now + .seconds(12)
        while Instant.now < deadline {
            pump(.milliseconds(20))
            let (count, spoken) = (terminal?.octets ?? 0, reader?.said.count ?? 0)
            if count != octets || spoken != said || !recording.isQuiet(for: Limits.quiet) { last = .now }
            (octets, said) = (count, spoken)
            if last.duration(to: .now) >= wanted { return }
        }
    }

    private func prepareFolder() throws(Stop) {
        for name in ["", "/home", "/state", "/forms"] {
            guard mkdir(folder + name, 0o700) == 0 || errno == EEXIST else { throw Self.cannotWrite(folder + name) }
        }
        let path = folder + "/config.toml"
        let empty = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard empty >= 0 else { throw Self.cannotWrite(path) }
        close(empty)
        try launch.write(to: ConfigurationFile(path: path) { _ in nil }, exchangePort: exchange.port)
        try append(launch.configuration, to: path)
        try judgeReach(ConfigurationFile(path: path) { _ in nil })
        if !launch.isFirstStart { try append(IncidentForms.connector(launch.language, port: records.port), to: path) }
        if launch.hasVoiceDevice { try giveVoiceDevice(ConfigurationFile(path: path) { _ in nil }) }
        try writeMicrophone()
        let form = folder + "/forms/incident.toml"
        guard WholeFile.write(IncidentForms.text(launch.language), to: form, mode: 0o600) else {
            throw Self.cannotWrite(form)
        }
    }

    private func giveVoiceDevice(_ file: ConfigurationFile) throws(Stop) {
        let device = UnpluggableFile(path: folder + "/voice.wav")
        guard device.plug() else { throw Self.cannotWrite(device.path) }
        voiceDevice = device
        do throws(ConfigurationProblem) {
            try file.write(.audioVoiceDevice, Setting.of(.audioVoiceDevice).accept(typed: "wav:" + device.path))
        } catch {
            throw Stop.obstacle(
                .cantTell,
                Bilingual(
                    error.sentence(in: .french, file: "config.toml"), error.sentence(in: .english, file: "config.toml"))
            )
        }
    }

    /// A configuration that cannot be read is the program's to refuse.
    private func judgeReach(_ file: ConfigurationFile) throws(Stop) {
        guard let settings = (try? file.read(mayWait: false))?.settings else { return }
        let registrar =
            launch.isFirstStart
            ? nil
            : try? Setting.of(.accountRegistrar).accept(
                typed: Launch.registrar(exchange.port))
        guard let key = ScriptReach.excess(in: settings, registrar: registrar) else { return }
        throw Stop.obstacle(
            .cantTell,
            Bilingual(
                "\(key.rawValue) n'est pas pris d'un scénario : il atteindrait plus que le scénario",
                "\(key.rawValue) is not taken from a script: it would reach beyond the scenario"))
    }

    private func append(_ lines: [String], to path: String) throws(Stop) {
        guard !lines.isEmpty else { return }
        let file = Glibc.open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard file >= 0 else { throw Self.cannotWrite(path) }
        defer { close(file) }
        guard WholeFile.fill(file, Array(("\n" + lines.joined(separator: "\n") + "\n").utf8)) else {
            throw Self.cannotWrite(path)
        }
    }

    /// Speech of the audit's own in the language that the agent speaks, or a second of silence.
    private func writeMicrophone() throws(Stop) {
        let path = folder + "/microphone.wav"
        let samples: [Int16]
        switch launch.microphone {
        case .voice?:
            samples = Voice.render(
                Self.speech[launch.language], language: launch.language == .french ? .french : .english, rate: 200)
        case .silence?: samples = [Int16](repeating: 0, count: 48_000)
        case .bursts?, nil: return
        }
        guard WaveWriting.write(samples, to: path) else { throw Self.cannotWrite(path) }
    }

    /// What the computer does not let us do.
    static func refused(_ what: String) -> Stop {
        let words = String(cString: strerror(errno))
        return .obstacle(.cantTell, Bilingual("\(what) : \(words)", "\(what): \(words)"))
    }

    /// - Parameter reason: the system's number of why not.
    static func cannotWrite(_ path: String, _ reason: Int32 = errno) -> Stop {
        let words = String(cString: strerror(reason))
        return .obstacle(
            .cantTell, Bilingual("écriture impossible, \(path) : \(words)", "cannot write \(path): \(words)"))
    }
}

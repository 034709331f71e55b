import CallEngine
import Configuration
import PracticeLine
import SIP
import Services
import TerminalUI
import Transport

/// The engine, started with the accounts of the configuration or on the practice line.
struct StartedEngine: Sendable {
    let agent: UserAgent
    let accounts: [AccountSettings]

    /// Blocks for as long as a password command takes: not on the main loop.
    /// - Parameter onEvent: called on the signalling loop.
    init(
        _ options: ProgramOptions, settings: Settings, sound: Sound, practice: PracticeFarEnds?,
        onEvent: @escaping UserAgent.EventSink
    ) throws(ProgramProblem) {
        let language = options.speaks(settings)
        var engine: EngineSettings
        do { engine = try EngineSettings(settings, practice: practice?.proxy, language: language) } catch {
            throw ProgramProblem(error.sentence(in: language, file: options.configurationFile.path))
        }
        if practice == nil, engine.accounts.contains(where: { !$0.registrars.isEmpty }) {
            // Where it cannot be kept the lines register without one, and doctor says why.
            engine.instanceID = try? options.stateFolder.instanceID()
        }
        accounts = engine.accounts
        let seed = UserAgent.systemSeed()
        var note: UserAgent.InputSink?
        var written: TraceFile?
        if let path = options.trace {
            let trace = try TraceFile(path: path, seed: seed, in: language)
            written = trace
            note = { input, now in trace.note(input, at: now) }
        }
        let listening = try Self.listening(settings, accounts: engine.accounts)
        do {
            agent = try UserAgent.start(
                settings: engine, media: sound.media, seed: seed,
                options: listening,
                onEvent: onEvent, onInput: note)
        } catch {
            throw ProgramProblem(
                Bilingual(
                    "Le port SIP \(settings.sipPort) est inutilisable (\(error)). Mettez sip.port à 0.",
                    "The SIP port \(settings.sipPort) cannot be used (\(error)). Set sip.port to 0.")[language])
        }
        written?.begin(at: agent.startedAt)
    }

    /// A fixed SIP port listens on the address that reaches the first account's server.
    private static func listening(
        _ settings: Settings, accounts: [AccountSettings]
    ) throws(ProgramProblem) -> UserAgentOptions {
        guard settings.sipPort > 0 else { return UserAgentOptions(dnsServers: settings.dnsServers) }
        let server = accounts.compactMap { $0.outboundProxy ?? $0.registrars.first }.first?.host ?? "127.0.0.1"
        guard let host = UserAgentOptions.localHost(towards: server) else {
            throw ProgramProblem(
                "sip.port needs a server with a numeric address, and \(server) is none: leave it at 0.")
        }
        return UserAgentOptions(bindAddress: host, sipPort: settings.sipPort, dnsServers: settings.dnsServers)
    }
}

/// The far ends on loopback, as the program uses them.
enum Practice {
    /// Starts the practice line where it is asked for; its welcome is spoken by our own voice.
    static func start(
        _ options: ProgramOptions, settings: Settings, sound: Sound
    ) throws(ProgramProblem) -> PracticeFarEnds? {
        guard options.isPractice else { return nil }
        let language = options.speaks(settings)
        let words = Bilingual(
            "Bienvenue sur la ligne d'entraînement de Clairvoix. Votre son marche. Pour raccrocher, F12.",
            "Welcome to the practice line of Clairvoix. Your sound works. To hang up, F12.")[language]
        do {
            return try PracticeFarEnds.start(
                welcome: sound.render(words, in: language), isFrench: language == .french)
        } catch {
            throw ProgramProblem(
                Bilingual(
                    "La ligne d'entraînement ne démarre pas (\(error)). Fermez d'autres programmes, puis recommencez.",
                    "The practice line cannot start (\(error)). Close other programs, then try again.")[language])
        }
    }

    /// The line's name as it is spoken and shown.
    static let name = Bilingual("Entraînement", "Practice")

    /// The account of the practice line.
    static func account(proxy: TransportAddress, in language: SettingLanguage) -> AccountSettings {
        var account = AccountSettings(
            address: "sip:agent@127.0.0.1", name: name[language], outboundProxy: ServerTarget(proxy))
        account.offersText = true
        return account
    }

    /// The numbers of the practice line for the Dial page.
    static func entries(_ line: PracticeFarEnds?, in language: SettingLanguage) -> [DialEntry] {
        guard let line else { return [] }
        return line.entries.map { entry in
            DialEntry(
                name: language == .french ? entry.frenchName : entry.englishName, address: line.address(of: entry))
        }
    }
}

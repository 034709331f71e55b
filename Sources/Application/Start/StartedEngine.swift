import CallEngine
import Configuration
import PracticeLine
import SIP
import Services
import TerminalUI
import Transport

/// The engine, started with the accounts of the configuration or on the practice line.
struct StartedEngine {
    /// The far ends on loopback.
    struct Practice {
        let line: PracticeLine
    }

    let agent: UserAgent
    let practice: Practice?
    let accounts: [AccountSettings]
    var lines: [AccountLine] { accounts.enumerated().map { AccountLine(id: AccountID($0.offset), name: $0.element.name) } }

    /// - Parameter onEvent: called on the signalling loop.
    init(
        _ options: ProgramOptions, settings: Settings, sound: Sound, onEvent: @escaping UserAgent.EventSink
    ) throws(ProgramProblem) {
        var engine: EngineSettings
        do { engine = try EngineSettings(settings) } catch {
            throw ProgramProblem(error.sentence(in: options.speaks(settings), file: options.configurationFile.path))
        }
        let language = options.speaks(settings)
        var practice: Practice?
        if options.isPractice {
            let line = try Self.practiceLine(sound, language)
            practice = Practice(line: line)
            engine.accounts = [
                AccountSettings(
                    address: "sip:agent@127.0.0.1", name: Bilingual("Entraînement", "Practice")[language],
                    outboundProxy: line.proxy)
            ]
        }
        self.practice = practice
        accounts = engine.accounts
        let seed = UserAgent.systemSeed()
        var note: UserAgent.InputSink?
        if let path = options.trace {
            let trace = try TraceFile(path: path, seed: seed)
            note = { input, now in trace.note(input, at: now) }
        }
        do {
            agent = try UserAgent.start(
                settings: engine, media: sound.media, seed: seed,
                options: UserAgentOptions(
                    bindAddress: settings.sipPort > 0 ? "0.0.0.0" : nil, sipPort: settings.sipPort),
                onEvent: onEvent, onInput: note)
        } catch {
            throw ProgramProblem("The SIP port \(settings.sipPort) cannot be used: \(error)")
        }
    }

    private static func practiceLine(_ sound: Sound, _ language: SettingLanguage) throws(ProgramProblem) -> PracticeLine {
        let words = Bilingual(
            "Bienvenue sur la ligne d'entraînement de Clairvoix. Votre son marche.",
            "Welcome to the practice line of Clairvoix. Your sound works.")[language]
        let welcome = sound.render(words, in: language)
        do {
            return try PracticeLine.start(welcome: welcome)
        } catch {
            throw ProgramProblem("The practice line cannot start: \(error)")
        }
    }

    /// The numbers of the practice line for the Dial page.
    func entries(in language: SettingLanguage) -> [DialEntry] {
        guard let line = practice?.line else { return [] }
        return line.entries.map { entry in
            DialEntry(
                name: language == .french ? entry.frenchName : entry.englishName, address: line.address(of: entry))
        }
    }
}

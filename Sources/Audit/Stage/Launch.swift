import Configuration
import Scenarios

/// What the program is started with.
struct Launch {
    var profile: AgentProfile?
    var preset: String?
    var theme: String?
    var columns = 80
    var rows = 25
    /// Of the program; the script's own where it does not say.
    var language: SettingLanguage
    var settings: [(key: SettingKey, value: String)] = []
    /// Lines of the configuration, as the script gives them.
    var configuration: [String] = []
    var isFirstStart = false
    var contacts: [(name: String, number: String)] = []
    var reader: ScreenReader?
    var brailleCells = 40
    /// A voice where a judgement listens for it; nil: nothing is known of what it hears.
    var microphone: MicrophoneSource?
    /// The frequency of a steady tone in place of it; nil: there is none.
    var microphoneTone: Int?
    var hasSound = true
    var hasVoiceDevice = false
    var hasColour = true
    /// The program plays to the person at this computer: there is no recording of it to judge.
    var isAloud = false
    /// What TERM says where a person looks at the program; nil: what the scenario's terminal is.
    var personsTerminal: String?

    init(language: SettingLanguage) { self.language = language }

    /// - Parameter steps: of a scenario: those that prepare the start, up to the first that does something. The order among
    ///   them is of no meaning, so that "an agent" may be said after "a call in progress".
    init(_ steps: [Step], language: SettingLanguage) {
        self.language = language
        for step in steps.prefix(while: Self.isPreparation) {
            if case .setUp(let step) = step { _ = take(step) }
        }
        if microphone == nil, microphoneTone == nil, steps.contains(where: Self.listensToTheAgent) {
            microphone = .voice
        }
    }

    /// Whether nothing has been done yet where this step stands.
    static func isPreparation(_ step: Step) -> Bool {
        switch step {
        case .setUp(.programRestarts), .setUp(.headset), .setUp(.voiceDevice), .setUp(.linkOpens): false
        case .setUp, .peer(_, .exists), .peer(_, .existsWithoutText): true
        case .keys, .peer, .network, .heard, .screen, .reader, .sound, .carried, .kept: false
        }
    }

    private static func listensToTheAgent(_ step: Step) -> Bool {
        switch step {
        case .kept(.microphone), .sound(.peerHearsVoice), .sound(.contains(.sent, .voice)): true
        default: false
        }
    }

    /// Notes what is to hold at the start.
    /// - Returns: false for what happens while the program runs.
    mutating func take(_ step: SetUpStep) -> Bool {
        switch step {
        case .agent(let profile): self.profile = profile
        case .preset(let name): preset = name
        case .theme(let name): theme = name
        case .size(let size): (columns, rows) = (size.columns, size.rows)
        case .language(let language): self.language = language
        case .setting(let key, let value): settings.append((key, value))
        case .configuration(let text): configuration.append(text)
        case .firstStart: isFirstStart = true
        case .contact(let name, let number): contacts.append((name, number))
        case .reader(let reader): self.reader = reader
        case .brailleCells(let count): brailleCells = count
        case .microphone(let source): (microphone, microphoneTone) = (source, nil)
        case .microphoneTone(let hertz): microphoneTone = hertz
        case .withoutSound: hasSound = false
        case .withoutColour: hasColour = false
        case .ownVoiceDevice: hasVoiceDevice = true
        case .headset, .voiceDevice, .linkOpens, .programStarts, .programRestarts, .online, .callInProgress:
            return false
        }
        return true
    }

    /// The value of `interface.preset`; nil: the program's own.
    var presetName: String? {
        if let preset { return preset }
        switch profile {
        case .blind: return "speech"
        case .lowVision: return "low_vision"
        case .deafblind: return "braille"
        case nil: return nil
        }
    }
}

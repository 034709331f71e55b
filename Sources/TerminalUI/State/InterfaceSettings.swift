import Announcements
import Configuration

#if FAULTS
    import Faults
#endif

/// The keyboard's layout where it matters: the unshifted top row of AZERTY types signs, read as digits in number fields.
public enum KeyboardLayout: String, Sendable, Equatable, CaseIterable {
    case azerty, qwerty
}

/// Who says the words: our own voice, or the screen reader that reads the screen.
public enum SpeechDelivery: String, Sendable, Equatable, CaseIterable {
    /// Our own voice says focus, answers and events.
    case own = "self"
    /// A screen reader does; we sound earcons and write every answer and event on a fresh line.
    case reader
}

/// What of the keys typed into a field is said.
public enum TypingEcho: String, Sendable, Equatable, CaseIterable {
    case characters, words, both, none

    var saysCharacters: Bool { self == .characters || self == .both }
    var saysWords: Bool { self == .words || self == .both }
}

/// Everything that the interface lets its user choose.
public struct InterfaceSettings: Sendable, Equatable {
    public var language: Language
    public var level: SpeechLevel
    public var numbers: NumberReading
    public var alphabet: SpellingAlphabet
    /// Earcons that are left out, their words said instead.
    public var wordedEarcons: Set<Earcon> = []
    public var keyboard: KeyboardLayout
    public var speechDelivery: SpeechDelivery
    /// Bare letters are commands on Home, Incoming and In call (WCAG 2.1.4: they can be turned off).
    public var areLettersActive: Bool
    /// Digits always echo, secrets never.
    public var typingEcho = TypingEcho.characters
    public var typingEchoInCall = TypingEcho.none
    /// An incoming call sounds the terminal's bell too (for braille without sound).
    public var ringsBell: Bool
    /// Words a minute, within `Limits.speechRates`.
    public var speechRate: Int
    /// 0 to 100, normally 50.
    public var pitch = 50
    /// In percent.
    public var voiceVolume = 100
    /// The caller's volume in percent.
    public var callVolume: Int
    public var ears: Ears
    /// Preset braille: the cursor goes to each event and stays until Enter.
    public var cursorGoesToEvents = false
    /// What is asked once more before it is done.
    public var confirmsHangUp = false
    public var confirmsTransfer = true
    public var confirmsQuit = false
    /// A call key again within this time is the keyboard's repeat, or a trembling finger.
    public var doubleStrike = Limits.autorepeat
    /// One cell of the screen tells that the other end speaks.
    public var showsSoundActivity = false
    /// The kinds of announcements that are written and not said.
    public var leftOut: [String] = []
    /// The call's length is said each so many minutes; nil: never by itself.
    public var timeMarkMinutes: Int?
    /// The folder of recordings, with a "/" at its end.
    public var recordingFolder: String
    /// Where an account is written: told to an agent who has none.
    public var configurationFile: String
    /// No line is configured: first steps open by themselves, whatever else was set on the practice line.
    public var isFirstStart = false
    /// A screen reader runs: "auto" lets it speak.
    public var isReaderRunning = false
    public var version = ""

    public init(
        language: Language = .french, level: SpeechLevel = .middle, numbers: NumberReading = .pairs,
        alphabet: SpellingAlphabet = .french, keyboard: KeyboardLayout = .azerty, speechDelivery: SpeechDelivery = .own,
        areLettersActive: Bool = true, ringsBell: Bool = false, speechRate: Int = 350, callVolume: Int = 100,
        ears: Ears = .both, recordingFolder: String = "/tmp/", configurationFile: String = "config.toml"
    ) {
        self.language = language
        self.level = level
        self.numbers = numbers
        self.alphabet = alphabet
        self.keyboard = keyboard
        self.speechDelivery = speechDelivery
        self.areLettersActive = areLettersActive
        self.ringsBell = ringsBell
        self.speechRate = speechRate
        self.callVolume = callVolume
        self.ears = ears
        self.recordingFolder = recordingFolder
        self.configurationFile = configurationFile
    }

    /// What the configuration says of the interface holds from now on.
    public mutating func take(_ configuration: Settings) {
        for key in SettingKey.allCases { take(key, of: configuration) }
    }

    /// One setting of it; nothing changes where it is none of the interface's.
    mutating func take(_ key: SettingKey, of configuration: Settings) {
        switch key {
        case .language: if let named = configuration.language { language = named == .french ? .french : .english }
        case .voiceLevel: level = SpeechLevel(rawValue: configuration.voiceLevel) ?? .middle
        case .voiceNumbers: numbers = configuration.spellsNumbers ? .digits : .pairs
        case .voiceRate: speechRate = configuration.voiceRate
        case .voicePitch: pitch = configuration.voicePitch
        case .voiceVolume: voiceVolume = configuration.voiceVolume
        case .audioEars: ears = Ears(rawValue: configuration.ears) ?? .both
        case .interfaceKeyboard: keyboard = configuration.isAzerty ? .azerty : .qwerty
        case .interfaceLetters: areLettersActive = configuration.usesLetters
        case .interfaceBell: ringsBell = configuration.ringsBell
        case .interfacePreset:
            ringsBell = configuration.ringsBell
            cursorGoesToEvents = configuration.preset == "braille"
        case .interfaceTypingEcho: typingEcho = TypingEcho(rawValue: configuration.typingEcho) ?? .characters
        case .interfaceTypingEchoInCall:
            typingEchoInCall = TypingEcho(rawValue: configuration.typingEchoInCall) ?? .none
        case .interfaceConfirmHangUp: confirmsHangUp = configuration.confirmsHangUp
        case .interfaceConfirmTransfer: confirmsTransfer = configuration.confirmsTransfer
        case .interfaceConfirmQuit: confirmsQuit = configuration.confirmsQuit
        case .interfaceDoubleStrike: doubleStrike = .milliseconds(configuration.doubleStrikeMilliseconds)
        case .interfaceSoundActivity: showsSoundActivity = configuration.showsSoundActivity
        case .voiceAlphabet: alphabet = SpellingAlphabet(rawValue: configuration.alphabet) ?? .french
        case .voiceEarcons, .voiceEarconWords:
            // Where no earcon sounds at all, each has its word.
            wordedEarcons =
                configuration.playsEarcons
                ? Set(configuration.earconWords.compactMap(Earcon.init(rawValue:))) : Set(Earcon.allCases)
        case .voiceLeftOut: leftOut = configuration.leftOutAnnouncements
        case .voiceTimeMarks: timeMarkMinutes = configuration.timeMarkMinutes
        case .voiceSpokenBy:
            speechDelivery =
                SpeechDelivery(rawValue: configuration.spokenBy) ?? (isReaderRunning ? .reader : .own)
            #if FAULTS
                if Fault.readerSpokenOver.isOn { speechDelivery = .own }
            #endif
        default: return
        }
    }

    /// How the voice says an announcement.
    var spoken: PhraseStyle { PhraseStyle(level: level, language: language, numbers: numbers) }

    /// How the screen shows it.
    var written: PhraseStyle { spoken.written }
}

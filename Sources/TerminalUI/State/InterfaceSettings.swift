import Announcements

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
    /// Letters typed into a field are said; digits always are.
    public var echoesLetters: Bool
    /// Letters typed during a call are said.
    public var echoesLettersInCall: Bool
    /// An incoming call sounds the terminal's bell too (for braille without sound).
    public var ringsBell: Bool
    /// Words a minute, within `Limits.speechRates`.
    public var speechRate: Int
    /// The caller's volume in percent.
    public var callVolume: Int
    public var ears: Ears
    /// The folder of recordings, with a "/" at its end.
    public var recordingFolder: String
    /// Where an account is written: told to an agent who has none.
    public var configurationFile: String

    public init(
        language: Language = .french, level: SpeechLevel = .middle, numbers: NumberReading = .pairs,
        alphabet: SpellingAlphabet = .french, keyboard: KeyboardLayout = .azerty, speechDelivery: SpeechDelivery = .own,
        areLettersActive: Bool = true, echoesLetters: Bool = true, echoesLettersInCall: Bool = false,
        ringsBell: Bool = false, speechRate: Int = 350, callVolume: Int = 100, ears: Ears = .both,
        recordingFolder: String = "/tmp/",
        configurationFile: String = "config.toml"
    ) {
        self.language = language
        self.level = level
        self.numbers = numbers
        self.alphabet = alphabet
        self.keyboard = keyboard
        self.speechDelivery = speechDelivery
        self.areLettersActive = areLettersActive
        self.echoesLetters = echoesLetters
        self.echoesLettersInCall = echoesLettersInCall
        self.ringsBell = ringsBell
        self.speechRate = speechRate
        self.callVolume = callVolume
        self.ears = ears
        self.recordingFolder = recordingFolder
        self.configurationFile = configurationFile
    }

    /// How the voice says an announcement.
    var spoken: PhraseStyle { PhraseStyle(level: level, language: language, numbers: numbers) }

    /// How the screen shows it.
    var written: PhraseStyle { spoken.written }
}

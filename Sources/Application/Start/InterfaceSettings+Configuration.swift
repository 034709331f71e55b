import Announcements
import Configuration
import TerminalUI

extension InterfaceSettings {
    /// The interface's settings from the file's.
    init(_ settings: Settings, language: Language, configurationFile: String, recordingFolder: String) {
        self.init(
            language: language, level: SpeechLevel(rawValue: settings.voiceLevel) ?? .middle,
            numbers: settings.spellsNumbers ? .digits : .pairs,
            alphabet: SpellingAlphabet(rawValue: settings.alphabet) ?? .french,
            keyboard: settings.isAzerty ? .azerty : .qwerty,
            areLettersActive: settings.usesLetters, speechRate: settings.voiceRate,
            ears: Ears(rawValue: settings.ears) ?? .both,
            recordingFolder: recordingFolder, configurationFile: configurationFile)
        // Where no earcon sounds at all, each has its word.
        wordedEarcons =
            settings.playsEarcons
            ? Set(settings.earconWords.compactMap(Earcon.init(rawValue:))) : Set(Earcon.allCases)
    }
}

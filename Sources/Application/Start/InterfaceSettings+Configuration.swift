import Announcements
import Configuration
import TerminalUI

extension InterfaceSettings {
    /// The interface's settings from the file's.
    init(_ settings: Settings, language: Language, configurationFile: String, recordingFolder: String) {
        self.init(
            language: language, level: SpeechLevel(rawValue: settings.voiceLevel) ?? .middle,
            numbers: settings.spellsNumbers ? .digits : .pairs, keyboard: settings.isAzerty ? .azerty : .qwerty,
            areLettersActive: settings.usesLetters, speechRate: settings.voiceRate,
            ears: Ears(rawValue: settings.ears) ?? .both,
            recordingFolder: recordingFolder, configurationFile: configurationFile)
    }
}

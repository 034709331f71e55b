import Announcements
import Configuration
import TerminalUI

extension InterfaceSettings {
    /// The interface's settings from the file's.
    init(_ settings: Settings, language: Language, configurationFile: String, recordingFolder: String) {
        self.init(language: language, recordingFolder: recordingFolder, configurationFile: configurationFile)
        take(settings)
        self.language = language
        version = Program.version
    }
}

import Announcements

/// About: what this is, its version, its licence, and where more is written.
extension AppState {
    var aboutLines: [Item] {
        return [
            Item("Clairvoix \(settings.version)"), Item(Word.licence.text(language)),
            Item("\(Word.configuration.text(language))\(colon) \(settings.configurationFile)"),
            Item("\(Word.recordings.text(language))\(colon) \(settings.recordingFolder)"),
            Item(Word.emergency.text(language)), Item(Word.moreHelp.text(language)),
        ]
    }
}

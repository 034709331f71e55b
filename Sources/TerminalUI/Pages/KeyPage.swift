import Announcements

/// A command's keys, and how to change its letter.
extension AppState {
    func keyNameLine(_ subject: Subject) -> [Item] {
        guard case .key(let command) = subject else { return [] }
        return [Item(commandLine(command))]
    }

    func keyLines(_ page: PageState) -> [Item] {
        guard case .key(let command) = page.subject else { return [] }
        return page.lines + whole(command.help(language).capitalisedFirst) + [
            Item(Word.chooseLetter.text(language), .takeKey(command)),
            Item(Word.noLetter.text(language), .dropKey(command)),
        ]
    }
}

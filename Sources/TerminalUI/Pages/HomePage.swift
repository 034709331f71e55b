import Announcements
import CallEngine

/// Home: what the agent does, and how the lines stand.
extension AppState {
    var homeLines: [Item] {
        let first: [Command] = accounts.isEmpty ? [.firstStart] : []
        let commands: [Command] = [
            .dial, .visitCall, .contacts, .callHistory, .messages, .colleagues, .note, .incident, .announcements,
            .settings,
            .sound, .keys, .palette,
        ]
        return (first + commands).map { commandItem($0) } + accounts.map { Item(accountLine($0)) }
            + [Command.about, .quit].map { commandItem($0) }
    }

    /// "Ligne Accueil : prête".
    func accountLine(_ account: AccountLine) -> String {
        return "\(Label.line.text(language)) \(account.name)\(colon) \(Label(account.state).text(language))"
    }
}

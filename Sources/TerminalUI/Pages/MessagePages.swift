import AgentDesk
import Announcements
import CallEngine

/// Messages: the voice mailboxes, then what was written and received, the newest last.
extension AppState {
    var messageLines: [Item] {
        let boxes = accounts.compactMap { account in
            voicemails[account.id].map { Item(mailboxLine(account, $0), .mailbox(account.id)) }
        }
        return [commandItem(.newMessage)] + boxes
            + messages.map {
                Item(
                    messageLine($0),
                    .writeTo(DialEntry(name: settings.written.name($0.party), address: $0.party.address)),
                    isPersonal: true)
            }
    }

    /// "Messagerie Accueil : 2 nouveaux messages vocaux".
    private func mailboxLine(_ account: AccountLine, _ box: Voicemail) -> String {
        let style = settings.written
        let new = Announcement.voicemail(count: box.newMessages, line: account.name).phrase(style.at(.long)).written
        return box.isWaiting ? new : "\(Word.mailbox.text(language)) \(account.name), \(Word.empty.text(language))"
    }

    /// "De Martin, hier 14 heures 5 : bonjour".
    private func messageLine(_ message: WrittenMessage) -> String {
        let name = settings.written.name(message.party)
        let label: Word =
            switch message.state {
            case .received: .from
            case .sending: .sending
            case .sent: .sentTo
            case .failed: .notSentTo
            }
        return "\(label.text(language)) \(name), \(moment(message.at))\(colon) \(message.text)"
    }

    func newMessageLines(_ page: PageState) -> [Item] {
        [fieldItem(.recipient, page), fieldItem(.message, page), Item(Word.send.text(language), .sendMessage)]
            + suggestions(for: page[.recipient], of: page.lines)
    }

    /// "14 heures 5" today, else with its day.
    func moment(_ at: WallSeconds) -> String {
        SpokenTime.moment(at, today: today, language)
    }
}

import Announcements
import CallEngine

/// Transfer: whom the call goes to, at once or after a word; or the calls that are joined.
extension AppState {
    func transferLines(_ page: PageState) -> [Item] {
        [fieldItem(.target, page)] + page.completions + [
            Item(Word.transferNow.text(language), .transferNow), Item(Word.consult.text(language), .consult),
        ]
            + suggestions(for: page[.target], of: page.lines) + page.people.lines(for: page[.target].text)
    }

    /// "Passer Dupont à Martin", as it is when the page is opened: none comes under the cursor.
    var completionLines: [Item] {
        completing.map { waiting, heard in
            Item(
                "\(Word.handOver.text(language)) \(settings.written.name(waiting.remote))"
                    + " \(Word.to.text(language)) \(settings.written.name(heard.remote))",
                .complete(waiting.id, with: heard.id), isPersonal: true)
        }
    }

    /// The call that waits, and the one that is heard, for each pair that can be joined.
    var completing: [(waiting: CallSnapshot, heard: CallSnapshot)] {
        guard let heard = targets.current.flatMap({ call($0) }), heard.state.isUp else { return [] }
        return calls.filter { $0.id != heard.id && $0.state.isUp }.map { ($0, heard) }
    }
}

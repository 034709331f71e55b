import AgentDesk
import Announcements

/// Records that are not done with: the list, and one with what the agent may decide.
extension AppState {
    /// "Incertaine : Arbre tombé, hier 14 heures 5".
    var waitingRecordLines: [Item] {
        guard !waitingRecords.isEmpty else { return [Item(RecordWord.none.text(language))] }
        return waitingRecords.map { record in
            Item(
                "\(word(of: record.state).text(language))\(colon) \(record.title), \(moment(record.createdAt))",
                .open(.waitingRecord, .record(record.key)), isPersonal: true)
        }
    }

    /// What is known of one when its page was opened.
    func waitingRecordFacts(_ subject: Subject) -> [Item] {
        guard let record = waitingRecord(subject) else { return [Item(RecordWord.none.text(language))] }
        var lines = [
            Item("\(record.title), \(moment(record.createdAt))", isPersonal: true),
            Item(word(of: record.state).text(language)),
        ]
        if let reason = record.reason {
            lines.append(Item("\(RecordWord.reason.text(language))\(colon) \(reason)", isPersonal: true))
        }
        return lines + [Item("\(RecordWord.server.text(language))\(colon) \(record.connector)")]
    }

    /// The facts, then the decisions; a number is asked for where it may be there.
    func waitingRecordLines(_ page: PageState) -> [Item] {
        guard case .record(let key) = page.subject, let record = waitingRecord(page.subject) else { return page.lines }
        let mayBeThere = record.state == .uncertain || record.state == .asking
        let found = [
            fieldItem(.recordNumber, page), Item(RecordWord.isThere.text(language), .recordIsThere(key)),
        ]
        return page.lines + [Item(RecordWord.sendAgain.text(language), .decide(record: key, .sendAgain))]
            + (mayBeThere ? found : []) + [Item(RecordWord.drop.text(language), .decide(record: key, .drop))]
    }

    private func waitingRecord(_ subject: Subject) -> WaitingRecord? {
        guard case .record(let key) = subject else { return nil }
        return waitingRecords.first { $0.key == key }
    }

    private func word(of state: OutboxItem.State) -> RecordWord {
        switch state {
        case .waiting, .sending, .sent, .dropped: .waits
        case .asking: .asks
        case .uncertain: .uncertain
        case .refused: .refused
        }
    }
}

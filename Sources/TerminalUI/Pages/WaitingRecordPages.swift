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

    /// What is known of one when its page is opened, then what may be decided; a number is asked for where it may be there.
    func waitingRecordFacts(_ subject: Subject) -> [Item] {
        guard case .record(let key) = subject, let record = waitingRecord(subject) else {
            return [Item(RecordWord.none.text(language))]
        }
        var lines = [
            Item("\(record.title), \(moment(record.createdAt))", isPersonal: true),
            Item(word(of: record.state).text(language)),
        ]
        if let reason = record.reason {
            let words = ServerReason.shown(reason, language)
            lines.append(Item("\(RecordWord.reason.text(language))\(colon) \(words)", isPersonal: true))
        }
        lines.append(Item("\(RecordWord.server.text(language))\(colon) \(record.connector)"))
        lines.append(Item(RecordWord.sendAgain.text(language), .decide(record: key, .sendAgain)))
        if record.state == .uncertain || record.state == .asking {
            lines.append(Item(Field.recordNumber.label[language], .field(.recordNumber)))
            lines.append(Item(RecordWord.isThere.text(language), .recordIsThere(key)))
        }
        return lines + [Item(RecordWord.drop.text(language), .decide(record: key, .drop))]
    }

    /// They stay while they may be read, whatever becomes of the record (rule R8): only what is typed in the field changes.
    func waitingRecordLines(_ page: PageState) -> [Item] {
        page.lines.map { $0.enter == .field(.recordNumber) ? fieldItem(.recordNumber, page) : $0 }
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

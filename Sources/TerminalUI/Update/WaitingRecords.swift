import AgentDesk
import Announcements

/// What becomes of confirmed records: each change is told once; what waits for the agent's decision stands on a page.
extension Turn {
    /// A record was not taken: its form is open again, as after a refusal.
    mutating func takeRejection(_ rejection: OutboxRejection, of id: String) {
        reopenForm(id, because: nil)
        switch rejection {
        case .full: tell(RecordWord.tooMany.text(settings.language))
        case .unkept(let reason): tell("\(RecordWord.unkept.text(settings.language))\(state.colon) \(reason)")
        }
    }

    mutating func tellDenied(by server: String) {
        tell("\(RecordWord.denied.text(settings.language))\(state.colon) \(server)")
    }

    /// An open list stays as it is while it may be read (rule R8).
    mutating func take(waiting records: [WaitingRecord]) { state.waitingRecords = records }

    mutating func decide(record key: String, _ decision: OutboxDecision) {
        // Its page stays as it was opened: meanwhile the server may have it.
        guard let record = state.waitingRecords.first(where: { $0.key == key }) else {
            return tell(RecordWord.over.text(settings.language))
        }
        if decision == .drop {
            guard isConfirmed(.dropRecord(key), true, .confirmRemoval(record.title)) else { return }
        }
        effects.append(.decide(record: key, decision))
        // What is decided waits for the agent no more: the list that comes back does not say that it does. What is sent again waits on.
        if decision != .sendAgain { state.waitingRecords.removeAll { $0.key == key } }
        for index in state.pages.indices where state.pages[index].page == .waitingRecords {
            state.pages[index].lines = state.waitingRecordLines
        }
        goBack()
        let word: RecordWord =
            switch decision {
            case .sendAgain: .goesAgain
            case .isThere: .closed
            case .drop: .dropped
            }
        tell(word.text(settings.language))
    }

    mutating func recordIsThere(_ key: String) {
        let number = state.page[.recordNumber].text.trimmedBlanks
        guard !number.isEmpty else { return refuse(.recordNumber, .nothingWritten) }
        decide(record: key, .isThere(number: number))
    }
}

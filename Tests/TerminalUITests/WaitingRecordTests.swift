import AgentDesk
import Announcements
import Configuration
import Testing
import Time

@testable import TerminalUI

@Suite("Records that wait for their server")
struct WaitingRecordTests {
    private let uncertain = WaitingRecord(
        key: "k", title: "Arbre tombé", connector: "Publik", state: .uncertain, reason: "cut", createdAt: 0)

    private func desk(_ records: [WaitingRecord]) -> AppState {
        var state = AppState(settings: InterfaceSettings(language: .french), at: .now)
        _ = update(&state, .recordsWaiting(records), at: .now)
        return state
    }

    @Test func theListAndThePageOfOneOfferTheDecisions() {
        var state = desk([uncertain])
        var turn = Turn(state: state, now: .now)
        turn.open(.waitingRecords)
        #expect(turn.state.items.last?.text.hasPrefix("Incertaine : Arbre tombé") == true)
        #expect(turn.state.items.last?.enter == .open(.waitingRecord, .record("k")))
        turn.open(.waitingRecord, .record("k"))
        let enters = turn.state.items.map(\.enter)
        #expect(enters.contains(.decide(record: "k", .sendAgain)) && enters.contains(.decide(record: "k", .drop)))
        #expect(enters.contains(.recordIsThere("k")) && enters.contains(.field(.recordNumber)))
        // Sent meanwhile: what is read stays, and nothing can be decided any more.
        state = turn.state
        _ = update(&state, .recordsWaiting([]), at: .now)
        #expect(!state.items.map(\.enter).contains(.decide(record: "k", .sendAgain)))
        #expect(state.items.first?.text.hasPrefix("Arbre tombé") == true)
    }

    @Test func aDecisionIsHandedOnAndSaid() {
        var turn = Turn(state: desk([uncertain]), now: .now)
        turn.open(.waitingRecords)
        turn.open(.waitingRecord, .record("k"))
        turn.recordIsThere("k")
        #expect(!turn.effects.contains { if case .decide = $0 { true } else { false } }, "no number was typed")
        turn.state.page[.recordNumber] = EditedField("4711")
        turn.recordIsThere("k")
        #expect(turn.effects.contains(.decide(record: "k", .isThere(number: "4711"))))
        #expect(turn.state.page.page == .waitingRecords)
    }

    @Test func droppingIsConfirmed() {
        var turn = Turn(state: desk([uncertain]), now: .now)
        turn.open(.waitingRecord, .record("k"))
        turn.decide(record: "k", .drop)
        #expect(!turn.effects.contains(.decide(record: "k", .drop)))
    }

    /// "Envoi" was said when the form was confirmed: that it is kept is no news.
    @Test func whatIsKeptIsAcknowledgedInSilence() {
        var state = desk([])
        #expect(update(&state, .incident("k", .kept), at: .now).contains(.incidentTold("k", .kept)))
        #expect(state.history.isEmpty)
    }

    @Test(arguments: [IncidentNews.sent(number: "7", url: nil), .waits, .refused("date"), .uncertain])
    func newsIsToldAndAcknowledged(news: IncidentNews) {
        var state = desk([])
        let effects = update(&state, .incident("k", news), at: .now)
        #expect(effects.contains(.incidentTold("k", news)))
        #expect(state.eventLines.count == 1 && state.history.count == 1)
    }

    @Test func theWordsAreShortAndDistinct() {
        for language in SettingLanguage.allCases {
            #expect(Set(RecordWord.allCases.map { $0.words[language] }).count == RecordWord.allCases.count)
            #expect(RecordWord.allCases.allSatisfy { $0.words[language].count <= 38 })
        }
    }
}

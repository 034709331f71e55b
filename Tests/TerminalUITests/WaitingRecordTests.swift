import AgentDesk
import Announcements
import CallEngine
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
        // Sent meanwhile: what is read stays (rule R8), and a decision answers that there is none to take.
        state = turn.state
        let lines = state.items
        _ = update(&state, .recordsWaiting([]), at: .now)
        #expect(state.items == lines)
        turn = Turn(state: state, now: .now)
        turn.decide(record: "k", .sendAgain)
        #expect(turn.effects.allSatisfy { if case .decide = $0 { false } else { true } })
        #expect(turn.state.history.last?.written == RecordWord.over.text(.french))
    }

    @Test func whatIsSentAgainWaitsOnAndWhatIsDecidedDoesNot() {
        for (decision, isLeft) in [(OutboxDecision.sendAgain, true), (.isThere(number: "7"), false)] {
            var turn = Turn(state: desk([uncertain]), now: .now)
            turn.open(.waitingRecords)
            turn.open(.waitingRecord, .record("k"))
            turn.decide(record: "k", decision)
            #expect(turn.effects.contains(.decide(record: "k", decision)))
            #expect(turn.state.page.page == .waitingRecords)
            #expect(turn.state.items.contains { $0.text.contains("Arbre tombé") } == isLeft)
            #expect(turn.state.waitingRecords.isEmpty != isLeft, "it can be decided about again, or not")
        }
    }

    /// Refused by the server, it may be mended: never both sent again and sent anew.
    @Test func aRefusedRecordOfAnEarlierRunIsAFormAgainAndWaitsNoMore() throws {
        var state = desk([])
        let form = SampleForms.tree
        state.desk.forms = [form]
        let draft = FormDraft(id: "k", of: form, about: CallFacts(call: "c"), at: 5)
        let field = try #require(form.fields.first)
        let record = IncidentRecord(
            id: "k", form: form.id, title: form.title, connector: form.connector, call: "c",
            fields: [.init(key: field.key, label: field.label, value: .text("arbre"))], createdAt: 5)
        let effects = update(&state, .incident("k", .refused("lieu"), of: record), at: .now)
        let again = try #require(state.desk.drafts.first)
        #expect(again.id != "k" && again[field] == "arbre" && again.call == draft.call)
        let dropped = try #require(effects.firstIndex(of: .decide(record: "k", .drop)))
        let kept = try #require(effects.firstIndex(of: .keepForms([again])))
        #expect(kept < dropped, "the form is on the disk before the record goes")
        // A form that is not known cannot be opened: the record stays where the agent can decide about it.
        state = desk([])
        #expect(
            !update(&state, .incident("k", .refused("lieu"), of: record), at: .now).contains(
                .decide(record: "k", .drop)))
    }

    @Test func theNumberOfARecordStandsWithItsCallAtOnce() {
        var state = desk([])
        let past = PastCall(
            id: "c", party: Party(name: nil, number: "0476", address: "sip:0476@b.example"), isIncoming: true,
            cause: nil,
            begunAt: 0, seconds: 1)
        state.pastCalls = [past]
        var turn = Turn(state: state, now: .now)
        turn.open(.pastCall, .pastCall(past))
        state = turn.state
        let lines = state.items
        let record = IncidentRecord(
            id: "k", form: "f", title: "t", connector: "Publik", call: "c", fields: [], createdAt: 5)
        for _ in 0..<2 { _ = update(&state, .incident("k", .sent(number: "12", url: nil), of: record), at: .now) }
        #expect(Array(state.items.prefix(lines.count)) == lines, "nothing that may be read moves")
        #expect(state.items.count == lines.count + 1 && state.items.last?.text.hasSuffix("Publik 12") == true)
        turn = Turn(state: state, now: .now)
        turn.goBack()
        turn.open(.pastCall, .pastCall(past))
        #expect(turn.state.items.count { $0.text.hasSuffix("Publik 12") } == 1)
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

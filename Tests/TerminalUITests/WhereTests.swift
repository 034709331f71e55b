import Announcements
import CallEngine
import Testing

@testable import TerminalUI

/// What Où tells.
@Suite struct WhereTests {
    /// The words of Où after the page, the line and its place.
    static func whereabouts(_ desk: inout Desk) -> [String] {
        desk.hearAll()
        desk.pass(.seconds(1))
        desk.press(.character("s"), .function(3))
        return desk.said.last?.split(separator: ". ").dropFirst().map(String.init) ?? []
    }

    /// The microphone is told where its sound flows, or where the agent muted it.
    @Test(arguments: [
        (CallState.dialing, false, nil as String?), (.ringing, false, nil), (.active, false, "micro ouvert"),
        (.held, false, nil), (.heldByPeer, false, nil), (.active, true, "micro coupé"), (.held, true, "micro coupé"),
        (.heldByPeer, true, "micro coupé"),
    ]) func theMicrophoneIsToldAsItIs(callState: CallState, isMuted: Bool, words: String?) {
        var desk = Desk()
        desk.send(.engine(.callDialled(desk.call(1, "Dupont", .dialing), token: 7)))
        if callState != .dialing { desk.becomes(1, callState, muted: isMuted) }
        desk.pass(.seconds(6))
        let told = Self.whereabouts(&desk)
        #expect(told.count == (words == nil ? 1 : 2))
        #expect(told.dropFirst().last == words)
    }

    @Test(arguments: [
        (Language.french, QualityGrade.good, "Qualité bonne, 4,2"), (.french, .fair, "Qualité moyenne, 4,2"),
        (.french, .poor, "Qualité mauvaise, 4,2"), (.english, .good, "Quality good, 4.2"),
        (.english, .fair, "Quality fair, 4.2"), (.english, .poor, "Quality poor, 4.2"),
    ]) func theQualityIsToldInAWordWithItsFigure(language: Language, grade: QualityGrade, words: String) {
        var desk = Desk(language: language)
        desk.talk()
        #expect(Self.whereabouts(&desk).count == 2)
        desk.send(.engine(.qualityChanged(CallID(1), CallQuality(grade, scoreTenths: 42), from: nil)))
        #expect(Self.whereabouts(&desk).last == words || grade == .poor)
        #expect(Self.whereabouts(&desk)[2] == words)
        desk.becomes(1, .held)
        #expect(!Self.whereabouts(&desk).contains(words))
    }

    @Test func theCallThatIsUpIsToldWhileASecondOneRings() {
        var desk = Desk()
        desk.talk(1, "Dupont")
        desk.rings(2, "Martin")
        #expect(Self.whereabouts(&desk) == ["Sonne Martin", "En ligne Dupont", "micro ouvert"])
    }

    @Test func bothCallsAreToldWithTheirStates() {
        var desk = Desk(language: .english)
        desk.talk(1, "Carol")
        desk.becomes(1, .held)
        desk.send(.engine(.callDialled(desk.call(2, "Dave", .dialing), token: 7)))
        desk.becomes(2, .active)
        desk.pass(.seconds(6))
        #expect(Self.whereabouts(&desk) == ["Connected Dave", "On hold Carol", "microphone open"])
    }

    @Test(arguments: [
        (
            Language.french,
            ["Conférence à 3", "Dupont vous envoie à Martin", "Ne pas déranger", "Renvoi de tout appel"]
        ),
        (.english, ["Conference of 3", "Dupont: call Martin", "Do not disturb", "All calls forwarded"]),
    ]) func whatIsOnIsTold(language: Language, words: [String]) {
        var desk = Desk(language: language)
        desk.talk()
        desk.send(.engine(.doNotDisturbChanged(true)))
        desk.send(.engine(.forwardingChanged(AccountID(0), Forwarding(always: "201"))))
        desk.send(.engine(.conferenceChanged([CallID(1), CallID(2)])))
        desk.send(.engine(.transferRequested(CallID(1), to: Desk.party("Martin", "0476003344"), by: nil)))
        #expect(Array(Self.whereabouts(&desk).dropFirst(2)) == words)
        desk.send(.engine(.doNotDisturbChanged(false)))
        desk.send(.engine(.forwardingChanged(AccountID(0), Forwarding())))
        desk.send(.engine(.conferenceChanged([])))
        desk.ends(1, .endedByPeer)
        #expect(Self.whereabouts(&desk).isEmpty)
    }

    /// The voice says which call is heard; the lines stay as they are (rule R8).
    @Test(arguments: [
        (Language.french, "En ligne Dupont, 04 76 00 11 22", "En attente Martin, 04 76 00 33 44"),
        (.english, "Connected Dupont, 04 76 00 11 22", "On hold Martin, 04 76 00 33 44"),
    ]) func ofSeveralCallsTheFocusedOneIsSaidByItsState(language: Language, first: String, second: String) {
        var desk = Desk(language: language)
        desk.talk()
        desk.press(.down, .up)
        #expect(desk.said.last == desk.focusedLine)
        desk.becomes(1, .held)
        desk.send(.engine(.callDialled(desk.call(2, "Martin", .dialing, number: "0476003344"), token: 7)))
        desk.becomes(2, .active)
        let items = desk.screen.items
        desk.becomes(2, .held)
        desk.becomes(1, .active)
        desk.press(.down, .up)
        #expect(desk.said.last == first)
        desk.press(.down, .down, .end)
        #expect(desk.said.last == second)
        #expect(desk.screen.items == items)
    }

    /// What Où answers is one event and whole, however narrow the screen: nothing of it ends in "…".
    @Test(arguments: [80, 40, 20]) func aLongAnswerIsOneWholeEvent(columns: Int) {
        var desk = Desk()
        desk.send(.resized(columns: columns, rows: 24))
        desk.talk()
        desk.send(.engine(.qualityChanged(CallID(1), CallQuality(.good, scoreTenths: 42), from: nil)))
        desk.send(.engine(.callReceived(desk.call(2, "Marie-Christine de la Tour du Pin Verclause"))))
        let before = desk.screen.events
        let told = Self.whereabouts(&desk)
        let fresh = Array(desk.screen.events.dropFirst(before.count))
        #expect(fresh.count == 1)
        #expect(told.contains("Qualité bonne, 4,2"))
        #expect(fresh.joined(separator: " ").hasSuffix(told.joined(separator: ". ")))
        #expect(Array(desk.screen.events.prefix(before.count)) == before, "nothing above is changed")
    }

    @Test(arguments: [
        ("un deux trois", 8, ["un deux", "trois"]), ("un deux", 7, ["un deux"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab  cd", 4, ["ab ", "cd"]), ("日本語", 3, ["日", "本", "語"]), ("日本", 1, ["日本"]), ("", 5, []),
    ]) func textIsBrokenBetweenWords(text: String, cells: Int, lines: [String]) {
        #expect(Cells.lines(text, of: cells) == lines)
    }
}

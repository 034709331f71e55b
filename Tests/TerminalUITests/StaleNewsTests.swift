import Announcements
import CallEngine
import Testing

@testable import TerminalUI

/// Nothing is said that a newer fact has overtaken.
@Suite struct StaleNewsTests {
    @Test func theEndOfTheCallBeforeIsNotSaidDuringTheNextOneWithTheSameParty() {
        var desk = Desk(level: .middle)
        desk.talk()
        desk.ends(1, .endedByPeer)
        #expect(desk.said == ["Dupont a fini"])
        desk.press(.down)
        desk.rings(2, "DUPONT")
        desk.hearAll()
        desk.press(.function(4))
        desk.becomes(2, .active)
        desk.forget()
        desk.pass(.seconds(20))
        desk.hearAll()
        #expect(!desk.said.contains("Dupont a fini"))
    }

    @Test func twoWithheldCallersAreNotTheSame() {
        var desk = Desk(level: .middle)
        desk.send(.engine(.callReceived(desk.call(1, nil, number: nil, withheld: true))))
        desk.hearAll()
        desk.ends(1, .missed)
        desk.press(.down)
        desk.send(.engine(.callReceived(desk.call(2, nil, number: nil, withheld: true))))
        desk.hearAll()
        desk.forget()
        desk.pass(.seconds(2))
        #expect(desk.said.count == 1 && desk.said.first?.hasPrefix("Manqué") == true)
    }

    @Test func aReadyLineIsNotSaidDuringTheFirstCall() {
        var desk = Desk(level: .middle)
        desk.send(.engine(.accountChanged(AccountID(0), .registered)))
        desk.press(.character("1"), .enter)
        desk.send(.engine(.callDialled(desk.call(1, "Dupont", .dialing), token: 1)))
        desk.becomes(1, .ringing)
        desk.press(.down)
        desk.becomes(1, .active)
        desk.forget()
        for _ in 0..<4 {
            desk.pass(.seconds(5))
            desk.hearAll()
        }
        #expect(desk.said == ["Pris"])
    }

    @Test(arguments: [true, false]) func theFarEndDoesNotRingAnyMoreOnceItHasAnsweredOrEnded(answers: Bool) {
        var desk = Desk(level: .middle)
        desk.talk(1, "Martin")
        desk.becomes(1, .held)
        #expect(desk.said == ["Martin en attente"])
        desk.send(.engine(.callDialled(desk.call(2, "Dupont", .dialing), token: 7)))
        desk.becomes(2, .ringing)
        if answers { desk.becomes(2, .active) } else { desk.ends(2, .busy) }
        desk.pass(.seconds(5))
        desk.hearAll()
        #expect(desk.said == ["Martin en attente", answers ? "Pris" : "Dupont occupé"])
    }

    /// The engine tells the outcome, and the ends of both calls right after it.
    @Test func aTransferIsTheLastWordOnBothItsCalls() {
        var desk = Desk(language: .english, level: .middle)
        desk.talk(1, "Carol")
        desk.becomes(1, .held)
        desk.send(.engine(.callDialled(desk.call(2, "Dave", .dialing), token: 7)))
        desk.becomes(2, .active)
        desk.pass(.seconds(6))
        desk.hearAll()
        desk.forget()
        desk.send(.engine(.transferChanged(CallID(1), .requested)))
        desk.send(.engine(.transferChanged(CallID(1), .done)))
        desk.ends(1, .endedByMe)
        desk.ends(2, .endedByMe)
        desk.hearAll()
        desk.pass(.seconds(10))
        desk.hearAll()
        #expect(desk.said == ["Transfer under way", "Carol transferred"])
        #expect(desk.screen.events.last == "Carol transferred")
        #expect(desk.state.calls.isEmpty && desk.screen.title == "Home")
    }

    @Test func aPeerThatLeavesWhenItIsTransferredHasNotGone() {
        var desk = Desk(level: .middle)
        desk.talk()
        desk.send(.engine(.transferChanged(CallID(1), .done)))
        desk.ends(1, .endedByPeer)
        desk.hearAll()
        #expect(desk.said == ["Dupont transféré"])
    }

    @Test(arguments: [EndReason.Cause.endedByMe, .endedByPeer]) func anEndOfItsOwnIsToldBesideATransfer(
        cause: EndReason.Cause
    ) {
        var desk = Desk(level: .middle)
        desk.talk(1, "Carole")
        desk.becomes(1, .held)
        desk.send(.engine(.callDialled(desk.call(2, "David", .dialing), token: 7)))
        desk.becomes(2, .active)
        desk.pass(.seconds(6))
        desk.hearAll()
        desk.press(.function(12))
        desk.send(.engine(.transferChanged(CallID(1), .done)))
        desk.ends(1, .endedByMe)
        desk.ends(2, cause)
        desk.hearAll()
        #expect(desk.said.last == (cause == .endedByMe ? "Appel clos" : "David a fini"))
    }

    @Test func theNameOfACallThatAnotherReplacedDoesNotComeBack() {
        var desk = Desk()
        desk.rings(1, "Dupont")
        desk.press(.down)
        desk.hearAll()
        desk.send(.engine(.callReplaced(CallID(1), by: desk.call(2, "Martin", .incoming, number: "0476003344"))))
        desk.hearAll()
        desk.forget()
        desk.pass(.seconds(2))
        desk.hearAll()
        #expect(!desk.said.contains("Dupont"))
    }
}

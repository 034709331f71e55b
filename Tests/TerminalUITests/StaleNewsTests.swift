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
}

import Announcements
import CallEngine
import Configuration
import Testing
import Time

@testable import TerminalUI

@Suite struct TransferTests {
    @Test func aBlindTransferIsAskedInWordsAndConfirmedByEnter() {
        var desk = Desk()
        desk.talk()
        desk.press(.function(7))
        #expect(desk.focusedLine == "Transférer à : ")
        desk.type("0476", every: .milliseconds(50))
        desk.press(.enter)
        #expect(desk.focusedLine == "Transférer tout de suite")
        desk.forget()
        desk.press(.enter)
        #expect(desk.said == ["Transférer Dupont à zéro, quatre, sept, six ? Entrée encore : oui"])
        #expect(desk.commands.isEmpty)
        desk.press(.enter)
        #expect(desk.commands.isEmpty, "the keyboard's repeat confirms nothing")
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(desk.commands == [.transfer(CallID(1), to: "0476")])
        #expect(desk.screen.title == "En communication")
    }

    /// Another key between means that the agent thought better of it.
    @Test func aConfirmationHoldsForTheNextKeyAlone() {
        var desk = Desk()
        desk.talk()
        desk.press(.function(7))
        desk.type("0476", every: .milliseconds(50))
        desk.press(.enter, .enter, .down, .up)
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(desk.commands.isEmpty, "asked again")
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(desk.commands == [.transfer(CallID(1), to: "0476")])
    }

    @Test func aTransferMayGoUnasked() {
        var desk = Desk()
        desk.state.settings.confirmsTransfer = false
        desk.talk()
        desk.press(.function(7))
        desk.type("04", every: .milliseconds(50))
        desk.press(.enter, .enter)
        #expect(desk.commands == [.transfer(CallID(1), to: "04")])
    }

    /// A26: at each moment the agent knows who hears them.
    @Test func anAttendedTransferTellsWhoHearsWhom() {
        var desk = Desk(level: .long)
        desk.talk()
        desk.press(.function(7))
        desk.type("12", every: .milliseconds(50))
        desk.press(.enter, .down)
        #expect(desk.focusedLine == "Lui parler d'abord")
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands == [.hold(CallID(1)), .dial(to: "12", account: nil, token: 1)])
        desk.becomes(1, .held)
        desk.send(.engine(.callDialled(desk.call(2, "Martin", .dialing, number: "12"), token: 1)))
        desk.hearAll()
        desk.forget()
        desk.becomes(2, .active)
        desk.pass(.seconds(4))
        desk.hearAll()
        #expect(desk.said == ["Vous parlez à Martin, Dupont attend"])
        desk.press(.function(7))
        #expect(desk.focusedLine == "Passer Dupont à Martin", "the line says all that Enter does")
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands == [.attendedTransfer(CallID(1), with: CallID(2))])
        desk.send(.engine(.transferChanged(CallID(1), .done)))
        desk.ends(1, .endedByMe)
        desk.ends(2, .endedByMe)
        desk.hearAll()
        #expect(desk.said.last == "Dupont transféré, il vous quitte")
        #expect(desk.screen.title == "Accueil")
    }

    @Test func theOneWhoWaitsIsTakenBackWhereNobodyAnswers() {
        var desk = Desk()
        desk.talk()
        desk.press(.function(7))
        desk.type("12", every: .milliseconds(50))
        desk.press(.enter, .down, .enter)
        desk.becomes(1, .held)
        desk.send(.engine(.callDialled(desk.call(2, "Martin", .dialing, number: "12"), token: 1)))
        desk.ends(2, .busy)
        desk.hearAll()
        #expect(desk.said.last == "Occupé")
        desk.pass(.seconds(1))
        desk.forget()
        desk.press(.function(8))
        #expect(desk.commands == [.resume(CallID(1))])
    }

    /// The page is of one call: it never acts on another, and does not close under the fingers that type.
    @Test func thePageOfACallThatIsOverTakesTheKeysAndDoesNothing() {
        var desk = Desk()
        desk.talk()
        desk.press(.function(7))
        desk.type("0476", every: .milliseconds(50))
        desk.rings(2, "Martin")
        desk.ends(1, .endedByPeer)
        desk.forget()
        desk.type("00", every: .milliseconds(50))
        #expect(desk.focusedLine == "Transférer à : 047600", "the keys go where they went")
        desk.press(.enter)
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(desk.commands.isEmpty && desk.said.last == "Cet appel est déjà fini")
    }

    @Test func aContactIsChosenByName() {
        var desk = PageGraphTests.busyDesk()
        desk.talk()
        desk.press(.function(7))
        desk.type("mart", every: .milliseconds(50))
        desk.pass(.milliseconds(500))
        #expect(desk.said.last == "1 trouvé")
        desk.press(.down, .down, .down)
        #expect(desk.focusedLine == "Martin, 04 76 00 33 44")
        desk.press(.enter)
        #expect(desk.focusedLine == "Transférer tout de suite")
        desk.press(.enter)
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(desk.commands == [.transfer(CallID(1), to: "0476003344")])
    }

    @Test func callsAreJoinedAndTakenOut() {
        var desk = Desk()
        desk.talk(1)
        desk.becomes(1, .held)
        desk.talk(2, "Martin")
        desk.press(.function(11), .character("f"), .enter)
        #expect(desk.screen.title == "Conférence")
        #expect(desk.screen.items.first == "Pas de conférence")
        desk.forget()
        desk.press(.down, .enter)
        #expect(desk.commands == [.join([CallID(1), CallID(2)])])
        desk.send(.engine(.conferenceChanged([CallID(1), CallID(2)])))
        #expect(desk.screen.items.contains("Sortir Martin"))
        while desk.focusedLine != "Sortir Martin" { desk.press(.down) }
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands == [.leave(CallID(2))])
    }

    @Test func hangingUpAsksWhereTheAgentWantsIt() {
        var desk = Desk()
        desk.state.settings.confirmsHangUp = true
        desk.talk()
        desk.press(.function(12))
        #expect(desk.said == ["Raccrocher Dupont ? La même touche : oui"] && desk.commands.isEmpty)
        desk.pass(.seconds(60))
        desk.press(.function(12))
        #expect(desk.commands == [.hangUp(CallID(1))], "there is no time limit")
    }

    /// What joins two calls is listed when the page is opened: a call that is taken meanwhile puts no such line under the cursor.
    @Test func noLineThatJoinsCallsComesUnderTheCursor() {
        var desk = Desk()
        desk.talk()
        desk.press(.function(7))
        desk.type("0476", every: .milliseconds(50))
        desk.press(.enter)
        desk.rings(2, "Martin")
        desk.pass(.seconds(1))
        desk.press(.function(4))
        desk.becomes(1, .held)
        desk.becomes(2, .active)
        desk.pass(.seconds(5))
        desk.hearAll()
        desk.press(.character("v"))
        #expect(desk.focusedLine == "Transférer tout de suite", "back from the call that was taken")
        #expect(!desk.screen.items.contains { $0.hasPrefix("Passer") })
    }

    /// Enter right after an event put another line under the cursor says that line first.
    @Test func enterWasNotMeantForALineThatHasJustCome() {
        var desk = Desk()
        desk.rings(1)
        #expect(desk.focusedLine == "Sonne Dupont, 04 76 00 11 22")
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands.isEmpty && desk.said == ["Sonne Dupont, 04 76 00 11 22"])
        desk.pass(.milliseconds(500))
        desk.press(.enter)
        #expect(desk.commands == [.answer(CallID(1))])
    }

    /// The PBX puts somebody else in place of the one who was written to: nothing of the line goes to them.
    @Test func whatIsBeingWrittenGoesToNobodyElse() {
        var desk = Desk()
        desk.talk(hasText: true)
        desk.press(.character("e"))
        desk.type("code", every: .milliseconds(50))
        desk.forget()
        var martin = desk.call(2, "Martin", .active, number: "12")
        martin.hasText = true
        desk.send(.engine(.callReplaced(CallID(1), by: martin)))
        desk.press(.character("s"))
        #expect(desk.commands.isEmpty && desk.said.last == "Pas de texte dans cet appel")
    }
}

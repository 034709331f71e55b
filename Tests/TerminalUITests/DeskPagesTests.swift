import AgentDesk
import Announcements
import CallEngine
import Configuration
import Testing
import Time

@testable import TerminalUI

/// Messages, contacts, recent calls, colleagues, notes.
@Suite struct DeskPagesTests {
    @Test func aMessageIsWrittenAndWhatBecameOfItIsKept() {
        var desk = PageGraphTests.busyDesk()
        desk.press(.function(11), .character("m"), .enter)
        #expect(desk.focusedLine == "De Martin, 14 heures 5 : bonjour", "the newest")
        desk.press(.enter)
        #expect(desk.screen.title == "Nouveau message" && desk.screen.items[0] == "À : Martin")
        #expect(desk.focusedLine == "Message : ")
        desk.type("oui", every: .milliseconds(50))
        desk.forget()
        desk.press(.enter)
        #expect(
            desk.commands == [.sendMessage(to: "sip:0476003344@example.org", text: "oui", account: nil, token: 1)])
        #expect(desk.said == ["Message en route"])
        desk.send(.engine(.messageAnswered(status: 200, token: 1)))
        desk.press(.backspace)
        desk.press(.function(11), .character("m"), .enter)
        #expect(desk.focusedLine.hasPrefix("Envoyé à Martin"))
    }

    @Test func theMailboxIsCalledFromItsLine() {
        var desk = PageGraphTests.busyDesk()
        desk.press(.function(11), .character("m"), .enter, .home, .down, .down)
        #expect(desk.focusedLine.contains("2"))
        desk.press(.enter)
        #expect(desk.commands == [.dial(to: "888", account: AccountID(0), token: 1)], "on its own line")
    }

    @Test func aContactIsAddedChangedAndDeleted() {
        var desk = PageGraphTests.busyDesk()
        desk.press(.function(11), .character("b"), .enter)
        #expect(desk.focusedLine == "Nom : ")
        desk.type("Zoé", every: .milliseconds(50))
        desk.press(.enter)
        desk.type("0476", every: .milliseconds(50))
        desk.press(.enter, .enter)
        #expect(desk.effects.contains(.keepContact(Contact(name: "Zoé", address: "0476"), at: nil, known: nil)))
        desk.send(.kept(.contact, problem: nil))
        #expect(desk.said.last == "Enregistré")
        desk.press(.function(11), .character("c"), .enter, .end)
        #expect(desk.focusedLine == "Zoé, 0476")
        desk.press(.enter, .end)
        #expect(desk.focusedLine == "Supprimer")
        desk.press(.enter)
        #expect(desk.said.last == "Supprimer Zoé ? Entrée encore : oui")
        desk.pass(.seconds(1))
        desk.press(.enter)
        let zoe = Contact(name: "Zoé", address: "0476")
        #expect(desk.effects.contains(.removeContact(at: 2, known: zoe)) && desk.state.contacts.count == 2)
        #expect(desk.screen.title == "Contacts" && !desk.screen.items.contains { $0.hasPrefix("Zoé") })
    }

    @Test func aContactWithoutANumberIsRefusedWithTheCursorInTheField() {
        var desk = PageGraphTests.busyDesk()
        desk.press(.function(11), .character("b"), .enter)
        desk.type("Zoé", every: .milliseconds(50))
        desk.press(.down, .down, .enter)
        #expect(desk.said.last == "Aucun numéro" && desk.focusedLine == "Numéro, adresse : ")
    }

    @Test func aContactIsWatched() {
        var desk = PageGraphTests.busyDesk()
        desk.press(.function(11), .character("c"), .enter, .end, .enter)
        while desk.focusedLine != "Suivre, ou ne plus suivre" { desk.press(.down) }
        desk.forget()
        desk.press(.enter)
        #expect(
            desk.commands == [
                .watch("sip:nadia@example.org", .presence, account: nil),
                .watch("sip:nadia@example.org", .lines, account: nil),
            ])
        #expect(desk.said == ["Suivi : oui"] && desk.focusedLine == "Suivre, ou ne plus suivre")
    }

    /// A callers' name comes from the contacts where the network gives none.
    @Test func aContactNamesItsCalls() {
        var desk = PageGraphTests.busyDesk()
        desk.rings(7, nil, number: "0476003344")
        #expect(desk.said.last == "Martin")
    }

    @Test func recentCallsBeginWithTheLastAndAreCalledBack() {
        var desk = PageGraphTests.busyDesk()
        desk.talk(8, "Nouveau")
        desk.pass(.seconds(186))
        desk.ends(8, .endedByPeer)
        desk.hearAll()
        desk.press(.function(11), .character("a"), .enter)
        #expect(desk.focusedLine == "Reçu Nouveau, 04 76 00 11 22, 14 heures 5, 3 minutes 12")
        desk.press(.down)
        #expect(desk.focusedLine == "Manqué Ancien, 04 76 00 11 22, 14 heures 5")
        desk.forget()
        desk.press(.enter)
        #expect(desk.commands == [.dial(to: "sip:0476001122@example.org", account: nil, token: 1)])
        #expect(desk.state.pastCalls.count == 2)
    }

    @Test func colleaguesTellTheirStateFirst() {
        var desk = PageGraphTests.busyDesk()
        desk.press(.function(11), .character("k"), .enter)
        #expect(desk.focusedLine == "En ligne Martin")
        desk.send(
            .engine(.watchedChanged(Watched(who: "0476003344", account: AccountID(0), thing: .lines, line: .ringing))))
        #expect(desk.focusedLine == "En ligne Martin", "nothing is rewritten while it may be read")
        desk.forget()
        desk.press(.function(11), .character("u"), .enter)
        #expect(desk.commands == [.pickUp("0476003344", account: AccountID(0), token: 1)])
    }

    /// A23: a note keeps the caller and the time, and is confirmed once it is on the disk.
    @Test func aNoteIsAboutTheCall() {
        var desk = Desk()
        desk.talk()
        desk.press(.character("n"))
        #expect(desk.focusedLine == "Nouvelle note : " && desk.screen.items[1] == "Au sujet de Dupont")
        desk.type("arbre", every: .milliseconds(50))
        desk.forget()
        desk.press(.enter)
        guard case .keepNote(let note)? = desk.effects.last(where: { if case .keepNote = $0 { true } else { false } })
        else {
            Issue.record("nothing is kept")
            return
        }
        #expect(note.text == "arbre" && note.party?.name == "Dupont" && note.at % 86_400 == 14 * 3_600 + 5 * 60 + 7)
        #expect(!desk.said.contains("Note gardée") && desk.focusedLine == "Nouvelle note : arbre", "not before it is")
        desk.send(.kept(.note, problem: nil))
        #expect(desk.said.last == "Note gardée")
        #expect(desk.screen.items.last == "Dupont, 14 heures 5 : arbre" && desk.focusedLine == "Nouvelle note : ")
        desk.type("haie", every: .milliseconds(50))
        desk.press(.enter)
        desk.send(.kept(.note, problem: "disque plein"))
        #expect(desk.said.last == "Pas gardé : disque plein")
        #expect(desk.focusedLine == "Nouvelle note : haie", "it is not lost")
        desk.press(.character("²"), .backspace, .character("n"))
        #expect(desk.focusedLine == "Nouvelle note : haie", "nor by leaving the page")
    }

    @Test func aNoteAfterTheCallIsStillAboutIt() {
        var desk = Desk()
        desk.talk()
        desk.ends(1, .endedByPeer)
        desk.pass(.seconds(20))
        desk.press(.character("n"))
        #expect(desk.screen.items[1] == "Au sujet de Dupont")
        desk.press(.character("²"), .backspace)
        desk.pass(.seconds(600))
        desk.press(.character("n"))
        #expect(!desk.screen.items.contains("Au sujet de Dupont"))
    }
}

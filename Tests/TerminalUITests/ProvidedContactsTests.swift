import AgentDesk
import Testing

@testable import TerminalUI

@Suite("Contacts of the organisation's settings")
struct ProvidedContactsTests {
    private let mine = Contact(name: "Voirie", address: "0476")
    private let added = Contact(name: "Zoé", address: "0477")

    /// One contact of the agent's file, and one of the organisation's behind it.
    private func desk() -> Desk {
        var desk = Desk()
        desk.state.take([mine], provided: [Contact(name: "Standard", address: "9")])
        return desk
    }

    @Test func oneThatIsAddedHasItsPlaceInTheFile() {
        var desk = desk()
        desk.press(.function(11), .character("b"), .enter)
        desk.type("Zoé", every: .milliseconds(50))
        desk.press(.enter)
        desk.type("0477", every: .milliseconds(50))
        desk.press(.enter, .enter)
        #expect(desk.state.contacts.map(\.name) == ["Voirie", "Zoé", "Standard"])
        desk.press(.function(11), .character("c"), .enter, .end, .up)
        #expect(desk.focusedLine == "Zoé, 0477")
        desk.press(.enter, .end, .enter)
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(desk.effects.contains(.removeContact(at: 1, known: added)), "the second of the file")
    }

    @Test func whatCouldNotBeKeptLeavesTheOrganisations() {
        var desk = desk()
        desk.send(.contactsRead([mine, added]))
        #expect(desk.state.contacts.map(\.name) == ["Voirie", "Zoé", "Standard"])
    }

    @Test func anOrganisationsIsCalledAndNotChanged() {
        var desk = desk()
        desk.press(.function(11), .character("c"), .enter, .end)
        #expect(desk.focusedLine == "Standard, 9")
        desk.press(.enter)
        #expect(desk.screen.items.contains("Composer Standard"))
        #expect(desk.screen.items.last == "Fourni par votre organisation")
        #expect(!desk.screen.items.contains("Supprimer") && !desk.screen.items.contains("Enregistrer"))
        let before = desk.state.contacts
        desk.press(.end, .enter)
        #expect(desk.state.contacts == before)
    }

    @Test func wordsInAFieldAreKnown() {
        var desk = desk()
        #expect(!desk.state.holdsTypedWords)
        desk.press(.function(11), .character("b"), .enter)
        desk.type("Z")
        #expect(desk.state.holdsTypedWords)
    }
}

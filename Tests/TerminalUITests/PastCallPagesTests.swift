import AgentDesk
import Announcements
import CallEngine
import Configuration
import Testing
import Time

@testable import TerminalUI

/// Recent calls are searched in all that is kept; each has a page.
@Suite struct PastCallPagesTests {
    private static let older = PastCall(
        id: "old-7", line: "Accueil", party: Desk.party("Ancelin", "0476009988"), isIncoming: true, cause: .missed,
        begunAt: 5, seconds: nil)

    private static func history() -> Desk {
        var desk = PageGraphTests.busyDesk()
        desk.press(.function(11), .character("a"), .enter)
        return desk
    }

    @Test func whatIsTypedIsSearchedInAllThatIsKept() {
        var desk = Self.history()
        desk.press(.up)
        desk.type("anc", every: .milliseconds(50))
        #expect(desk.effects.contains(.searchCalls("an")) && desk.effects.contains(.searchCalls("anc")))
        let before = desk.screen.items
        desk.send(.callsFound("an", [Self.older], count: 90))
        #expect(desk.screen.items == before, "an answer to what is no longer asked")
        desk.pass(.milliseconds(500))
        #expect(!desk.said.contains { $0.contains("trouvé") }, "the count waits for the answer")
        desk.send(.callsFound("anc", [Self.older], count: 41))
        #expect(Array(desk.screen.items.prefix(before.count)) == before, "nothing above moves")
        #expect(desk.screen.items.last?.contains("Ancelin") == true)
        #expect(desk.said.last == "41 trouvés")
    }

    @Test func aPersonIsErasedOnceItIsConfirmed() {
        var desk = Self.history()
        desk.press(.function(11), .character("8"), .enter)
        #expect(desk.screen.title == "Appel passé" && desk.focusedLine.contains("Ancien"))
        desk.press(.end)
        #expect(desk.focusedLine.hasPrefix("Effacer tout ce qui concerne Ancien"))
        desk.press(.enter)
        #expect(desk.said.last == "Effacer tout de Ancien ? Entrée encore : oui")
        desk.pass(.seconds(1))
        desk.press(.enter)
        guard case .erase(let person)? = desk.effects.last(where: { if case .erase = $0 { true } else { false } })
        else {
            Issue.record("nothing was erased")
            return
        }
        desk.send(.erased(person, DeskErasure(calls: 3, notes: 1)))
        #expect(desk.said.last == "Effacé : 3 appels, 1 note", "what came of it is said last")
        #expect(desk.screen.title == "Appels récents" && !desk.screen.items.contains { $0.contains("Ancien") })
    }

    @Test func aFormAboutThePersonGoesToo() {
        var desk = Desk()
        var hers = SampleForms.draft
        hers[SampleForms.tree.fields[4]] = "+33 4 76 99 88 77"
        var others = SampleForms.draft.renewed(id: "d2")
        others[SampleForms.tree.fields[4]] = "0476001122"
        desk.state.desk = FormDesk(forms: SampleForms.forms, drafts: [hers, others])
        desk.send(.erased(DeskPerson(address: "0476998877"), DeskErasure(calls: 2, waiting: 1)))
        #expect(desk.state.desk.drafts == [others] && desk.effects.contains(.keepForms([others])))
        #expect(desk.said.last == "Effacé : 2 appels, 1 autre. Pas encore envoyé, gardé : 1 fiche")
    }

    @Test func aContactsPageErasesWhatIsKeptOfEachNumber() {
        var desk = Desk()
        desk.state.contacts = [Contact(name: "Zoé", address: "0476998877")]
        desk.press(.function(11), .character("c"), .enter, .end, .enter, .end, .up)
        #expect(desk.focusedLine == "Effacer tout ce qui concerne Zoé")
        desk.press(.enter)
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(desk.effects.contains(.erase(DeskPerson(address: "0476998877"))))
        #expect(desk.state.contacts.count == 1, "the contact itself stays until it is deleted")
    }

    @Test func callsOfEarlierRunsComeBelow() {
        var desk = Self.history()
        let before = desk.screen.items
        desk.send(.deskRead(calls: [Self.older], notes: [], warning: nil))
        #expect(Array(desk.screen.items.prefix(before.count)) == before)
        #expect(desk.screen.items.last?.contains("Ancelin") == true)
    }
}

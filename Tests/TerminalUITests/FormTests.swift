import AgentDesk
import Announcements
import CallEngine
import Testing
import Time

@testable import TerminalUI

/// Incident forms by ear: opened for a call, filled, corrected, read again, sent; never lost.
@Suite struct FormTests {
    private static func desk(
        _ language: Language = .french, level: SpeechLevel = .short, forms: [IncidentForm] = [SampleForms.tree]
    ) -> Desk {
        var desk = Desk(language: language, level: level)
        desk.state.desk = FormDesk(forms: forms)
        return desk
    }

    private static func record(_ desk: Desk) -> IncidentRecord? {
        desk.effects.compactMap { if case .submit(let record) = $0 { record } else { nil } }.last
    }

    private static func kept(_ desk: Desk) -> [FormDraft]? {
        desk.effects.compactMap { if case .keepForms(let drafts) = $0 { drafts } else { nil } }.last
    }

    /// Dupont is on the line, and all that must be is filled.
    private static func filled() -> Desk {
        var desk = Self.desk()
        desk.talk()
        desk.press(.character("i"))
        desk.type("arbre couché", every: .milliseconds(50))
        desk.press(.down, .enter, .down, .enter)
        desk.forget()
        return desk
    }

    @Test func theKeyOpensTheFormOfTheCallWithWhatTheCallGives() {
        var desk = Self.desk()
        desk.talk()
        desk.press(.character("i"))
        #expect(desk.screen.title == "Arbre tombé")
        #expect(desk.said.last == "Objet, obligatoire : ")
        #expect(
            desk.screen.items.contains("Rappeler au : 0476001122") && desk.screen.items.contains("Appelant : Dupont"))
        #expect(desk.screen.items.contains("Date, obligatoire : 01/01/1970"))
    }

    @Test func aFormIsFilledReadAgainAndSentByKeysAlone() {
        var desk = Self.filled()
        #expect(desk.focusedLine == "Nature, obligatoire : Trou")
        desk.press(.end, .up, .enter)
        #expect(desk.screen.title == "Relecture" && desk.focusedLine == "Objet : arbre couché")
        #expect(
            desk.screen.items.contains("Date : aujourd'hui")
                && desk.screen.items.contains("Rappeler au : 04 76 00 11 22"))
        desk.press(.end)
        #expect(desk.focusedLine == "Envoyer la fiche")
        desk.forget()
        desk.press(.enter)
        #expect(desk.said == ["Fiche en route"] && desk.screen.title == "En communication")
        let record = Self.record(desk)
        #expect(record?.fields.map(\.key) == ["objet", "type", "jour", "tel", "nom"])
        #expect(record?.fields.first?.value == .text("arbre couché"))
        #expect(record?.fields[1].value == .choice("hole", label: "Trou"))
        #expect(record?.call == CallKey.of(CallID(1), run: "") && record?.connector == "essai")
        // Twice is not sent.
        desk.press(.enter)
        #expect(desk.effects.count { if case .submit = $0 { true } else { false } } == 1)
    }

    @Test func theAgentHearsTheNumberOnceAndCanHaveItAgain() throws {
        var desk = Self.filled()
        desk.press(.end, .up, .enter, .end, .enter)
        let id = try #require(Self.record(desk)?.id)
        desk.hearAll()
        desk.forget()
        desk.send(.incident(id, .kept))
        #expect(Self.kept(desk) == [], "the record is the outbox's now")
        desk.send(.incident(id, .waits))
        desk.send(.incident(id, .waits))
        #expect(desk.said == ["Fiche gardée"])
        desk.hearAll()
        desk.forget()
        desk.send(.incident(id, .sent(number: "12", url: nil)))
        #expect(desk.said == ["Fiche 12"])
        desk.hearAll()
        desk.forget()
        desk.press(.function(10))
        #expect(desk.said == ["Fiche 12"])
    }

    @Test func whatIsWrongSaysWhyAndTheReviewLeadsThere() {
        var desk = Self.desk()
        desk.talk()
        desk.press(.character("i"))
        desk.press(.enter)
        #expect(desk.said.last == "Objet : Obligatoire")
        desk.press(.down, .down)
        for _ in 0..<10 { desk.press(.backspace) }
        desk.type("31 2", every: .milliseconds(50))
        desk.press(.enter)
        #expect(desk.said.last == "Date : 31 février n'existe pas", "\(desk.said.suffix(3))")
        desk.press(.pageDown, .pageDown, .up, .enter)
        #expect(desk.focusedLine == "Obligatoire, Objet : ")
        desk.press(.down, .down)
        #expect(desk.focusedLine == "31 février n'existe pas, Date : 31 2")
        desk.press(.end)
        desk.forget()
        desk.press(.enter)
        #expect(desk.said == ["Objet : Obligatoire"] && desk.screen.title == "Arbre tombé")
        #expect(desk.focusedLine == "Objet, obligatoire : " && Self.record(desk) == nil)
    }

    @Test func aDayIsTypedOnAzertyWithItsMonthInLetters() {
        var desk = Self.desk()
        desk.press(.character("i"), .down, .down)
        for _ in 0..<10 { desk.press(.backspace) }
        desk.type("\" d\u{e9}cembre", every: .milliseconds(50))
        #expect(desk.focusedLine == "Date, obligatoire : 3 décembre")
    }

    @Test func yesAndNoAreOneLetter() {
        var desk = Self.desk()
        desk.press(.character("i"))
        while !desk.focusedLine.hasPrefix("Danger") { desk.press(.down) }
        desk.press(.character("o"))
        #expect(desk.focusedLine == "Danger : oui" && desk.said.last == "oui")
        desk.press(.character("n"))
        #expect(desk.focusedLine == "Danger : non")
        desk.press(.character("z"))
        #expect(desk.said.last == "o pour oui, n pour non" && desk.focusedLine == "Danger : non")
    }

    /// A call that rings, the end of the other one and the way back lose nothing.
    @Test func aCallInTheMiddleLosesNothing() {
        var desk = Self.filled()
        desk.rings(2, "Martin", number: "0476003344")
        desk.press(.up)
        desk.type(" net", every: .milliseconds(50))
        desk.ends(2, .missed)
        desk.ends(1, .endedByPeer)
        desk.hearAll()
        desk.press(.character("²"), .backspace)
        #expect(desk.screen.title == "Accueil")
        desk.press(.character("i"))
        if desk.screen.title == "Fiches" { desk.press(.end, .enter) }
        #expect(desk.screen.items.first == "Objet, obligatoire : arbre couché net")
        desk.press(.pageDown, .pageDown, .up, .enter)
        #expect(desk.screen.items.contains("Nature : Trou"))
    }

    @Test func everyKeyIsOnItsWayToTheDisk() throws {
        var desk = Self.desk()
        desk.press(.character("i"))
        desk.forget()
        desk.press(.character("é"))
        let drafts = try #require(Self.kept(desk))
        #expect(drafts.first?[SampleForms.tree.fields[0]] == "é")
        var next = Desk()
        next.state.desk = FormDesk(forms: [SampleForms.tree], drafts: drafts)
        next.send(.started)
        #expect(next.said.contains("Brouillon"))
        next.hearAll()
        next.press(.character("i"), .end, .enter)
        #expect(next.screen.items.first == "Objet, obligatoire : é")
    }

    @Test func whatNobodyTypedInIsNoDraft() {
        var desk = Self.desk()
        desk.talk()
        desk.press(.character("i"), .character("²"), .backspace)
        #expect(desk.state.desk.drafts.isEmpty)
    }

    @Test func aDraftIsThrownAwayOnlyWhereItIsAskedTwice() {
        var desk = Self.filled()
        desk.press(.end)
        #expect(desk.focusedLine == "Supprimer cette fiche")
        desk.press(.enter)
        #expect(desk.state.desk.drafts.count == 1)
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(desk.state.desk.drafts.isEmpty && desk.said.last == "Supprimé")
    }

    @Test func aRefusedFormIsThereAgainWithItsReason() throws {
        var desk = Self.filled()
        desk.press(.end, .up, .enter, .end, .enter)
        let id = try #require(Self.record(desk)?.id)
        desk.send(.incident(id, .kept))
        desk.hearAll()
        desk.forget()
        desk.send(.incident(id, .refused("le lieu manque")))
        #expect(desk.said == ["Fiche refusée"])
        desk.hearAll()
        desk.press(.character("i"))
        #expect(desk.screen.items.first == "Refusée : le lieu manque")
        #expect(desk.focusedLine == "Refusée : le lieu manque", "the reason is where the cursor begins")
        #expect(desk.screen.items.dropFirst().first == "Objet, obligatoire : arbre couché")
        desk.press(.end, .up, .enter, .end)
        desk.forget()
        desk.press(.enter)
        let again = try #require(Self.record(desk))
        #expect(again.id != id, "it is another record")
    }

    @Test func aFileIsReadBeforeTheFormIsSent() throws {
        var desk = Self.filled()
        while !desk.focusedLine.hasPrefix("Photo") { desk.press(.down) }
        desk.type("/tmp/a.jpg", every: .milliseconds(50))
        desk.press(.end)
        while desk.focusedLine != "Relire avant d'envoyer" { desk.press(.down) }
        desk.press(.enter, .end, .enter)
        let asked = desk.effects.compactMap { effect -> (String, [String: String])? in
            if case .readFormFiles(let id, let paths) = effect { (id, paths) } else { nil }
        }
        let (id, paths) = try #require(asked.last)
        #expect(paths == ["photo": "/tmp/a.jpg"] && Self.record(desk) == nil)
        desk.send(.formFiles(id, ["photo": .failure(.unreadableFile("absent"))]))
        #expect(desk.said.last == "Photo : Fichier illisible, absent" && desk.focusedLine.hasPrefix("Photo"))
        desk.press(.down, .down, .down, .enter, .end, .enter)
        desk.send(.formFiles(id, ["photo": .success([1, 2])]))
        #expect(Self.record(desk)?.fields.contains { $0.value == .file(name: "a.jpg", octets: [1, 2]) } == true)
    }

    @Test func fiveMinutesAfterACallTheFormIsStillAboutIt() {
        var desk = Self.desk()
        desk.talk()
        desk.pass(.seconds(60))
        desk.ends(1, .endedByPeer)
        desk.hearAll()
        desk.pass(.seconds(200))
        desk.press(.character("i"))
        #expect(desk.screen.items.contains("Appelant : Dupont"))
        desk.press(.character("²"), .backspace)
        desk.pass(.seconds(200))
        desk.press(.character("i"))
        #expect(desk.screen.items.contains("Appelant : "))
    }

    @Test func withoutAFormTheKeySaysSo() {
        var desk = Self.desk(forms: [])
        desk.press(.character("i"))
        #expect(desk.said.last == "Aucune fiche ici, voir config check")
    }

    @Test func whereAmIReadsTheHintOfAField() {
        var desk = Self.desk()
        desk.press(.character("i"), .function(3))
        #expect(desk.said.last?.contains("En quelques mots") == true)
    }

    @Test func severalFormsAreListedAndTheirWordsAreEnglishToo() {
        var desk = Self.desk(.english, forms: SampleForms.forms)
        desk.press(.character("i"))
        #expect(desk.screen.title == "Forms" && desk.screen.items == ["Arbre tombé", "Divers"])
        desk.press(.enter)
        #expect(desk.focusedLine == "Objet, required: ")
    }
}

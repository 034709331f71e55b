import Announcements
import CallEngine
import Testing

@testable import TerminalUI

/// A pasted text is text in a field, and nothing at all elsewhere.
@Suite struct PasteTests {
    private func paste(_ text: String, into desk: inout Desk) {
        for character in text { desk.press(.pasted(character)) }
        desk.pass(.seconds(1))
    }

    @Test func aCommandLetterInAPastedNoteIsText() {
        var desk = Desk()
        desk.talk()
        desk.press(.character("n"))
        desk.pass(.seconds(1))
        desk.forget()
        paste("voir `fichier` ²f", into: &desk)
        #expect(desk.focusedLine == "Nouvelle note : voir `fichier` ²f")
        #expect(desk.commands.isEmpty && desk.state.calls.count == 1)
    }

    @Test func thePrefixDoesNotReachIntoAPaste() {
        var desk = Desk()
        desk.talk()
        desk.press(.character("n"), .character("²"))
        paste("fm", into: &desk)
        #expect(desk.commands.isEmpty)
        #expect(desk.focusedLine == "Nouvelle note : fm")
    }

    @Test func aPasteOutsideAFieldIsToldOnceAndDoesNothing() {
        var desk = Desk()
        desk.talk()
        let before = desk.screen
        paste("mfx1²d` ", into: &desk)
        #expect(desk.said.count { $0 == "Hors champ" } == 1)
        #expect(desk.commands.isEmpty && desk.screen.title == before.title && desk.screen.focus == before.focus)
        #expect(desk.state.keys.waitingLetter == nil && !desk.state.keys.awaitsLetter)
    }

    @Test func aPasteIntoAListDoesNotJump() {
        var desk = OverflowTests.crowdedDesk()
        let before = desk.screen
        paste("nouveau", into: &desk)
        #expect(desk.said.count { $0 == "Hors champ" } == 1)
        #expect(desk.screen.title == "Contacts" && desk.screen.focus == before.focus && desk.commands.isEmpty)
    }

    @Test func aPasteWhereKeysAreDescribedIsToldOnce() {
        var desk = Desk()
        desk.press(.function(1), .function(1))
        #expect(desk.state.page.describesKeys)
        desk.pass(.seconds(1))
        desk.forget()
        paste("mfx", into: &desk)
        #expect(desk.said.count { $0 == "Hors champ" } == 1)
        #expect(desk.state.page.describesKeys)
    }

    /// The top row of an AZERTY keyboard stands for digits; a pasted sign stands for itself.
    @Test func aPastedNumberIsWhatItSays() {
        var desk = Desk(language: .english, keyboard: .azerty)
        desk.press(.character("d"))
        desk.pass(.seconds(1))
        #expect(desk.state.focusedField == .number)
        paste("04 76-é", into: &desk)
        #expect(desk.state.page[.number].text == "04 76-é")
    }

    @Test func aPasteFillsAFieldAndNoMore() {
        var desk = Desk()
        desk.talk()
        desk.press(.character("n"))
        desk.pass(.seconds(1))
        desk.forget()
        paste(String(repeating: "a", count: Field.note.limit + 300), into: &desk)
        #expect(desk.said.count { $0 == "Champ plein" } == 1)
        #expect(desk.state.page[.note].text.count == Field.note.limit)
    }
}

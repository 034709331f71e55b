import Announcements
import CallEngine
import Testing
import Time

@testable import TerminalUI

@Suite struct ConversationTests {
    private static func writing() -> Desk {
        var desk = Desk()
        desk.talk(hasText: true)
        desk.press(.character("e"))
        desk.forget()
        return desk
    }

    private func sent(_ desk: Desk) -> [String] {
        desk.commands.compactMap { if case .sendText(_, let text) = $0 { text } else { nil } }
    }

    @Test func eachCharacterLeavesAsItIsTyped() {
        var desk = Self.writing()
        #expect(desk.focusedLine == "Écrire : ")
        desk.type("oui", every: .milliseconds(100))
        #expect(sent(desk) == ["o", "u", "i"])
        desk.press(.enter)
        #expect(sent(desk).last == "\u{2028}")
        #expect(desk.screen.items == ["Écrire : ", "Moi : oui"])
        #expect(desk.focusedLine == "Écrire : ", "the cursor stays where one writes")
    }

    /// EN 301 549 (4.1) 6.2.5: erasing from the end does not stop at line ends.
    @Test func erasingGoesOnOverTheLineEnd() {
        var desk = Self.writing()
        desk.type("oui", every: .milliseconds(100))
        desk.press(.enter, .backspace)
        #expect(sent(desk).last == "\u{08}")
        #expect(desk.focusedLine == "Écrire : oui" && desk.screen.items.count == 1)
        desk.press(.backspace)
        #expect(sent(desk).last == "\u{08}" && desk.focusedLine == "Écrire : ou")
    }

    @Test func whatIsCorrectedInTheMiddleIsCorrectedThere() {
        var desk = Self.writing()
        desk.type("abc", every: .milliseconds(100))
        desk.press(.left, .left, .character("x"))
        #expect(sent(desk).last == "\u{08}\u{08}xbc")
        #expect(TextChange.from("abc", to: "abc").isEmpty)
        #expect(TextChange.from("abc", to: "") == "\u{08}\u{08}\u{08}")
    }

    /// The list grows at its end and the cursor stays on what is being read; each block says who wrote it.
    @Test func whatComesDoesNotMoveWhatIsRead() {
        var desk = Self.writing()
        desk.type("oui", every: .milliseconds(100))
        desk.press(.enter, .down)
        #expect(desk.focusedLine == "Moi : oui")
        desk.send(.engine(.textReceived(CallID(1), "bonjour\n")))
        desk.pass(.seconds(2))
        #expect(desk.focusedLine == "Moi : oui")
        #expect(desk.screen.items.last == "Dupont : bonjour")
        desk.press(.end)
        #expect(desk.focusedLine == "Dupont : bonjour")
    }

    @Test func aCallWithoutTextSaysSo() {
        var desk = Desk()
        desk.talk()
        desk.press(.character("e"))
        #expect(desk.said == ["Pas de texte dans cet appel"])
        #expect(desk.screen.title == "En communication")
    }

    /// The conversation may be read on when the call is over.
    @Test func theConversationOutlivesTheCall() {
        var desk = Self.writing()
        desk.type("oui", every: .milliseconds(100))
        desk.press(.enter)
        desk.ends(1, .endedByPeer)
        #expect(desk.screen.items.contains("Moi : oui"))
        desk.forget()
        desk.press(.home, .character("z"))
        #expect(desk.commands.isEmpty, "nothing is sent into a call that is over")
    }
}

@Suite struct EditedFieldTests {
    /// A combining mark joins the character before it: the cursor stays within the text.
    @Test func combiningMarksKeepTheCursorWithinTheText() {
        var field = EditedField()
        for character in ["e", "\u{301}", "\u{2764}", "\u{FE0F}", "\u{1F1EB}", "\u{1F1F7}", "\u{200D}"] {
            field.insert(Character(character))
            #expect(field.cursor <= field.text.count)
        }
        for _ in 0..<10 { _ = field.deleteBackward() }
        #expect(field.text.isEmpty && field.cursor == 0)
    }
}

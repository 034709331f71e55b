import Announcements
import CallEngine
import Testing
import Time

@testable import TerminalUI

/// Preset braille: the line under the cursor is all that its user reads.
@Suite struct BrailleTests {
    private static func desk() -> Desk {
        var desk = Desk(delivery: .reader)
        desk.state.settings.cursorGoesToEvents = true
        return desk
    }

    /// What the braille display shows: the event under the cursor, else the focused line.
    private func line(_ desk: Desk) -> String {
        guard let number = desk.screen.attention else { return desk.focusedLine }
        return desk.screen.events[number - desk.screen.firstEvent]
    }

    @Test func anEventIsUnderTheCursorUntilEnter() {
        var desk = Self.desk()
        desk.talk()
        for _ in 0..<9 where desk.screen.attention != nil {
            desk.press(.enter)
            desk.pass(.seconds(1))
        }
        desk.becomes(1, .held)
        #expect(line(desk) == "Garde")
        desk.pass(.seconds(600))
        #expect(line(desk) == "Garde", "by no time")
        desk.press(.enter)
        #expect(line(desk) == "Appel Dupont, 04 76 00 11 22")
    }

    @Test func aCallIsReadOnItsPageAndAnsweredByTheKeyOfItsLine() {
        var desk = Self.desk()
        desk.rings(1)
        #expect(line(desk) == "Sonne Dupont, 04 76 00 11 22")
        desk.press(.down, .down)
        #expect(line(desk) == "Décrocher, F4 ou d")
    }

    @Test func aCallThatRingsIsReadBeforeOlderEvents() {
        var desk = Self.desk()
        desk.press(.function(2))
        desk.pass(.seconds(1))
        #expect(line(desk) == "Aucun appel")
        desk.rings(1)
        #expect(line(desk) == "Sonne Dupont, 04 76 00 11 22")
        desk.ends(1, .missed)
        #expect(line(desk) == "Aucun appel", "it waited")
    }

    @Test func aSecondCallIsReadBeforeOlderEvents() {
        var desk = Self.desk()
        desk.talk()
        desk.pass(.seconds(1))
        let older = line(desk)
        desk.rings(2, "Martin")
        #expect(line(desk) != older && line(desk).contains("Martin"))
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(line(desk) == older, "it waited")
    }

    @Test func aCallIsReadBeforeOlderEventsWhereAnEmptyFieldHasTheFocus() {
        var desk = Self.desk()
        desk.press(.function(2))
        desk.pass(.seconds(1))
        desk.press(.character("c"))
        desk.pass(.seconds(1))
        #expect(line(desk) == "Aucun appel" && desk.focusedLine == "Numéro : ")
        desk.rings(1)
        #expect(line(desk).contains("Dupont") && desk.focusedLine == "Numéro : ")
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(line(desk) == "Aucun appel", "it waited")
    }

    @Test func anotherCallThatRingsIsReadBeforeOlderEvents() {
        var desk = Self.desk()
        desk.rings(1)
        desk.press(.function(2))
        desk.pass(.seconds(1))
        let older = line(desk)
        #expect(desk.screen.attention != nil)
        desk.rings(2, "Martin")
        #expect(line(desk) != older && line(desk).contains("Martin"))
        desk.pass(.seconds(1))
        desk.press(.enter)
        #expect(line(desk) == older, "it waited")
    }

    /// A message on the braille display would cover the field for seconds.
    @Test func answersToTypingAreNoNews() {
        var desk = Self.desk()
        desk.press(.function(2))
        #expect(desk.screen.news != nil)
        desk.press(.character("c"))
        let news = desk.screen.news
        let count = desk.screen.events.count
        desk.type("dup")
        desk.pass(.seconds(5))
        #expect(desk.screen.events.count > count, "the count is written: \(desk.screen.events)")
        #expect(desk.screen.news == news)
        desk.rings(1)
        #expect(desk.screen.news == desk.screen.firstEvent + desk.screen.events.count - 1)
    }

    /// While a field is edited the cursor stays there, nothing that is typed is lost, and nothing is missed after.
    @Test func nothingIsMissedWhileTyping() {
        var desk = Self.desk()
        desk.press(.character("c"))
        desk.type("04", every: .milliseconds(100))
        for id in 1...12 {
            desk.rings(id, "Client \(id)")
            desk.ends(id, .missed)
        }
        desk.type("76", every: .milliseconds(100))
        #expect(line(desk) == "Numéro : 0476")
        for _ in 0..<4 { desk.press(.backspace) }
        var read: [String] = []
        for _ in 0..<40 {
            desk.pass(.seconds(1))
            guard desk.screen.attention != nil else { break }
            read.append(line(desk))
            desk.press(.enter)
        }
        let names = read.filter { $0.hasPrefix("Client") }
        #expect(names == (1...12).map { "Client \($0)" }, "\(read)")
        #expect(line(desk) == "Numéro : ")
    }

    @Test func enterThatAskedConfirmsOnTheQuestion() {
        var desk = Self.desk()
        desk.state.settings.confirmsQuit = true
        desk.press(.end)
        #expect(line(desk).hasPrefix("Quitter"))
        desk.press(.enter)
        #expect(line(desk).hasPrefix("Quitter ?"))
        desk.pass(.seconds(1))
        desk.effects = []
        desk.press(.enter)
        #expect(desk.effects.contains(.engine(.shutDown)))
    }

    @Test func aQuestionThatWasReadWaitsForTheKeyThatAsked() {
        var desk = Self.desk()
        desk.state.settings.confirmsHangUp = true
        desk.talk()
        for _ in 0..<9 where desk.screen.attention != nil {
            desk.press(.enter)
            desk.pass(.seconds(1))
        }
        desk.press(.function(12))
        desk.pass(.seconds(1))
        desk.press(.enter)
        desk.pass(.seconds(1))
        desk.effects = []
        desk.press(.function(12))
        #expect(desk.effects.contains(.engine(.hangUp(CallID(1)))))
    }

    @Test func aMoveGoesToTheListAndTheEventWaits() {
        var desk = Self.desk()
        desk.press(.function(2))
        #expect(line(desk) == "Aucun appel")
        desk.pass(.seconds(1))
        desk.press(.down)
        #expect(line(desk) == "Aller à l'appel, v")
        desk.press(.function(2))
        #expect(line(desk) == "Aucun appel" && desk.state.unread.count == 2, "the older one first")
    }

    @Test func theKeyboardsRepeatAcknowledgesNothingUnread() {
        var desk = Self.desk()
        desk.press(.function(2), .function(2))
        desk.pass(.seconds(1))
        desk.press(.enter, .enter, .enter)
        #expect(desk.state.unread.count == 1)
    }

    @Test func otherPresetsKeepTheCursorOnTheFocus() {
        var desk = Desk()
        desk.rings(1)
        desk.ends(1, .missed)
        #expect(desk.screen.attention == nil && desk.state.unread.isEmpty)
    }
}

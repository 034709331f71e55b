import AgentDesk
import Announcements
import CallEngine
import Testing

@testable import TerminalUI

/// What is typed or pasted where it has no place is told once, and whole; and a long list is narrowed to the same lines however the
/// words came about.
@Suite struct OverflowTests {
    /// A desk with a thousand contacts, on their page.
    static func crowdedDesk() -> Desk {
        var desk = Desk()
        desk.send(
            .contactsRead((0..<1_000).map { Contact(name: "Élève \($0)", address: "sip:\(7_000 + $0)@example.org") }))
        desk.press(.function(11), .character("c"), .enter)
        desk.pass(.seconds(1))
        desk.forget()
        return desk
    }

    @Test func aFullFieldIsToldOnceAndNotCutByWhatFollows() {
        var desk = Desk()
        desk.press(.function(11), .character("n"), .enter)
        desk.press(.down)
        desk.type(String(repeating: "a", count: Limits.fieldCharacters), every: .milliseconds(1))
        let before = desk.screen.events.count
        desk.forget()
        desk.type(String(repeating: "b", count: 300), every: .milliseconds(1))
        #expect(desk.said == ["Champ plein"])
        let cuts = desk.effects.count { $0 == .speech(.cut) }
        #expect(cuts <= 1, "what was said before it, not itself")
        #expect(desk.screen.events.count == before + 1)
        desk.pass(.milliseconds(300))
        desk.forget()
        desk.type("c", every: .milliseconds(1))
        #expect(desk.said == ["Champ plein"], "a pause, and it is told again")
        desk.press(.backspace)
        desk.type("d", every: .milliseconds(1))
        #expect(desk.focusedLine.hasSuffix("d"), "there is a place again")
    }

    @Test func aFullFieldTakesNoCommandAway() {
        var desk = Desk(language: .english, keyboard: .qwerty)
        desk.talk()
        desk.press(.character("d"))
        desk.type(String(repeating: "x", count: Limits.fieldCharacters + 1), every: .milliseconds(100))
        desk.press(.character("`"), .character("f"))
        desk.pass(.seconds(1))
        #expect(desk.commands.contains(.hangUp(CallID(1))))
    }

    @Test func aTextPastedIntoAListIsToldOnceAndEntersNothing() {
        var desk = Self.crowdedDesk()
        desk.type(String(repeating: "élève ", count: 1_000), every: .zero)
        desk.press(.enter)
        #expect(desk.said.count { $0 == "Hors champ" } == 1)
        #expect(desk.said.last == "Hors champ")
        #expect(desk.screen.title == "Contacts" && desk.commands.isEmpty)
        desk.pass(.seconds(1))
        desk.press(.character("n"))
        #expect(desk.focusedLine.hasPrefix("Nouveau"), "a letter by hand jumps again")
    }

    @Test func aListIsNarrowedToWhatHoldsTheWords() {
        var desk = Self.crowdedDesk()
        desk.press(.home)
        desk.type("eleve 99", every: .milliseconds(30))
        #expect(desk.screen.items.count == 12, "the filter, and 99, 990 to 999")
        desk.press(.backspace, .backspace, .backspace)
        #expect(desk.screen.items.count == 1_001)
        desk.type(" 998", every: .milliseconds(30))
        #expect(desk.screen.items.dropFirst().allSatisfy { $0.hasPrefix("Élève 998") } && desk.screen.items.count == 2)
        // The list itself is another one.
        desk.send(.contactsRead([Contact(name: "ELEVE 998 bis", address: "12"), Contact(name: "Zoé", address: "13")]))
        #expect(desk.screen.items.dropFirst() == ["ELEVE 998 bis, 12"])
        desk.type("z", every: .milliseconds(30))
        #expect(desk.screen.items.count == 1)
    }
}

import Announcements
import CallEngine
import Configuration
import Testing

@testable import TerminalUI

@Suite struct ScreenRuleTests {
    /// Every page, each in a state where it has lines.
    static func pages() -> [Desk] {
        var desks: [Desk] = []
        for delivery in SpeechDelivery.allCases {
            var home = Desk(delivery: delivery)
            desks.append(home)
            home.rings(9)
            home.ends(9, .missed)
            home.hearAll()
            home.pass(.seconds(1))
            var dial = home
            dial.press(.character("c"))
            desks.append(dial)
            for key in [1, 11] {
                var list = home
                list.press(.function(key))
                desks.append(list)
            }
            var past = home
            past.press(.down, .down, .enter)
            desks.append(past)
            var incoming = home
            incoming.rings(1)
            incoming.hearAll()
            desks.append(incoming)
            var inCall = home
            inCall.talk()
            inCall.rings(2, "Martin")
            inCall.hearAll()
            desks.append(inCall)
        }
        return desks
    }

    @Test func aMoveChangesTheFocusAndNothingElse() {
        for var desk in Self.pages() {
            desk.press(.home)
            for chord in [KeyChord.down, .down, .up, .end, .up, .pageUp, .home, .pageDown, .down, .up] {
                // In a field Origine and Fin move in it.
                let before = desk.screen
                desk.hearAll()
                desk.forget()
                desk.press(chord)
                var after = desk.screen
                let wasField = desk.state.settings.speechDelivery == .own && chord == .home
                after.focus = before.focus
                after.cursorColumn = before.cursorColumn
                #expect(after == before, "\(desk.screen.title) \(chord)")
                #expect(!desk.effects.contains { if case .engine = $0 { true } else { false } })
                guard !wasField, desk.state.settings.speechDelivery == .own else { continue }
                if chord == .down || chord == .up {
                    #expect(desk.said == [desk.focusedLine], "exactly the line, once")
                    #expect(desk.utterances.last?.priority == .text)
                }
            }
        }
    }

    @Test func eventsAreOnlyEverAppended() {
        var desk = Desk()
        var last = desk.screen
        var random = Seeded(5)
        for step in 0..<400 {
            let id = step / 4 + 1
            switch step % 4 {
            case 0: desk.rings(id, "Client \(id)")
            case 1: desk.press(.function(2))
            case 2: desk.press(random.pick([.down, .up, .function(3), .function(9), .character("l")]))
            default: desk.ends(id, .missed)
            }
            let now = desk.screen
            let overlap = last.events.dropFirst(max(0, now.firstEvent - last.firstEvent))
            #expect(Array(now.events.prefix(overlap.count)) == Array(overlap))
            #expect(now.firstEvent >= last.firstEvent)
            last = now
        }
    }

    @Test func anIdleCallChangesNothingForAMinute() {
        var desk = Desk()
        desk.talk()
        let before = desk.screen
        desk.pass(.seconds(60))
        #expect(desk.screen == before)
        #expect(desk.effects.isEmpty)
        #expect(desk.state.nextDeadline == nil)
    }

    @Test func aNarrowScreenClipsWithAnEllipsisAndWhereReadsItWhole() {
        var desk = Desk()
        desk.send(.resized(columns: 24, rows: 12))
        desk.rings(1, "Anne-Sophie de la Tour")
        #expect(desk.focusedLine == "Sonne Anne-Sophie de la…")
        #expect(desk.screen.items.allSatisfy { Cells.width($0) <= 24 })
        desk.press(.function(3))
        #expect(desk.said.last?.contains("Anne-Sophie de la Tour, 04 76 00 11 22") == true)
    }

    @Test func aLongFieldShowsItsEndWithTheCursorInside() {
        var desk = Desk()
        desk.send(.resized(columns: 30, rows: 12))
        desk.press(.character("c"))
        for _ in 0..<12 { desk.type("1234567890", every: .milliseconds(1)) }
        for _ in 0..<3 { desk.type("1234567890", every: .milliseconds(1)) }
        #expect(desk.state.page[.number].text.count == TerminalUI.Limits.fieldCharacters)
        #expect(desk.screen.cursorColumn < 30)
        #expect(Cells.width(desk.focusedLine) <= 30)
        desk.press(.home)
        #expect(desk.screen.cursorColumn == Cells.width("Numéro : "))
    }

    @Test func fieldsAreEdited() {
        var desk = Desk()
        desk.press(.character("c"))
        desk.type("0476", every: .milliseconds(100))
        desk.forget()
        desk.press(.left, .left, .backspace, .delete, .character("9"), .home, .backspace)
        #expect(desk.said == ["six", "sept", "quatre", "sept", "neuf", "zéro", "Champ vide"])
        #expect(desk.focusedLine == "Numéro : 096")
        #expect(desk.screen.cursorColumn == Cells.width("Numéro : "))
        desk.press(.down, .up)
        #expect(desk.focusedLine == "Numéro : 096", "Up and Down leave the field and keep its text")
    }

    @Test func filtersCount() {
        var desk = Desk()
        desk.press(.function(11), .up)
        #expect(desk.focusedLine == "Filtre : ")
        desk.type("voix", every: .milliseconds(100))
        desk.pass(.milliseconds(500))
        #expect(desk.said.last == "7 trouvés")
        desk.press(.down)
        #expect(desk.focusedLine == "Voix moins rapide, y")
        desk.press(.enter)
        #expect(desk.effects.contains(.changeSetting(SettingPlace(key: .voiceRate), .integer(325))))
        #expect(desk.screen.title == "Accueil", "the palette closes behind the command")
    }

    /// Whoever leaves the page before the pause is over hears no count of another page's lines.
    @Test func aFilterIsCountedOnItsOwnPageOnly() {
        var desk = Desk()
        desk.press(.function(11), .up)
        desk.type("ra", every: .milliseconds(100))
        desk.rings(1)
        desk.press(.character("²"), .character("v"))
        #expect(desk.screen.title == "Appel entrant")
        desk.pass(.seconds(2))
        #expect(!desk.said.contains { $0.hasSuffix("trouvés") || $0.hasSuffix("trouvé") })
    }

    /// Whoever moves on before the pause is over hears the line, not a count that would cut it.
    @Test func aFilterIsCountedWhileItIsWritten() {
        var desk = Desk()
        desk.press(.function(11), .up)
        desk.type("voix", every: .milliseconds(100))
        desk.press(.down)
        desk.pass(.seconds(2))
        #expect(desk.said.last == "Voix moins rapide, y")
    }
}

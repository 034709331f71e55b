import Announcements
import CallEngine
import Testing

@testable import TerminalUI

@Suite struct CommandTests {
    @Test(arguments: Command.allCases) func everyCommandHasANameAndHelpInBothLanguages(command: Command) {
        for language in Language.allCases {
            #expect(!command.name(language).isEmpty)
            #expect(!command.help(language).isEmpty)
            #expect(!command.help(language).contains("\n"))
        }
    }

    @Test func namesAreDistinct() {
        for language in Language.allCases {
            #expect(Set(Command.allCases.map { $0.name(language) }).count == Command.allCases.count)
        }
    }

    @Test(arguments: Language.allCases) func everyCommandHasAKeyOrALineOfThePalette(language: Language) {
        let keymap = Keymap.starting(language)
        var desk = Desk(language: language)
        desk.press(.function(11))
        for command in Command.allCases {
            if command.functionKey != nil { #expect(keymap.letter(of: command) != nil, "F-key and letter: \(command)") }
            #expect(desk.state.items.contains { $0.enter == .run(command) }, "\(command) is in the palette")
        }
        #expect(Set(Command.allCases.compactMap(\.functionKey)) == Set(1...12))
    }

    @Test func theFrenchTable() {
        let expected: [(Command, Int?, Character)] = [
            (.keys, 1, "h"), (.who, 2, "q"), (.whereAmI, 3, "o"), (.answer, 4, "d"), (.decline, 5, "x"),
            (.swap, 6, "b"), (.transfer, 7, "t"), (.hold, 8, "a"), (.mute, 9, "m"), (.repeat, 10, "r"),
            (.palette, 11, "p"), (.hangUp, 12, "f"), (.silence, nil, "s"), (.visitCall, nil, "v"),
            (.dial, nil, "c"), (.write, nil, "e"), (.note, nil, "n"), (.incident, nil, "i"), (.time, nil, "l"),
            (.swapEars, nil, "g"), (.volumeDown, nil, "j"), (.volumeUp, nil, "k"), (.rateDown, nil, "y"),
            (.rateUp, nil, "u"),
        ]
        let keymap = Keymap.starting(.french)
        for (command, function, letter) in expected {
            #expect(command.functionKey == function)
            #expect(keymap.letter(of: command) == letter)
            #expect(keymap.command(letter: Character(letter.uppercased())) == command)
        }
        #expect(keymap.letters.count == expected.count)
    }

    @Test(arguments: Language.allCases) func fixedLabelsFitABrailleLine(language: Language) {
        let desk = Desk(language: language)
        for command in Command.allCases {
            let line = desk.state.commandLine(command)
            #expect(Cells.width(line) <= TerminalUI.Limits.labelCells, "\(line)")
        }
        for label in Label.allCases {
            #expect(!label.text(language).isEmpty)
            #expect(Cells.width(label.text(language)) <= TerminalUI.Limits.labelCells)
        }
        for field in Field.allCases {
            #expect(Cells.width(field.label[language]) <= TerminalUI.Limits.fieldLabelCells, "\(field)")
        }
    }

    @Test(arguments: Language.allCases) func everyPageIsReachedAndLeft(language: Language) {
        let keymap = Keymap.starting(language)
        let openers: [(Page, Command)] = [(.dial, .dial), (.keys, .keys), (.palette, .palette)]
        for (page, command) in openers {
            var desk = Desk(language: language)
            let home = desk.screen
            guard let letter = keymap.letter(of: command) else { continue }
            desk.press(.character(letter))
            #expect(desk.state.page.page == page)
            if desk.state.focusedField != nil { desk.press(.character("²")) }
            desk.press(.backspace)
            #expect(desk.state.page.page == .home)
            #expect(desk.screen == home, "as it was left")
        }
        var desk = Desk(language: language)
        while desk.focusedLine
            != "\(Command.announcements.name(language)), F11 \(Command.announcements.code(language) ?? " ")"
        {
            desk.press(.down)
        }
        desk.press(.enter)
        #expect(desk.state.page.page == .announcements)
        desk.press(.character("`"), .backspace)
        #expect(desk.state.page.page == .home)
        #expect(desk.focusedLine.hasPrefix(Command.announcements.name(language)))
        desk.rings(1)
        #expect(desk.state.page.page == .incoming)
        desk.press(.backspace)
        #expect(desk.state.page.page == .home)
        desk.press(.character("v"))
        #expect(desk.state.page.page == .incoming)
        desk.pass(.seconds(1))
        desk.press(.function(4))
        desk.becomes(1, .active)
        #expect(desk.state.page.page == .inCall)
        desk.press(.backspace)
        #expect(desk.state.page.page == .home)
        #expect(!desk.screen.callLine.isEmpty)
    }

    @Test func anUnknownKeySaysSo() {
        for chord in [KeyChord.unknown, .tab, .character("w"), .character("%"), .function(13)] {
            var desk = Desk()
            desk.press(chord)
            #expect(desk.said == ["Touche inconnue"], "\(chord)")
            #expect(desk.effects.allSatisfy { if case .engine = $0 { false } else { true } })
        }
    }

    @Test func keysAreListedThenDescribed() {
        var desk = Desk()
        desk.press(.function(1))
        #expect(desk.screen.title == "Touches")
        #expect(desk.said == [desk.focusedLine])
        #expect(desk.screen.items.contains("Raccrocher, F12 ou f"))
        desk.rings(1)
        desk.press(.backspace)
        desk.forget()
        desk.press(.function(1), .function(4), .character("x"), .down, .character("²"))
        #expect(desk.said[0] == "Touches décrites. Retour arrière pour finir")
        #expect(desk.said[1] == "Décrocher : prend l'appel qui sonne ; met en attente l'appel en cours")
        #expect(desk.said[2] == "Refuser : refuse l'appel qui sonne, lui seul")
        #expect(desk.said[3] == "Bas : ligne d'après")
        #expect(desk.said[4] == "² ou ` : avant une lettre, donne sa commande, même dans une liste")
        #expect(desk.commands.isEmpty, "described, not done")
        desk.press(.backspace)
        #expect(desk.said.last == "Fin de la description")
        #expect(desk.screen.title == "Touches")
    }

    @Test func theLetterOfTheKeysPageGoesOneStepOnToo() {
        var desk = Desk()
        desk.press(.character("h"))
        #expect(desk.screen.title == "Touches")
        desk.press(.character("h"))
        #expect(desk.screen.title == "Touches décrites")
    }

    @Test func enterOnACallTellsHowItStands() {
        var desk = Desk()
        desk.talk()
        desk.press(.home)
        desk.forget()
        desk.press(.enter)
        #expect(desk.said.last?.hasSuffix("En ligne Dupont. micro ouvert") == true)
    }
}

import Configuration
import Devices
import Testing

@testable import Application

@Suite struct DisplayTests {
    @Test func terminalThatCannotBeTakenIsBlamedForWhatItIs() {
        let type = Display.words(for: .unknownType("odd"), isKeyboard: true, isScreen: true)
        #expect(type.english.contains("TERM=odd"))
        let keyboard = Display.words(for: .notATerminal, isKeyboard: false, isScreen: true)
        #expect(
            keyboard.english.hasPrefix("Standard input is no terminal")
                && keyboard.french.hasPrefix("L'entrée standard"))
        let screen = Display.words(for: .notATerminal, isKeyboard: true, isScreen: false)
        #expect(
            screen.english.hasPrefix("Standard output is no terminal") && screen.french.hasPrefix("La sortie standard"))
        for words in [keyboard, screen] {
            #expect(!words.english.contains("TERM") && words.english.contains("--screen lines"))
        }
    }
}

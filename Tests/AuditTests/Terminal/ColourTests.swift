import Testing

@testable import Audit

@Suite struct ColourTests {
    private func image(_ text: String) -> ScreenImage {
        let screen = VirtualScreen(columns: 40, rows: 5)
        screen.feed(Array(text.utf8))
        return screen.image
    }

    @Test func ratiosAreThoseOfTheStandard() throws {
        let black = CellColour.rgb(red: 0, green: 0, blue: 0)
        let white = CellColour.rgb(red: 255, green: 255, blue: 255)
        #expect(abs(try #require(Contrast.ratio(black, white)) - 21) < 0.001)
        // The grey that is just enough for 4.5 on white, and the one that is just not.
        #expect(try #require(Contrast.ratio(.rgb(red: 118, green: 118, blue: 118), white)) >= 4.5)
        #expect(try #require(Contrast.ratio(.rgb(red: 119, green: 119, blue: 119), white)) < 4.5)
        #expect(try #require(Contrast.ratio(.indexed(15), .indexed(16))) > 20.99)
        #expect(Contrast.ratio(.own, white) == nil)
        for number in UInt8.min...UInt8.max { #expect(Contrast.parts(.indexed(number)) != nil) }
    }

    @Test func theLeastContrastOfAnyTextCounts() {
        #expect(Stage.contrastFlaw(image("plain \u{1B}[7mreversed"), 21) == nil)
        #expect(Stage.contrastFlaw(image("\u{1B}[97;40mx"), 7) == nil)
        #expect(Stage.contrastFlaw(image("\u{1B}[97;40mx\u{1B}[30;40my"), 1.5) != nil)
        // Reversal changes sides, not the ratio.
        #expect(Stage.contrastFlaw(image("\u{1B}[97;47;7mx"), 7) != nil)
        // A blank is no text.
        #expect(Stage.contrastFlaw(image("\u{1B}[30;40m "), 7) == nil)
    }

    @Test func aThemeThatIsNotThereIsMissed() {
        #expect(Stage.missingTheme(image("plain \u{1B}[7mreversed")) != nil)
        #expect(Stage.missingTheme(image("\u{1B}[97;40mx")) == nil)
    }

    @Test func oneColourWithoutTheOtherIsAFailure() {
        #expect(Stage.contrastFlaw(image("\u{1B}[31mx"), 1) != nil)
        #expect(Stage.contrastFlaw(image("\u{1B}[41mx"), 1) != nil)
    }

    @Test func colourAloneTellsNoState() {
        #expect(Stage.colourFlaw(image("\u{1B}[31mun\r\n\u{1B}[32mdeux"), before: nil) == nil)
        #expect(Stage.colourFlaw(image("un \u{1B}[31mdeux"), before: nil) != nil)
        #expect(Stage.colourFlaw(image("un \u{1B}[31;1mdeux"), before: nil) == nil)
        #expect(Stage.colourFlaw(image("\u{1B}[31mlibre\r\n\u{1B}[32mlibre\r\n"), before: nil) != nil)
        #expect(Stage.colourFlaw(image("\u{1B}[31mlibre\r\n\u{1B}[32mlibre"), before: nil) == nil)
    }

    @Test func noColourIsNoneEvenBehindABlank() {
        #expect(Stage.firstColour(image("plain \u{1B}[7;1mreversed")) == nil)
        #expect(Stage.firstColour(image("\u{1B}[31mun")) != nil)
        #expect(Stage.firstColour(image("un\u{1B}[41m ")) != nil)
    }

    @Test func aLineThatOnlyChangesItsColourTellsAStateByIt() {
        let before = image("\u{1B}[31mMicro\r\nun\r\n")
        #expect(Stage.colourFlaw(image("\u{1B}[32mMicro\r\n\u{1B}[31mun\r\n"), before: before) != nil)
        #expect(Stage.colourFlaw(image("\u{1B}[31mMicro\r\nun\r\n"), before: before) == nil)
        #expect(Stage.colourFlaw(image("\u{1B}[32mMicro\r\n\u{1B}[31mdeux\r\n"), before: before) == nil)
        // The cursor went from one line to the other.
        let focus = image("\u{1B}[32mun\r\n\u{1B}[31mdeux\u{1B}[1;1H")
        #expect(Stage.colourFlaw(image("\u{1B}[31mun\r\n\u{1B}[32mdeux\u{1B}[2;1H"), before: focus) == nil)
    }
}

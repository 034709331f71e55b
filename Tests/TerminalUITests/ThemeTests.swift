import Configuration
import Testing

@testable import TerminalUI

@Suite struct ThemeTests {
    static func colour(_ text: String) throws -> ThemeColour { try #require(ThemeColour(text)) }

    @Test(arguments: [
        ("#ffffff", "#000000", 21.0), ("#767676", "#ffffff", 4.54), ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#008000", "#ffffff", 5.14), ("#808080", "#000000", 5.32), ("#112233", "#112233", 1.0),
    ]) func contrastIsThatOfWCAG(foreground: String, background: String, ratio: Double) throws {
        let pair = ColourPair(try Self.colour(foreground), on: try Self.colour(background))
        #expect(abs(pair.contrast - ratio) < 0.01, "\(pair.contrast)")
    }

    @Test func fixedColoursAreTheCubeAndTheGreys() throws {
        #expect(ThemeColour.fixed.count == 240)
        #expect(try Self.colour("#000000").paletteIndex == 16)
        #expect(try Self.colour("#ffffff").paletteIndex == 231)
        #expect(try Self.colour("#5f87af").paletteIndex == 67)
        #expect(try Self.colour("#080808").paletteIndex == 232)
        #expect(try Self.colour("#eeeeee").paletteIndex == 255)
        #expect(try Self.colour("#fefefe").paletteIndex == nil)
        #expect(try Self.colour("#fefefe").nearestFixed.text == "#ffffff")
        #expect(try Self.colour("#60809f").nearestFixed.text == "#5f87af")
        for text in ["", "ffffff", "#fff", "#fffffff", "#gggggg", "#-12345", "#+fffff"] {
            #expect(ThemeColour(text) == nil)
        }
    }

    @Test func noColourAndFewColoursTurnThemOff() throws {
        let pair = ColourPair(try Self.colour("#ffffff"), on: try Self.colour("#000000"))
        let theme = Theme(name: "a", french: "A", english: "A", colours: Theme.Colours(text: pair))
        #expect(theme.colours(colourCount: 256, noColour: nil) != nil)
        #expect(theme.colours(colourCount: 256, noColour: "") != nil)
        #expect(theme.colours(colourCount: 256, noColour: "1") == nil)
        #expect(theme.colours(colourCount: 88, noColour: nil) == nil)
        #expect(theme.colours(colourCount: -1, noColour: nil) == nil)
        #expect(Theme.terminal.colours(colourCount: 256, noColour: nil) == nil)
    }

    /// Tables of a theme's file: each key's text, on the lines from 1.
    static func entries(_ tables: [(String, [(String, String)])]) -> [ConfigurationEntry] {
        var line = 0
        return tables.map { table, keys in
            line += 1
            let start = line
            let inner = keys.map { key, text in
                line += 1
                return ConfigurationEntry(key: key, line: line, value: ConfigurationValue(.text(text), line: line))
            }
            return ConfigurationEntry(key: table, line: start, value: ConfigurationValue(.table(inner), line: start))
        }
    }

    static let name = ("name", [("fr", "Nuit"), ("en", "Night")])

    @Test func aThemeIsRead() throws {
        let theme = try Theme(
            name: "night",
            Self.entries([
                Self.name, ("text", [("foreground", "#ffffff"), ("background", "#000000")]),
                ("focus", [("background", "#FFFF00"), ("foreground", "#000000")]),
            ]))
        let text = ColourPair(try Self.colour("#ffffff"), on: try Self.colour("#000000"))
        let focus = ColourPair(try Self.colour("#000000"), on: try Self.colour("#ffff00"))
        #expect(
            theme
                == Theme(
                    name: "night", french: "Nuit", english: "Night", colours: Theme.Colours(text: text, focus: focus)))
        #expect(theme.colours?.pairs == [text, focus])
        #expect(try Theme(name: "plain", Self.entries([Self.name])).colours == nil)
    }

    @Test(arguments: [
        ([("nom", [])], "t, line 1: unknown key \"nom\"; a theme has name, text, focus, event and call."),
        ([("name", [("fr", "Nuit")])], "t: \"name.en\" is missing; add it."),
        (
            [("name", [("de", "Nacht")])],
            "t, line 2: unknown key \"name.de\"; a theme has name, text, focus, event and call."
        ),
        ([name, ("text", [("foreground", "#ffffff")])], "t, line 4: \"text.background\" is missing; add it."),
        (
            [name, ("text", [("foreground", "white"), ("background", "#000000")])],
            "t, line 5: \"text.foreground\" takes a colour; for example \"#ffffff\"."
        ),
        (
            [name, ("text", [("foreground", "#f0f0f0"), ("background", "#000000")])],
            "t, line 5: \"text.foreground\": #f0f0f0 is not the same on every terminal; the nearest that is is #eeeeee."
        ),
        (
            [name, ("call", [("foreground", "#808080"), ("background", "#000000")])],
            "t, line 4: \"call\": #808080 on #000000 has a contrast of only 5.3 to 1; it takes 7."
        ),
        (
            [name, ("focus", [("foreground", "#ffffff"), ("background", "#000000")])], "t: \"text\" is missing; add it."
        ),
    ]) func aFaultIsToldInWords(tables: [(String, [(String, String)])], sentence: String) {
        do {
            _ = try Theme(name: "t", Self.entries(tables))
            Issue.record("accepted")
        } catch {
            #expect(error.sentence(in: .english, file: "t") == sentence)
            #expect(error.sentence(in: .french, file: "t") != sentence)
        }
    }

    @Test func ofALowContrastFrenchSaysTheRatioToo() throws {
        let pair = ColourPair(try Self.colour("#808080"), on: try Self.colour("#000000"))
        #expect(
            ThemeProblem(.lowContrast("text", pair), 3).sentence(in: .french, file: "t")
                == "t, ligne 3 : « text » : #808080 sur #000000 n'a qu'un contraste de 5,3 pour 1 ; il en faut 7.")
    }
}

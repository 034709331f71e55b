import Configuration
import Services
import TerminalUI
import Testing

@testable import Application

@Suite struct ThemesTests {
    /// Those of the sources, wherever this test was built.
    static let shipped: Themes = {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        return Themes(
            ThemeFolders(
                kind: "colours", beside: ConfigurationFile(path: "/none/config.toml", environment: { _ in nil }),
                environment: { _ in nil }, program: root + "/.build/debug/clairvoix"))
    }()

    /// WCAG 2.2, 1.4.6: seven to one, for each pair of each theme that is shipped.
    @Test func everyPairOfEveryThemeHasEnoughContrast() throws {
        let themes = Self.shipped.all
        #expect(themes.map(\.name) == ["terminal", "contrast-dark", "contrast-light", "yellow-on-black"])
        for theme in themes.dropFirst() {
            let colours = try #require(theme.colours)
            let focus = try #require(colours.focus, "a theme for low vision highlights the focused line")
            for pair in colours.pairs {
                #expect(pair.contrast >= 7, "\(theme.name): \(pair.foreground.text) on \(pair.background.text)")
                #expect(pair.foreground.paletteIndex != nil && pair.background.paletteIndex != nil)
            }
            // 1.4.11: the highlight is told from the ground too.
            #expect(ColourPair(focus.background, on: colours.text.background).contrast >= 3)
            #expect(theme.french != theme.english)
        }
    }

    @Test func unknownThemeNamesThoseThatAreThere() throws {
        #expect(try Self.shipped.theme("terminal", .french) == .terminal)
        #expect(try Self.shipped.theme("contrast-light", .french).french == "Contraste, fond blanc")
        #expect(
            throws: ProgramProblem(
                "There is no theme \"dark\"; those of this computer: terminal, contrast-dark, contrast-light, yellow-on-black."
            )
        ) {
            try Self.shipped.theme("dark", .english)
        }
    }
}

import TerminalUI
import Testing

@testable import Devices

extension TerminalTests {
    /// A theme's colours on a real terminal, and the same text with every one of them.
    @Suite struct Themes {
        static let white = ColourPair(
            ThemeColour(red: 255, green: 255, blue: 255), on: ThemeColour(red: 0, green: 0, blue: 0))
        static let black = ColourPair(
            ThemeColour(red: 0, green: 0, blue: 0), on: ThemeColour(red: 255, green: 255, blue: 255))
        static let yellow = ColourPair(
            ThemeColour(red: 255, green: 255, blue: 0), on: ThemeColour(red: 0, green: 0, blue: 0))
        static let highlight = Theme(
            name: "a", french: "A", english: "A",
            colours: Theme.Colours(text: white, focus: black, event: yellow, call: yellow))
        static let plain = Theme(name: "b", french: "B", english: "B", colours: Theme.Colours(text: black))

        /// A terminal drawn with a theme, and what a person sees.
        struct Drawn {
            let pseudo: PseudoTerminal
            let terminal: Terminal
            var seen: EmulatedScreen

            init(_ theme: Theme, type: String = "xterm-256color", noColour: String = "", isLarge: Bool = false) throws {
                pseudo = try #require(PseudoTerminal(columns: 40, rows: 12))
                terminal = Terminal(input: pseudo.program, output: pseudo.program, type: type, noColour: noColour)
                terminal.apply(theme: theme, isLarge: isLarge)
                try terminal.start()
                seen = EmulatedScreen(columns: 40, rows: 12)
            }

            @discardableResult
            mutating func draw(_ screen: Screen) -> [UInt8] {
                terminal.draw(screen)
                let bytes = pseudo.written()
                seen.feed(bytes)
                return bytes
            }
        }

        static let steps: [Screen] = [
            TerminalTests.page(0), TerminalTests.page(1, call: "Sonne Dupont"), TerminalTests.page(3, events: ["Prêt"]),
            TerminalTests.page(
                8, events: ["Prêt", "Appel de Dupont, ligne Accueil, depuis longtemps"], call: "Pris Dupont"),
            TerminalTests.page(2, events: ["Prêt", "Appel de Dupont, ligne Accueil, depuis longtemps", "Fini"]),
        ]

        @Test func textIsTheSameWithEveryTheme() throws {
            var runs: [[[String]]] = []
            for theme in [Theme.terminal, Self.highlight, Self.plain] {
                for isLarge in [false, true] {
                    var drawn = try Drawn(theme, isLarge: isLarge)
                    defer { drawn.terminal.stop() }
                    var shown: [[String]] = []
                    for screen in Self.steps {
                        drawn.draw(screen)
                        shown.append(drawn.seen.lines + ["\(drawn.seen.row) \(drawn.seen.cursorColumn)"])
                    }
                    #expect(drawn.seen.unknown.isEmpty, "\(drawn.seen.unknown)")
                    runs.append(shown)
                }
            }
            #expect(runs[0] == runs[2] && runs[0] == runs[4])
            #expect(runs[1] == runs[3] && runs[1] == runs[5])
            #expect(runs[0][3][0] == "Accueil" && runs[1][3][0] == "Pris Dupont")
        }

        @Test func groundIsFilledAndEachPartHasItsColours() throws {
            var drawn = try Drawn(Self.highlight)
            defer { drawn.terminal.stop() }
            drawn.draw(TerminalTests.page(1, events: ["Prêt"], call: "Sonne Dupont"))
            func colours(_ row: Int) -> Set<String> { Set(drawn.seen.cells[row].map(\.colours)) }
            #expect(colours(0) == ["38;5;231;48;5;16"], "to the last cell")
            #expect(colours(1).contains("38;5;226;48;5;16"))
            #expect(colours(2) == ["38;5;231;48;5;16"])
            #expect(colours(3) == ["38;5;16;48;5;231"], "the focused line, across the screen")
            #expect(colours(11).isSubset(of: ["38;5;231;48;5;16", "38;5;226;48;5;16"]), "\(colours(11))")
            drawn.draw(TerminalTests.page(2, events: ["Prêt"], call: "Sonne Dupont"))
            #expect(colours(3) == ["38;5;231;48;5;16"] && colours(4) == ["38;5;16;48;5;231"])
            #expect(drawn.draw(TerminalTests.page(2, events: ["Prêt"], call: "Sonne Dupont")).isEmpty)
        }

        @Test(arguments: [("xterm-256color", "1"), ("xterm", ""), ("linux", ""), ("vt100", "")])
        func withoutColoursThereIsNoHighlightEither(type: String, noColour: String) throws {
            var drawn = try Drawn(Self.highlight, type: type, noColour: noColour)
            defer { drawn.terminal.stop() }
            let first = drawn.draw(TerminalTests.page(0))
            #expect(TerminalTests.text(first).firstMatch(of: #/\x1B\[[0-9;]*([34][0-9]|7)m/#) == nil)
            let bytes = drawn.draw(TerminalTests.page(1))
            #expect(TerminalTests.isMotionOnly(bytes), "\(TerminalTests.text(bytes).debugDescription)")
        }

        @Test func themeIsChangedInMidLifeAndBack() throws {
            var drawn = try Drawn(.terminal)
            defer { drawn.terminal.stop() }
            drawn.draw(TerminalTests.page(1, events: ["Prêt"]))
            let before = drawn.seen.cells
            drawn.terminal.apply(theme: Self.highlight, isLarge: false)
            drawn.draw(TerminalTests.page(1, events: ["Prêt"]))
            #expect(drawn.seen.cells[3].allSatisfy { $0.colours == "38;5;16;48;5;231" })
            drawn.terminal.apply(theme: .terminal, isLarge: true)
            drawn.draw(TerminalTests.page(1, events: ["Prêt"]))
            #expect(drawn.seen.lines.prefix(4) == ["Accueil", "Messages, 2 nouveaux", "Prêt", ""])
            #expect(drawn.terminal.room == (columns: 480, rows: 12))
            drawn.terminal.apply(theme: .terminal, isLarge: false)
            drawn.draw(TerminalTests.page(1, events: ["Prêt"]))
            #expect(drawn.seen.cells == before)
            let bytes = drawn.draw(TerminalTests.page(2, events: ["Prêt"]))
            #expect(TerminalTests.isMotionOnly(bytes))
        }

        /// The large view has its focused line on one row: a reader must not see two of them mixed.
        @Test func movedLineOfTheLargeViewIsSentWhole() throws {
            var drawn = try Drawn(.terminal, isLarge: true)
            defer { drawn.terminal.stop() }
            var screen = Screen(title: "Accueil", items: ["Composer, c", "Compteur, c"])
            drawn.draw(screen)
            screen.focus = 1
            #expect(TerminalTests.text(drawn.draw(screen)).contains("Compteur, c"))
            screen.focus = 0
            #expect(TerminalTests.text(drawn.draw(screen)).contains("Composer, c"))
            screen.items[0] += "d"
            #expect(!TerminalTests.text(drawn.draw(screen)).contains("Composer"), "typed in place")
        }

        @Test func noMouseNoPaletteNoCursorShape() throws {
            var drawn = try Drawn(Self.highlight)
            var bytes: [UInt8] = []
            for screen in Self.steps { bytes += drawn.draw(screen) }
            drawn.terminal.stop()
            bytes += drawn.pseudo.written()
            let text = TerminalTests.text(bytes)
            #expect(!text.contains("\u{1B}]") && !text.contains(" q") && !text.contains("\u{1B}[?100"))
            #expect(!text.contains("\u{1B}[?25l"))
        }
    }
}

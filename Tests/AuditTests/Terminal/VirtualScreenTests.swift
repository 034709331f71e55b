import Testing

@testable import Audit

@Suite struct VirtualScreenTests {
    private func screen(_ text: String, columns: Int = 20, rows: Int = 4) -> VirtualScreen {
        let screen = VirtualScreen(columns: columns, rows: rows)
        screen.feed(Array(text.utf8))
        return screen
    }

    @Test func textAndCursorStandWhereTheyWereWritten() {
        let image = screen("Accueil\r\n\u{1B}[3;2HÉté").image
        #expect(image.lines == ["Accueil", "", " Été", ""])
        #expect(image.cursor == (2, 4))
        #expect(image.title == "Accueil")
        #expect(image.line == " Été")
        #expect(image.isCursorVisible)
    }

    @Test func aWideCharacterTakesTwoCellsAndOneOfText() {
        let image = screen("日本x").image
        #expect(image.lines[0] == "日本x")
        #expect(image.cursor.column == 5)
    }

    @Test func coloursAreThoseThatWereAskedFor() {
        let image = screen("a\u{1B}[31;44mb\u{1B}[38;2;1;2;3;48;5;200mc\u{1B}[39;49;1;7md\u{1B}[me").image
        let looks = image.cells[0].prefix(5).map(\.look)
        #expect(looks[0] == CellLook())
        #expect(looks[1] == CellLook(foreground: .indexed(1), background: .indexed(4)))
        #expect(looks[2] == CellLook(foreground: .rgb(red: 1, green: 2, blue: 3), background: .indexed(200)))
        #expect(looks[3] == CellLook(isReversed: true, isBold: true))
        #expect(looks[4] == CellLook())
    }

    @Test func bellsAreCounted() {
        let screen = screen("a\u{7}b\u{7}")
        #expect(screen.bells == 2)
        #expect(screen.image.lines[0] == "ab")
    }

    @Test func theCursorMayBeHidden() {
        #expect(!screen("\u{1B}[?25l").image.isCursorVisible)
        #expect(screen("\u{1B}[?25l\u{1B}[?25h\u{1B}[?0c").image.isCursorVisible)
    }

    @Test func whatTheLinuxConsoleCallsItsPaletteSwallowsNoText() {
        let screen = screen("a\u{1B}]Rb\u{1B}]P1ff00aac")
        #expect(screen.image.lines[0] == "abc")
        #expect(screen.forbidden == ForbiddenOctets(paletteChanges: 1))
    }

    @Test(arguments: [
        ("\u{1B}[?1000h", ForbiddenOctets(mouseModes: 1)),
        ("\u{1B}[?25;1006h", ForbiddenOctets(mouseModes: 1)),
        ("\u{1B}[?1000l\u{1B}[?25h\u{1B}[?2004h", ForbiddenOctets()),
        ("\u{1B}[2 q", ForbiddenOctets(cursorShapes: 1)),
        ("\u{1B}[?8c", ForbiddenOctets(cursorShapes: 1)),
        ("\u{1B}[?0c\u{1B}[c", ForbiddenOctets()),
        ("\u{1B}]4;1;rgb:00/00/00\u{7}", ForbiddenOctets(paletteChanges: 1)),
        ("\u{1B}]11;#000000\u{1B}\\", ForbiddenOctets(paletteChanges: 1)),
        ("\u{1B}]0;title\u{7}\u{1B}]11;?\u{7}", ForbiddenOctets()),
    ])
    func whatDisturbsAReaderOrTheUsersColoursIsCounted(text: String, expected: ForbiddenOctets) {
        #expect(screen(text).forbidden == expected)
        let parted = VirtualScreen(columns: 20, rows: 4)
        for octet in text.utf8 { parted.feed([octet]) }
        #expect(parted.forbidden == expected)
    }

    @Test func anotherSizeBeginsEmptyAndKeepsWhatComesLater() {
        let screen = screen("\u{1B}[31mbefore")
        for (columns, rows) in [(40, 12), (5, 2), (300, 100), (1, 1), (80, 25)] {
            screen.resize(columns: columns, rows: rows)
            let image = screen.image
            #expect(image.lines == Array(repeating: "", count: rows))
            #expect(image.cells.allSatisfy { $0.count == columns })
        }
        screen.feed(Array("\u{1B}[Hafter".utf8))
        #expect(screen.image.lines[0] == "after")
        #expect(screen.image.cells[0][0].look.foreground == .indexed(1))
    }

    @Test func aCharacterMayComeInParts() {
        let parted = VirtualScreen(columns: 20, rows: 4)
        for octet in "É日本\u{1B}[31mté".utf8 { parted.feed([octet]) }
        #expect(parted.image == screen("É日本\u{1B}[31mté").image)
    }

    @Test func anyOctetsAreTakenWholeOrInParts() {
        var seed: UInt32 = 1
        var octets: [UInt8] = []
        for _ in 0..<20_000 {
            seed = seed &* 1_664_525 &+ 1_013_904_223
            let octet = UInt8(truncatingIfNeeded: seed >> 24)
            octets.append(octet < 40 ? 0x1B : octet < 60 ? 0x5B : octet < 70 ? 0x5D : octet)
        }
        var (whole, parted) = (TerminalOctets(), TerminalOctets())
        #expect(whole.take(octets) == octets.flatMap { parted.take([$0]) })
        #expect(whole.forbidden == parted.forbidden)
        let screen = VirtualScreen(columns: 20, rows: 4)
        screen.feed(octets)
        #expect(screen.image.lines.count == 4)
    }
}

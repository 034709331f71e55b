import TerminalUI
import Testing

@testable import Devices

@Suite struct LargeViewTests {
    static func rows(_ screen: Screen, _ width: Int, _ height: Int) -> (rows: [String], cursor: [Int]) {
        let page = TerminalPage(large: screen, width: width, height: height)
        return (page.rows.map(TerminalPageTests.text), [page.cursorRow, page.cursorColumn])
    }

    @Test func callThenFocusThenNewestEventEachWhole() {
        let screen = Screen(
            title: "Appel entrant", callLine: "Sonne Anne-Sophie de la Tour",
            items: ["Autre", "Sonne Anne-Sophie de la Tour, Accueil"], focus: 1, events: ["Ancien", "Micro coupé"])
        let large = Self.rows(screen, 20, 7)
        #expect(
            large.rows == [
                "Sonne Anne-Sophie de", "la Tour", "Sonne Anne-Sophie de", "la Tour, Accueil", "Micro coupé", "", "",
            ])
        #expect(large.cursor == [2, 0])
        let page = TerminalPage(large: screen, width: 20, height: 7)
        #expect(page.roles == [.call, .call, .focus, .focus, .event, .text, .text])
        // 20×4: the focused line whole, the call and the event in what is left.
        #expect(
            Self.rows(screen, 20, 4).rows == [
                "Sonne Anne-Sophie d…", "Sonne Anne-Sophie de", "la Tour, Accueil", "Micro coupé",
            ])
        #expect(Self.rows(screen, 20, 2).rows == ["Sonne Anne-Sophie d…", "Sonne Anne-Sophie d…"])
        #expect(Self.rows(screen, 20, 1).rows == ["Sonne Anne-Sophie d…"])
    }

    @Test func titleStandsWhereThereIsNoCall() {
        let screen = Screen(title: "Accueil", items: ["Composer, c"])
        #expect(Self.rows(screen, 20, 4).rows == ["Accueil", "Composer, c", "", ""])
        #expect(TerminalPage(large: screen, width: 20, height: 4).roles == [.text, .focus, .text, .text])
    }

    @Test func cursorIsInTheField() {
        let field = "Numéro : 0123456789012345678901234567890123456789"
        var screen = Screen(title: "Composer", items: [field], cursorColumn: 49)
        let large = Self.rows(screen, 20, 5)
        #expect(large.rows == ["Composer", "Numéro :", "01234567890123456789", "01234567890123456789", ""])
        #expect(large.cursor == [3, 19])
        screen.cursorColumn = 12
        #expect(Self.rows(screen, 20, 5).cursor == [2, 3])
        screen.cursorColumn = 48
        screen.events = ["Prêt"]
        #expect(Self.rows(screen, 20, 4).rows == ["Composer", "01234567890123456789", "01234567890123456789", "Prêt"])
    }
}

/// Seeded screens at every size, in both views: what must be there is there.
@Suite struct LayoutPropertyTests {
    static let sizes = [(20, 4), (20, 5), (30, 6), (40, 12), (64, 10), (80, 24), (80, 25), (100, 37), (132, 50)]

    static func screen(_ random: inout ScreenSeed, events: [String]) -> Screen {
        let items = (0..<random.number(1...60)).map { "\($0) " + random.words(most: 300) }
        let focus = random.number(0...(items.count - 1))
        let isField = random.number(0...3) == 0
        return Screen(
            title: random.words(most: 60), callLine: random.number(0...1) == 0 ? "" : random.words(most: 120),
            items: items,
            focus: focus, cursorColumn: isField ? random.number(0...300) : 0, events: events)
    }

    private static func width(_ row: [Unicode.Scalar]) -> Int { row.reduce(0) { $0 + TerminalText.cells($1) } }

    @Test(arguments: 1...8 as ClosedRange<UInt64>) func everyLayoutKeepsItsRules(seed: UInt64) {
        var random = ScreenSeed(seed)
        for (width, height) in Self.sizes {
            var area = EventArea()
            var events: [String] = []
            var top = 0
            for step in 0..<4 {
                events.append("\(step) " + random.words(most: 300))
                var screen = Self.screen(&random, events: events)
                // Every item is reached, the cursor on its first cell.
                for focus in screen.items.indices {
                    screen.focus = focus
                    let page = TerminalPage(screen, width: width, height: height, top: top, area: &area)
                    top = page.top
                    check(page, screen, width, height)
                    let hidden = max(0, screen.cursorColumn - (width - 1))
                    #expect(
                        page.rows[page.cursorRow]
                            == TerminalText.fitted(screen.items[focus], width: width, from: hidden))
                    #expect(page.cursorColumn == min(screen.cursorColumn, width - 1))
                    #expect(page.roles[page.cursorRow] == .focus)
                }
                let room = height - (height < 5 ? height : height - TerminalPage.eventRows(height: height))
                let whole = TerminalText.wrapped(events[step], width: width, most: EventArea.most(ofRows: room)).map(
                    \.text)
                let last = TerminalPage(screen, width: width, height: height, top: top, area: &area)
                if room > 0 {
                    #expect(last.rows.indices.contains { Array(last.rows.dropFirst($0).prefix(whole.count)) == whole })
                }
                checkLarge(screen, width, height)
            }
        }
    }

    private func check(_ page: TerminalPage, _ screen: Screen, _ width: Int, _ height: Int) {
        #expect(page.rows.count == height && page.roles.count == height)
        #expect(page.rows.allSatisfy { Self.width($0) <= width })
        #expect((0..<height).contains(page.cursorRow) && (0..<width).contains(page.cursorColumn))
    }

    private func checkLarge(_ screen: Screen, _ width: Int, _ height: Int) {
        let page = TerminalPage(large: screen, width: width, height: height)
        check(page, screen, width, height)
        #expect(page.roles[page.cursorRow] == .focus)
        let focused = TerminalText.wrapped(screen.items[screen.focus], width: width).map(\.text)
        let event = TerminalText.wrapped(screen.events.last ?? "", width: width).map(\.text)
        let head = TerminalText.wrapped(screen.callLine.isEmpty ? screen.title : screen.callLine, width: width).map(
            \.text)
        func isThere(_ rows: [[Unicode.Scalar]]) -> Bool {
            page.rows.indices.contains { Array(page.rows.dropFirst($0).prefix(rows.count)) == rows }
        }
        if focused.count <= height - 2 { #expect(isThere(focused)) }
        if focused.count + event.count + head.count <= height { #expect(isThere(head + focused + event)) }
        #expect(page.roles.contains(.event), "20 by 4 has a row for it")
        if screen.cursorColumn == 0 { #expect(page.cursorColumn == 0) }
    }
}

extension TerminalTests {
    /// A resize in mid-life shows everything again, on the real terminal.
    @Test(arguments: 1...4 as ClosedRange<UInt64>) func everyResizeShowsEverythingAgain(seed: UInt64)
        throws
    {
        var random = ScreenSeed(seed)
        let pseudo = try #require(PseudoTerminal(columns: 80, rows: 24))
        let terminal = Terminal(input: pseudo.program, output: pseudo.program, type: "xterm-256color", noColour: "")
        terminal.apply(theme: seed % 2 == 0 ? .terminal : Themes.highlight, isLarge: seed > 2)
        try terminal.start()
        defer { terminal.stop() }
        var area = EventArea()
        for (number, (columns, rows)) in LayoutPropertyTests.sizes.enumerated() {
            let event = random.words(most: 300)
            var screen = LayoutPropertyTests.screen(&random, events: [event])
            screen.firstEvent = number
            terminal.draw(screen)
            if seed <= 2 {
                _ = TerminalPage(
                    screen, width: terminal.size.columns, height: terminal.size.rows, top: 0, area: &area)
            }
            _ = pseudo.written()
            pseudo.resize(columns: columns, rows: rows)
            terminal.draw(screen)
            var seen = EmulatedScreen(columns: columns, rows: rows)
            seen.feed(pseudo.written())
            let wanted =
                seed > 2
                ? TerminalPage(large: screen, width: columns, height: rows)
                : TerminalPage(screen, width: columns, height: rows, top: 0, area: &area)
            #expect(seen.lines == wanted.rows.map { TerminalPageTests.text($0).trimmingEnd() })
            // A seeded column may be the second cell of a wide character.
            #expect(
                seen.row == wanted.cursorRow && (0...1).contains(wanted.cursorColumn - seen.cursorColumn),
                "\(seen.cursorColumn) for \(wanted.cursorColumn) of \(columns)")
            #expect(terminal.size == (columns: columns, rows: rows))
        }
    }
}

extension String {
    /// Without the blanks at its end.
    func trimmingEnd() -> String { String(reversed().drop { $0 == " " }.reversed()) }
}

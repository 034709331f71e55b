import TerminalUI
import Testing

@testable import Devices

@Suite struct TerminalPageTests {
    static func text(_ row: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: row)
        return String(view)
    }

    @Test func smallTerminalHasEveryPart() {
        let screen = Screen(
            title: "Accueil", callLine: "Sonne Dupont", items: (0..<20).map { "Item \($0)" }, focus: 0,
            events: ["Un"], firstEvent: 0)
        var area = EventArea()
        let page = TerminalPage(screen, width: 40, height: 12, top: 0, area: &area)
        #expect(page.rows.count == 12)
        #expect(Self.text(page.rows[0]) == "Accueil")
        #expect(Self.text(page.rows[1]) == "Sonne Dupont")
        #expect(Self.text(page.rows[2]) == "Item 0")
        #expect(Self.text(page.rows[7]) == "Item 5")
        #expect(Self.text(page.rows[8]) == "Un")
        #expect(page.cursorRow == 2 && page.cursorColumn == 0)
    }

    @Test(arguments: 1...30, [1, 2, 20, 40]) func everySizeKeepsTheCursorOnTheFocus(height: Int, width: Int) {
        var top = 0
        var area = EventArea()
        for focus in Array(0..<20) + Array((0..<20).reversed()) {
            let screen = Screen(
                title: "T", items: (0..<20).map { "\($0)" }, focus: focus, events: ["a", "b", "c", "d"])
            let page = TerminalPage(screen, width: width, height: height, top: top, area: &area)
            top = page.top
            #expect(page.rows.count == height)
            #expect(Self.text(page.rows[page.cursorRow]) == Self.text(TerminalText.fitted("\(focus)", width: width)))
        }
    }

    @Test func newEventIsOnABlankLineAndNothingElseMoves() {
        var events: [String] = []
        var firstEvent = 0
        var area = EventArea()
        var last = TerminalPage(Screen(title: "T", items: ["a"]), width: 40, height: 12, top: 0, area: &area)
        for number in 0..<50 {
            events.append("Événement \(number)")
            if events.count > 20 {
                events.removeFirst()
                firstEvent += 1
            }
            let screen = Screen(title: "T", items: ["a"], events: events, firstEvent: firstEvent)
            let page = TerminalPage(screen, width: 40, height: 12, top: 0, area: &area)
            let changed = page.rows.indices.filter { page.rows[$0] != last.rows[$0] }
            let written = changed.filter { !page.rows[$0].isEmpty }
            #expect(written.count == 1)
            #expect(written.allSatisfy { last.rows[$0].isEmpty }, "a fresh line each time")
            #expect(changed.count <= 2, "and the oldest one is cleared")
            last = page
        }
    }

    @Test(arguments: [
        ("un deux trois", 8, ["un deux", "trois"]), ("un deux", 7, ["un deux"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab  cd", 4, ["ab ", "cd"]), ("日本語", 3, ["日", "本", "語"]), ("日本", 1, ["…", "…"]), ("", 5, [""]),
        ("a\u{301}b\u{301} c", 2, ["a\u{301}b\u{301}", "c"]), ("Ligne\u{A0}: x", 7, ["Ligne\u{A0}:", "x"]),
        ("un deux   ", 4, ["un", "deux"]),
    ]) func textIsBrokenBetweenWords(text: String, width: Int, lines: [String]) {
        #expect(TerminalText.wrapped(text, width: width).map { Self.text($0.text) } == lines)
    }

    @Test func rowsKnowTheirFirstCellAndTheLastOneSaysThatItGoesOn() {
        let rows = TerminalText.wrapped("un 日本 trois quatre", width: 7, most: 2)
        #expect(rows.map { Self.text($0.text) } == ["un 日本", "trois …"])
        #expect(rows.map(\.firstCell) == [0, 8])
        #expect(TerminalText.wrapped("abcdefghi", width: 3, most: 2).map { Self.text($0.text) } == ["abc", "de…"])
    }

    @Test(arguments: [
        ("abcdef", 6, 0, "abcdef"), ("abcdefg", 6, 0, "abcde…"), ("日本語", 6, 0, "日本語"), ("日本語x", 6, 0, "日本…"),
        ("e\u{301}te\u{301}", 3, 0, "e\u{301}te\u{301}"), ("abc", 0, 0, ""), ("abcdefgh", 5, 4, "…fgh"),
        ("ab", 1, 0, "…"),
    ]) func textIsFittedByCells(text: String, width: Int, from: Int, expected: String) {
        #expect(Self.text(TerminalText.fitted(text, width: width, from: from)) == expected)
    }
}

@Suite struct LineScreenTests {
    @Test func tellsOnlyWhatIsNew() {
        var lines = LineScreen()
        var screen = Screen(title: "Accueil", items: ["Appeler", "Messages"], events: ["Prêt"], firstEvent: 7)
        #expect(lines.lines(for: screen) == ["Accueil", "Appeler", "Messages", "Prêt"])
        #expect(lines.lines(for: screen).isEmpty)
        screen.focus = 1
        #expect(lines.lines(for: screen) == ["Messages"])
        screen.events = ["Prêt", "Dupont appelle"]
        screen.callLine = "Sonne Dupont"
        #expect(lines.lines(for: screen) == ["Sonne Dupont", "Dupont appelle"])
        screen.events = ["Manqué\u{1B}[2J"]
        screen.firstEvent = 9
        #expect(lines.lines(for: screen) == ["Manqué [2J"])
        let next = Screen(title: "Son", items: ["Casque"], focus: 0, events: screen.events, firstEvent: 9)
        #expect(lines.lines(for: next) == ["Son", "Casque"])
    }
}

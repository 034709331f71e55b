import TerminalUI
import Testing

@testable import Devices

@Suite struct EventAreaTests {
    static func shown(_ area: EventArea) -> [String] { area.rows.map(TerminalPageTests.text) }

    @Test func longEventBeginsAtTheTopRatherThanRunOverTheBottom() {
        var area = EventArea()
        var events = ["a", "b", "c", "d"]
        area.show(events, first: 0, width: 10, height: 6)
        #expect(Self.shown(area) == ["a", "b", "c", "d", "", ""])
        events.append("un deux trois quatre cinq")
        area.show(events, first: 0, width: 10, height: 6)
        #expect(
            Self.shown(area) == ["un deux", "trois", "quatre", "cinq", "", ""], "rows 5 and 6 are the oldest by then")
        events.append("e")
        area.show(events, first: 0, width: 10, height: 6)
        #expect(Self.shown(area) == ["un deux", "trois", "quatre", "cinq", "e", ""])
        events.append("f")
        area.show(events, first: 0, width: 10, height: 6)
        #expect(Self.shown(area) == ["", "", "", "", "e", "f"], "an event goes with its first row")
        area.show(events, first: 0, width: 10, height: 6)
        #expect(Self.shown(area) == ["", "", "", "", "e", "f"])
    }

    @Test func eventTallerThanTheAreaShowsItsBeginningAndSaysThatItGoesOn() {
        var area = EventArea()
        area.show(["avant", "un deux trois quatre cinq six sept huit"], first: 7, width: 10, height: 4)
        #expect(Self.shown(area) == ["un deux", "trois", "quatre ci…", ""])
        area.show(["avant", "un deux trois quatre cinq six sept huit", "Micro coupé"], first: 7, width: 12, height: 2)
        #expect(Self.shown(area) == ["Micro coupé", ""])
    }

    @Test func newSizeKeepsAsManyOfTheNewestAsStandWhole() {
        var area = EventArea()
        let events = ["Ancien", "Appel de Dupont, ligne Accueil", "Pris", "Micro coupé"]
        area.show(events, first: 3, width: 40, height: 8)
        #expect(Self.shown(area).prefix(5) == ["Ancien", "Appel de Dupont, ligne Accueil", "Pris", "Micro coupé", ""])
        area.show(events, first: 3, width: 20, height: 5)
        #expect(Self.shown(area) == ["Appel de Dupont,", "ligne Accueil", "Pris", "Micro coupé", ""])
        area.show(events, first: 3, width: 20, height: 4)
        #expect(Self.shown(area) == ["Pris", "Micro coupé", "", ""], "half an event is none")
        area.show(events, first: 3, width: 20, height: 0)
        #expect(area.rows.isEmpty)
        area.show([], first: 0, width: 20, height: 3)
        #expect(Self.shown(area) == ["", "", ""])
        area.show(["Recommencé"], first: 0, width: 20, height: 3)
        #expect(Self.shown(area) == ["Recommencé", "", ""])
    }

    /// A seeded life of an area: what is new is whole and on rows that are blanked at most, the row after it is blank, and what else
    /// stands there stood there before.
    @Test(arguments: 1...60 as ClosedRange<UInt64>) func everyNewEventIsWholeAndNothingElseChanges(seed: UInt64) {
        var random = ScreenSeed(seed)
        var area = EventArea()
        var events: [String] = []
        var firstEvent = 0
        let width = random.number(20...132)
        let height = random.number(2...8)
        for number in 0..<120 {
            let before = area.rows
            events.append("\(number) " + random.words(most: 300))
            if events.count > 50 {
                events.removeFirst()
                firstEvent += 1
            }
            area.show(events, first: firstEvent, width: width, height: height)
            #expect(area.rows.count == height)
            let whole = TerminalText.wrapped(
                events[events.count - 1], width: width, most: EventArea.most(ofRows: height)
            ).map(\.text)
            guard let start = whole.first.flatMap({ area.rows.firstIndex(of: $0) }) else {
                Issue.record("event \(number) is not there")
                return
            }
            let end = start + whole.count
            #expect(end <= height && Array(area.rows[start..<min(end, height)]) == whole)
            #expect(area.rows[end % height].isEmpty, "a blank row after the newest")
            for row in area.rows.indices where !(start..<end).contains(row) {
                #expect(area.rows[row].isEmpty || before.indices.contains(row) && area.rows[row] == before[row])
            }
            let blanked = area.rows.indices.filter {
                before.indices.contains($0) && !before[$0].isEmpty && area.rows[$0].isEmpty
            }
            // Those right after it are the end of the event whose beginning it took.
            #expect(
                start == 0 || Array(blanked) == Array(blanked.indices.map { end % height + $0 }) || blanked.isEmpty,
                "no earlier than needed: \(blanked)")
        }
    }
}

/// Chance that can be had again: a seed and the words that come of it.
struct ScreenSeed {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return range.lowerBound + Int(state % UInt64(range.count))
    }

    /// A text of at most so many cells: short and long words, accents, wide characters.
    mutating func words(most: Int) -> String {
        let length = number(1...max(1, most))
        var text = ""
        var cells = 0
        while cells < length {
            if number(0...5) == 0, cells > 0, !text.hasSuffix(" ") {
                text += " "
                cells += 1
            } else if number(0...30) == 0, cells + 2 <= length {
                text += "本"
                cells += 2
            } else {
                text += ["a", "é", "n", "ô", "t", "0", ",", "e\u{301}"][number(0...7)]
                cells += 1
            }
        }
        return text.hasSuffix(" ") ? String(text.dropLast()) + "." : text
    }
}

extension EventAreaTests {
    @Test func theCursorFindsTheRowOfAnEvent() {
        var area = EventArea()
        let events = ["a", "un deux trois quatre", "b"]
        for count in 1...3 { area.show(Array(events.prefix(count)), first: 0, width: 10, height: 6) }
        #expect([0, 1, 2, 3].map { area.row(of: $0) } == [0, 1, 4, nil])
        let page = TerminalPage(
            Screen(title: "T", items: ["x"], events: events, attention: 2), width: 10, height: 18, top: 0, area: &area)
        #expect(TerminalPageTests.text(page.rows[page.cursorRow]) == "b" && page.cursorColumn == 0)
    }
}

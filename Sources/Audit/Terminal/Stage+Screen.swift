import Configuration
import Scenarios
import Time

extension Stage {
    func judge(_ step: ScreenStep) throws(Stop) {
        pump(.zero)
        switch step {
        case .shows(let text, let limit): try judgeShown(text, limit)
        case .hides(let text): try judgeHidden(text)
        case .line(let number, let text): try judgeLine(number, text)
        case .whole(let text): try judgeWhole(text)
        case .page(let title):
            try become(Bilingual("la page « \(title) »", "the page \"\(title)\"")) {
                same($0.title, title) || same($0.text(around: 0), title)
            }
        case .field(let label, let value): try judgeField(label, value)
        case .fieldIsEmpty(let label): try judgeField(label, "")
        case .cursorOn(let text):
            try become(Bilingual("le curseur sur « \(text) »", "the cursor on \"\(text)\"")) {
                $0.isCursorVisible && contains($0.cursorText, text)
            }
        case .cursorAt(let line, let column): try judgeCursor(line, column)
        case .cursorStays(let duration): try judgeCursorStays(duration)
        case .cursorReturns: try judgeCursorReturns()
        case .unchanged(let duration): try judgeUnchanged(duration)
        case .noOctets(let duration): try judgeNoOctets(duration)
        case .stillAboveCursor: try judgeAboveCursor()
        case .bell: try judgeBell()
        case .contrast(let least): try judgeContrast(least)
        case .withoutColour: try judgeWithoutColour()
        case .nothingTruncated: try judgeNothingTruncated()
        case .onlyCursorMoves: try judgeOnlyCursorMoves()
        case .terminalLeftAlone: try judgeTerminalLeftAlone()
        }
    }

    /// Waits until something is so.
    private func become(
        _ expected: Bilingual, within limit: Duration? = nil, found: @autoclosure () -> Bilingual, _ holds: () -> Bool
    ) throws(Stop) {
        try eventually(within: limit, expected: expected, happened: found, { () throws(Stop) in holds() })
    }

    /// Waits until the screen is so. Where it was so before the last act, the program is given the time to change it.
    private func become(_ expected: Bilingual, _ holds: (ScreenImage) -> Bool) throws(Stop) {
        if let act, holds(act.screen) { letReact() }
        try become(expected, found: shown) { holds(screen.image) }
    }

    /// Watches so long that something stays so.
    func stay(
        _ expected: Bilingual, for duration: Duration, found: @autoclosure () -> Bilingual, _ holds: () -> Bool
    ) throws(Stop) {
        try throughout(duration, expected: expected, happened: found, { () throws(Stop) in holds() })
    }

    // MARK: Text

    /// A limit counts from the last act.
    private func judgeShown(_ text: String, _ limit: Duration?) throws(Stop) {
        let left = try left(of: limit)
        let time = inTime(limit)
        try become(
            Bilingual("l'écran montre « \(text) »\(time.french)", "the screen shows \"\(text)\"\(time.english)"),
            within: left, found: shown
        ) { screen.image.texts.contains { contains($0, text) } }
    }

    private func inTime(_ limit: Duration?) -> Bilingual {
        guard let limit else { return Bilingual("", "") }
        let milliseconds = limit.wholeMilliseconds
        return Bilingual(" en moins de \(milliseconds) ms", " within \(milliseconds) ms")
    }

    /// It goes, and does not come back at once.
    private func judgeHidden(_ text: String) throws(Stop) {
        let expected = Bilingual("l'écran ne montre pas « \(text) »", "the screen does not show \"\(text)\"")
        func isHidden() -> Bool { !screen.image.texts.contains { contains($0, text) } }
        try become(expected, found: shown) { isHidden() }
        try stay(expected, for: Limits.settling, found: shown) { isHidden() }
    }

    private func judgeLine(_ number: Int, _ text: String) throws(Stop) {
        let expected = Bilingual("la ligne \(number) montre « \(text) »", "line \(number) shows \"\(text)\"")
        let count = screen.image.lines.count
        guard (1...max(1, count)).contains(number) else {
            throw Stop.miss(
                expected: expected,
                happened: Bilingual("l'écran a \(count) lignes", "the screen has \(count) lines"))
        }
        try become(expected) { $0.lines.indices.contains(number - 1) && contains($0.lines[number - 1], text) }
    }

    private func judgeWhole(_ text: String) throws(Stop) {
        let wanted = Self.trimmed(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        try become(Bilingual("l'écran est :\n\(text)", "the screen is:\n\(text)")) { image in
            let found = Self.trimmed(image.lines)
            return found.count == wanted.count && zip(found, wanted).allSatisfy { same($0, $1) }
        }
    }

    /// Without empty lines at the end.
    private static func trimmed(_ lines: [String]) -> [String] {
        var lines = lines
        while let last = lines.last, comparable(last).isEmpty { lines.removeLast() }
        return lines
    }

    private func judgeField(_ label: String, _ value: String) throws(Stop) {
        let expected =
            value.isEmpty
            ? Bilingual("le champ « \(label) » vide", "the field \"\(label)\" empty")
            : Bilingual(
                "« \(value) » dans le champ « \(label) »", "\"\(value)\" in the field \"\(label)\"")
        try become(expected) { image in image.value(ofField: label).map { same($0, value) } ?? false }
    }

    // MARK: The cursor

    private func judgeCursor(_ line: Int, _ column: Int?) throws(Stop) {
        let expected = Bilingual(
            "le curseur à la ligne \(line)" + (column.map { ", colonne \($0)" } ?? ""),
            "the cursor at line \(line)" + (column.map { ", column \($0)" } ?? ""))
        try become(expected, found: place(of: screen.image)) {
            let image = screen.image
            let cursor = image.cursor
            return image.isCursorVisible && cursor.row + 1 == line && (column == nil || cursor.column + 1 == column)
        }
    }

    func place(of image: ScreenImage) -> Bilingual {
        let (line, column) = (image.cursor.row + 1, image.cursor.column + 1)
        guard image.isCursorVisible else { return Bilingual("aucun curseur visible", "no visible cursor") }
        return Bilingual(
            "curseur à la ligne \(line), colonne \(column) : « \(image.line) »",
            "cursor at line \(line), column \(column): \"\(image.line)\"")
    }

    /// Since the step before.
    private func judgeCursorStays(_ duration: Duration?) throws(Stop) {
        let before = (lastMoment ?? now).screen
        let place = place(of: before)
        try stay(
            Bilingual(
                "pas d'autre place du curseur : \(place.french)", "no other place of the cursor: \(place.english)"),
            for: duration ?? Limits.settling, found: self.place(of: screen.image)
        ) { screen.image.cursor == before.cursor }
    }

    /// To its place before the call came; where none did, before the block.
    private func judgeCursorReturns() throws(Stop) {
        let before = beforeCall ?? (block ?? now).screen
        let place = place(of: before)
        try become(
            Bilingual("le curseur revient : \(place.french)", "the cursor returns: \(place.english)"),
            found: self.place(of: screen.image)
        ) {
            let image = screen.image
            return image.isCursorVisible && image.cursor == before.cursor && same(image.title, before.title)
        }
    }

    /// The last thing that was done, or the wait after it.
    var lastMoment: Moment? {
        guard let act, let block else { return act ?? block }
        return act.time < block.time ? block : act
    }

    private func judgeBell() throws(Stop) {
        let before = lastMoment?.bells ?? 0
        try become(
            Bilingual("la cloche du terminal sonne", "the terminal bell rings"),
            found: Bilingual("elle n'a pas sonné", "it did not ring")
        ) { screen.bells > before }
    }
}

import Configuration
import Scenarios
import Time

/// What must not move. Without a duration: nothing did since the block's first act, and does not while things settle. With one:
/// nothing does from now on for so long.
extension Stage {
    func judgeUnchanged(_ duration: Duration?) throws(Stop) {
        let before = duration == nil ? (block ?? now).screen : screen.image
        try stay(
            Bilingual("rien ne change à l'écran", "nothing changes on the screen"), for: duration ?? Limits.settling,
            found: Self.difference(before, screen.image)
        ) { screen.image == before }
    }

    func judgeNoOctets(_ duration: Duration?) throws(Stop) {
        let written = terminal?.octets ?? 0
        let before = duration == nil ? (block?.octets ?? written) : written
        var more: Int { (terminal?.octets ?? 0) - before }
        try stay(
            Bilingual("le programme n'écrit rien au terminal", "the program writes nothing to the terminal"),
            for: duration ?? Limits.settling, found: Bilingual("il a écrit \(more) octets", "it wrote \(more) bytes")
        ) { more == 0 }
    }

    /// The cursor has left its place, and nothing else was written.
    func judgeOnlyCursorMoves() throws(Stop) {
        let before = lastMoment ?? now
        try eventually(
            expected: Bilingual("le curseur bouge", "the cursor moves"),
            happened: { Bilingual("il est resté à sa place", "it stayed in its place") },
            { () throws(Stop) in screen.image.cursor != before.screen.cursor })
        var more: Int { screen.painted - before.painted }
        try stay(
            Bilingual("seul le curseur bouge", "only the cursor moves"), for: Limits.lineAnswer,
            found: Bilingual(
                "\(more) caractères ou commandes de plus sont écrits",
                "\(more) characters or commands more were written")
        ) { more == 0 }
    }

    func judgeTerminalLeftAlone() throws(Stop) {
        settle()
        let found = screen.forbidden
        guard found != ForbiddenOctets() else { return }
        throw Stop.miss(
            expected: Bilingual("un terminal laissé tel quel", "a terminal that is left as it is"),
            happened: Bilingual(
                "souris \(found.mouseModes) fois, forme du curseur \(found.cursorShapes), couleurs \(found.paletteChanges)",
                "mouse \(found.mouseModes) times, shape of the cursor \(found.cursorShapes), colours \(found.paletteChanges)"
            ))
    }

    /// The lines that stood above the cursor stand there still. The second line is the call's own, reserved for it: what it
    /// says changes, nothing moves for it.
    func judgeAboveCursor() throws(Stop) {
        let before = (lastMoment ?? now).screen
        try stay(
            Bilingual("rien ne bouge au-dessus du curseur", "nothing moves above the cursor"), for: Limits.settling,
            found: Self.difference(before, screen.image)
        ) { Self.isStillAboveCursor(before, screen.image) }
    }

    static func isStillAboveCursor(_ before: ScreenImage, _ image: ScreenImage) -> Bool {
        (0..<max(0, image.cursor.row)).allSatisfy { row in
            row == callRow || before.lines.dropFirst(row).first == image.lines.dropFirst(row).first
        }
    }

    /// From 0 on.
    static var callRow: Int { 1 }

    /// The first thing that is not as it was.
    static func difference(_ before: ScreenImage, _ after: ScreenImage) -> Bilingual {
        let rows = 0..<max(before.lines.count, after.lines.count)
        func line(_ image: ScreenImage, _ row: Int) -> String { image.lines.dropFirst(row).first ?? "" }
        if let row = rows.first(where: { line(before, $0) != line(after, $0) }) {
            let (old, new) = (line(before, row), line(after, row))
            return Bilingual(
                "la ligne \(row + 1) était « \(old) », elle est « \(new) »",
                "line \(row + 1) was \"\(old)\", it is \"\(new)\"")
        }
        if before.cursor != after.cursor {
            let (old, new) = (before.cursor, after.cursor)
            return Bilingual(
                "le curseur est allé de la ligne \(old.row + 1), colonne \(old.column + 1), "
                    + "à la ligne \(new.row + 1), colonne \(new.column + 1)",
                "the cursor went from line \(old.row + 1), column \(old.column + 1), "
                    + "to line \(new.row + 1), column \(new.column + 1)")
        }
        if before.isCursorVisible != after.isCursorVisible {
            return after.isCursorVisible
                ? Bilingual("le curseur est apparu", "the cursor appeared")
                : Bilingual("le curseur a disparu", "the cursor disappeared")
        }
        let row = zip(before.cells, after.cells).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
        return Bilingual(
            "la ligne \(row + 1) a changé de couleur ou de forme", "line \(row + 1) changed its colour or its shape")
    }
}

import Configuration
import Glibc
import Scenarios
import Time

/// The keys of a braille display, pressed on the real BRLTTY.
extension Stage {
    /// Presses the key above a cell, and waits until BRLTTY has brought the cursor there or given up.
    func route(to cell: Int) throws(Stop) {
        guard (1...launch.brailleCells).contains(cell) else {
            throw Stop.obstacle(
                .cantTell,
                Bilingual(
                    "la plage a \(launch.brailleCells) cellules", "the braille line has \(launch.brailleCells) cells"))
        }
        // BRLTTY counts from 0, and its display made of software takes no 0.
        guard cell > 1 else {
            throw Stop.obstacle(
                .untested,
                Bilingual(
                    "l'afficheur logiciel de BRLTTY n'a pas de touche sur sa première cellule : prenez la suivante",
                    "BRLTTY's display made of software has no key on its first cell: take the next one"))
        }
        try press(braille: "route \(cell - 1)")
    }

    /// The window that the display shows goes a line down or up; the cursor stays.
    func moveBraille(down: Bool) throws(Stop) {
        let display = try brailleDisplay()
        let shown = display.shown
        try press(braille: down ? "lndn" : "lnup")
        // Where two lines are alike nothing is seen of it.
        let begun = Instant.now
        while display.shown == shown, begun.duration(to: .now) < Limits.braille { pump(.milliseconds(20)) }
    }

    private func press(braille command: String) throws(Stop) {
        let display = try brailleDisplay()
        begin()
        keysPressed += 1
        display.command(command)
        var last = screen.image
        let begun = Instant.now
        var since = begun
        while since.duration(to: .now) < Limits.routing, begun.duration(to: .now) < Self.patience {
            try Interruption.stop()
            pump(.milliseconds(20))
            if screen.image != last { (last, since) = (screen.image, .now) }
        }
    }

    /// The display, which follows the cursor from its first key on.
    private func brailleDisplay() throws(Stop) -> BRLTTYDisplay {
        if let braille { return braille }
        let place = runtime + "/braille"
        guard mkdir(place, 0o700) == 0 || errno == EEXIST else { throw Self.cannotWrite(place) }
        let display = try BRLTTYDisplay(folder: place, cells: launch.brailleCells)
        braille = display
        try eventually(
            expected: Bilingual("BRLTTY montre la ligne du curseur", "BRLTTY shows the cursor's line"),
            happened: {
                Bilingual("la plage montre « \(display.shown) »", "the line shows \"\(display.shown)\"")
            },
            { () throws(Stop) in
                let wanted = Self.plain(brailleLine)
                return !wanted.isEmpty && same(Self.plain(display.shown), wanted)
            })
        return display
    }

    /// What any image of a screen and any braille table keep.
    private static func plain(_ text: String) -> String { text.filter { $0.isASCII && $0 != "?" } }
}

import Configuration
import Scenarios
import Time

extension Stage {
    /// Of every text. Text in the terminal's own colours is its user's business (WCAG technique G148); one of two colours set
    /// without the other is a failure (F24): nobody knows on what it stands.
    func judgeContrast(_ least: Double) throws(Stop) {
        settle()
        let missing = launch.wantsTheme ? Self.missingTheme(screen.image) : nil
        if let flaw = missing ?? Self.contrastFlaw(screen.image, least) {
            throw Stop.miss(
                expected: Bilingual("un contraste d'au moins \(least)", "a contrast of at least \(least)"),
                happened: flaw)
        }
    }

    /// A theme that was chosen and is not there leaves the terminal's own colours: they prove nothing of it.
    static func missingTheme(_ image: ScreenImage) -> Bilingual? {
        guard firstColour(image) == nil else { return nil }
        return Bilingual(
            "le thème choisi n'est pas là : tout a les couleurs du terminal",
            "the chosen theme is not there: everything has the terminal's colours")
    }

    /// Nothing has come for a moment, or it comes without end.
    func settle() {
        for _ in 0..<Limits.settlingReads {
            let before = terminal?.octets ?? 0
            pass(until: .now + Limits.lineAnswer)
            if (terminal?.octets ?? 0) == before { return }
        }
    }

    static func contrastFlaw(_ image: ScreenImage, _ least: Double) -> Bilingual? {
        for (row, cells) in image.cells.enumerated() {
            for cell in cells where !cell.isBlank {
                let words = image.lines.dropFirst(row).first ?? ""
                guard (cell.look.ink == .own) == (cell.look.paper == .own) else {
                    return Bilingual(
                        "ligne \(row + 1), « \(words) » : une couleur de texte sans fond, ou un fond sans couleur de texte",
                        "line \(row + 1), \"\(words)\": a text colour without background, or a background without text colour"
                    )
                }
                guard let ratio = Contrast.ratio(cell.look.ink, cell.look.paper), ratio < least else { continue }
                let shown = (ratio * 100).rounded(.down) / 100
                return Bilingual(
                    "ligne \(row + 1), « \(words) » : contraste \(shown)",
                    "line \(row + 1), \"\(words)\": contrast \(shown)")
            }
        }
        return nil
    }

    /// What tells a state by colour alone, found in three ways:
    /// - a part of a line has another colour than the rest of it and no other sign (weight, underline, reversal);
    /// - two lines say the same in different colours, neither being the cursor's;
    /// - a line changed its colour since the block began and no word changed on the screen, the cursor's lines left out.
    ///
    /// The cursor's line may have its own colour: the cursor itself tells it. Where the agent wants no colours, each is a flaw.
    func judgeWithoutColour() throws(Stop) {
        settle()
        let unwanted = launch.hasColour ? nil : Self.firstColour(screen.image)
        if let flaw = unwanted ?? Self.colourFlaw(screen.image, before: block?.screen) {
            throw Stop.miss(
                expected: Bilingual("rien ne tient à la couleur seule", "nothing rests on colour alone"),
                happened: flaw)
        }
    }

    static func firstColour(_ image: ScreenImage) -> Bilingual? {
        let row = image.cells.firstIndex { cells in
            cells.contains { $0.look.foreground != .own || $0.look.background != .own }
        }
        return row.map { Bilingual("la ligne \($0 + 1) est colorée", "line \($0 + 1) is coloured") }
    }

    static func colourFlaw(_ image: ScreenImage, before: ScreenImage?) -> Bilingual? {
        func words(_ row: Int) -> String { image.lines.dropFirst(row).first ?? "" }
        var colours: [String: CellLook] = [:]
        for (row, cells) in image.cells.enumerated() {
            let looks = cells.filter { !$0.isBlank }.map(\.look)
            guard let first = looks.first else { continue }
            if looks.contains(where: { differsByColourAlone($0, first) }) {
                return Bilingual(
                    "ligne \(row + 1), « \(words(row)) » : une partie n'a qu'une autre couleur",
                    "line \(row + 1), \"\(words(row))\": a part differs by colour alone")
            }
            guard row != image.cursor.row else { continue }
            if let other = colours[comparable(words(row))], differsByColourAlone(first, other) {
                return Bilingual(
                    "deux lignes disent « \(words(row)) » et n'ont pas la même couleur",
                    "two lines say \"\(words(row))\" and have different colours")
            }
            colours[comparable(words(row))] = first
        }
        guard let before, before.lines == image.lines, before.cells.count == image.cells.count else { return nil }
        for (row, pair) in zip(before.cells, image.cells).enumerated() {
            guard row != before.cursor.row, row != image.cursor.row else { continue }
            let text = zip(pair.0, pair.1).filter { !$0.1.isBlank }
            if text.contains(where: { differsByColourAlone($0.0.look, $0.1.look) }) {
                return Bilingual(
                    "ligne \(row + 1), « \(words(row)) » : seule sa couleur a changé",
                    "line \(row + 1), \"\(words(row))\": only its colour changed")
            }
        }
        return nil
    }

    private static func differsByColourAlone(_ one: CellLook, _ other: CellLook) -> Bool {
        var same = one
        same.foreground = other.foreground
        same.background = other.background
        return one != other && same == other
    }
}

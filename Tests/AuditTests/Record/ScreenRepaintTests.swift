import Testing

@testable import Audit

/// A screen that is drawn anew is the screen that was.
@Suite struct ScreenRepaintTests {
    @Test(arguments: [
        "Accueil\r\n\r\nComposer", "\u{1B}[1mgras\u{1B}[0m \u{1B}[4;7mdeux\u{1B}[0m",
        "\u{1B}[38;5;226;48;5;16mjaune\u{1B}[0m fin",
        "\u{1B}[31;44mrouge\u{1B}[K\u{1B}[0m", "\u{1B}[?25lsans curseur", "漢字 et texte", "\u{1B}[5;3Hé\u{301}",
        "\u{1B}[38;2;1;2;3mexact",
    ])
    func itIsTheSame(_ drawn: String) {
        let first = VirtualScreen(columns: 30, rows: 6)
        first.feed(Array(drawn.utf8))
        let second = VirtualScreen(columns: 30, rows: 6)
        second.feed(Array("reste \u{1B}[7mancien\u{1B}[6;1Hbas".utf8))
        second.feed(ScreenRepaint.octets(first.image))
        #expect(Self.seen(second.image) == Self.seen(first.image), "\(drawn.debugDescription)")
    }

    /// A cell that was never written looks as a blank does.
    private static func seen(_ image: ScreenImage) -> ScreenImage {
        var image = image
        image.cells = image.cells.map { row in
            row.map { ScreenCell(text: $0.isBlank ? "" : $0.text, look: $0.look) }
        }
        return image
    }
}

import CallEngine
import Testing

@Suite struct TextLinesTests {
    @Test("Erasing goes back over the beginning of a line")
    func erasing() {
        var lines = TextLines()
        lines.append("un\ndeux")
        #expect(lines.lines == ["un", "deux"])
        lines.append("\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}")
        #expect(lines.lines == ["u"])
        lines.append("\u{08}\u{08}\u{08}é\u{07}\n")
        #expect(lines.lines == ["é", ""])
    }

    @Test("Lines and their number are bounded")
    func bounds() {
        var lines = TextLines()
        for _ in 0..<2_000 { lines.append("x\n") }
        lines.append(String(repeating: "y", count: 1_200))
        #expect(lines.lines.count == TextLines.most && lines.lines.allSatisfy { $0.count <= TextLines.lineCharacters })
    }

    @Test("One character with marks without end is bounded too")
    func marks() {
        var lines = TextLines()
        lines.append("e" + String(repeating: "\u{301}", count: 10_000))
        let longest = lines.lines.map(\.unicodeScalars.count).max() ?? 0
        #expect(longest <= TextLines.lineCharacters)
    }
}

import Configuration
import Scenarios

extension Stage {
    /// What the screen reader said, and what stands on the braille line.
    func judge(_ step: ReaderStep) throws(Stop) {
        switch step {
        case .says(let text, let limit):
            let since = try readerMark()
            try eventually(
                within: try left(of: limit), expected: Self.saidBy(text), happened: { readerWords(since) },
                { () throws(Stop) in readerSaid(since).contains { contains($0, text) } })
        case .saysNot(let text):
            let since = try readerMark()
            try throughout(
                Limits.settling, expected: Self.never(text), happened: { readerWords(since) },
                { () throws(Stop) in !readerSaid(since).contains { contains($0, text) } })
        case .saysNothing(let duration):
            // With a duration from the step itself on, as what is heard.
            let mark = try readerMark()
            let since = duration == nil ? mark : reader?.said.count ?? mark
            try throughout(
                duration ?? Limits.settling,
                expected: Bilingual("un lecteur d'écran qui se tait", "a silent screen reader"),
                happened: { readerWords(since) },
                { () throws(Stop) in readerSaid(since).isEmpty })
        case .count(let text, let times):
            let since = try readerMark()
            try eventually(
                expected: Bilingual("« \(text) » \(times) fois", "\"\(text)\" \(times) times"),
                happened: { readerWords(since) },
                { () throws(Stop) in readerSaid(since).count { contains($0, text) } >= times })
            try throughout(
                Limits.settling, expected: Bilingual("« \(text) » \(times) fois", "\"\(text)\" \(times) times"),
                happened: { readerWords(since) },
                { () throws(Stop) in readerSaid(since).count { contains($0, text) } == times })
        case .brailleShows(let text, let limit):
            try eventually(
                within: try left(of: limit), expected: Bilingual("« \(text) » en braille", "\"\(text)\" in braille"),
                happened: { brailleWords },
                { () throws(Stop) in contains(brailleLine, text) })
        case .brailleBegins(let text):
            try eventually(
                expected: Bilingual("une plage qui commence par « \(text) »", "a line that begins with \"\(text)\""),
                happened: { brailleWords },
                { () throws(Stop) in begins(brailleLine, with: text) })
        case .brailleHides(let text):
            letReact()
            try eventually(
                expected: Bilingual("une plage sans « \(text) »", "a line without \"\(text)\""),
                happened: { brailleWords },
                { () throws(Stop) in !contains(brailleLine, text) })
        }
    }

    // MARK: The screen reader

    /// Where the reader stood at the last act.
    private func readerMark() throws(Stop) -> Int {
        guard reader != nil else {
            throw Stop.obstacle(
                .cantTell,
                Bilingual("aucun lecteur d'écran dans ce scénario", "no screen reader in this scenario"))
        }
        return act?.readerUtterances ?? 0
    }

    private func readerSaid(_ since: Int) -> [String] {
        guard let reader else { return [] }
        return Array(reader.said.dropFirst(since))
    }

    private func readerWords(_ since: Int) -> Bilingual {
        let said = readerSaid(since).suffix(10).joined(separator: " | ")
        return said.isEmpty ? Bilingual("il n'a rien dit", "it said nothing") : Bilingual(said, said)
    }

    private static func saidBy(_ text: String) -> Bilingual {
        Bilingual("« \(text) » dit par le lecteur d'écran", "\"\(text)\" said by the screen reader")
    }

    private static func never(_ text: String) -> Bilingual {
        Bilingual("« \(text) » jamais dit par le lecteur d'écran", "\"\(text)\" never said by the screen reader")
    }

    // MARK: The braille line

    /// The part of the cursor's line that a display of so many cells shows, as BRLTTY cuts it: the window that the cursor
    /// is in.
    var brailleLine: String {
        let image = screen.image
        let cells = max(1, launch.brailleCells)
        let first = image.cursor.column / cells * cells
        return String(image.line.dropFirst(first).prefix(cells))
    }

    private var brailleWords: Bilingual {
        Bilingual("la plage montre « \(brailleLine) »", "the line shows \"\(brailleLine)\"")
    }
}

import Announcements
import Configuration
import Glibc
import Scenarios
import Time

/// The auditor's own line, which Ctrl-] opens: steps that are carried out or judged at once.
extension Recorder {
    private static let invitation = Bilingual("Étape : ", "Step: ")
    private static let explanation = Bilingual(
        "Une étape à faire ou à juger ; vide : retour ; fin : écrire le scénario",
        "A step to carry out or to judge; empty: back; end: write the script")

    /// Takes lines until the auditor goes back to the program.
    /// - Parameter typedAhead: what was typed behind the key that opened the line.
    /// - Returns: nil where the recording goes on.
    func takeLines(typedAhead: [UInt8]) throws(Stop) -> End? {
        isTypingLine = true
        defer { isTypingLine = false }
        terminal.takeLines()
        // Pastes as keys; the cursor is seen; no scroll margins (DECSTBM), below which no line would go up; then the last line.
        let rows = shownSize.rows
        terminal.write("\u{1B}[0m\u{1B}[?2004l\u{1B}[?25h\u{1B}[1;\(rows)r\u{1B}[\(rows);1H")
        tell(Self.explanation)
        invite()
        var pending = Self.lines(typedAhead)
        if !pending.isEmpty { terminal.write(PlainText.clean(String(decoding: pending, as: UTF8.self))) }
        while true {
            while let end = pending.firstIndex(of: 0x0A) {
                let line = Array(pending[..<end])
                pending = Array(pending[(end + 1)...])
                switch take(line) {
                case .back:
                    goBack()
                    return nil
                case .end: return .asked
                case .further: invite()
                }
            }
            wait()
            if let end = over() { return end }
            if let octets = typed() { pending += Self.lines(octets) }
            // No step is so long.
            if pending.count > Scenarios.Limits.lineOctets { pending.removeAll() }
        }
    }

    /// Enter that was pressed as a key is a carriage return.
    private static func lines(_ octets: [UInt8]) -> [UInt8] { octets.map { $0 == 0x0D ? 0x0A : $0 } }

    private enum Answer { case back, end, further }

    private func take(_ line: [UInt8]) -> Answer {
        var scalars = String(decoding: line, as: UTF8.self).unicodeScalars
        scalars.removeAll { $0.properties.generalCategory == .control }
        let text = Folding.trimmed(String(scalars))
        if text.isEmpty { return .back }
        if ["fin", "end"].contains(Folding.folded(text)) { return .end }
        do throws(TypedStepProblem) {
            let typed = try TypedStep(text, in: language)
            if typed.step.isJudgement { judge(typed) } else { act(typed) }
        } catch {
            tell(error.sentence)
        }
        return .further
    }

    private func act(_ typed: TypedStep) {
        if case .setUp(.programStarts) = typed.step {
            return tell(Bilingual("le programme est déjà en marche", "the program is running already"))
        }
        do {
            try carryOut(typed)
            tell(
                Bilingual(
                    "fait, écrit. Une ligne vide revient au programme.",
                    "done, written. An empty line goes back to the program."))
        } catch {
            tell(Bilingual("pas fait : \(error.reason.french)", "not done: \(error.reason.english)"))
        }
    }

    private func judge(_ typed: TypedStep) {
        do {
            if stage.launch.isAloud { try judgeAloud(typed.step) } else { try stage.carryOut(typed.step) }
            recording.judged(typed)
            tell(Bilingual("tenu, écrit.", "holds, written."))
        } catch {
            let (outcome, reason) = (error.outcome.words, error.reason)
            tell(
                Bilingual(
                    "\(outcome.french), pas écrit : \(reason.french)",
                    "\(outcome.english), not written: \(reason.english)"
                ))
        }
    }

    /// Where the program plays to the auditor nothing records it: a phrase is looked for in what it says that it said.
    private func judgeAloud(_ step: Step) throws(Stop) {
        guard case .heard(let hearing) = step else { return try stage.carryOut(step) }
        guard case .phrase(let phrase) = hearing, phrase.ear == nil, phrase.language == nil, phrase.within == nil else {
            throw Stop.obstacle(
                .untested,
                Bilingual(
                    "cela se juge sur le son enregistré : enregistrez avec --silent, ou ajoutez l'étape au fichier",
                    "this is judged from the recorded sound: record with --silent, or add the step to the file"))
        }
        let first = stage.act?.utterances ?? 0
        stage.isBlockOver = true
        try stage.eventually(
            expected: Bilingual("entendre « \(phrase.text) »", "to hear \"\(phrase.text)\""),
            happened: {
                let said = stage.transcript.lines.dropFirst(first).map(\.text).suffix(5).joined(separator: " | ")
                return said.isEmpty ? Bilingual("rien n'a été dit", "nothing was said") : Bilingual(said, said)
            },
            { () throws(Stop) in
                stage.transcript.lines.dropFirst(first).contains { line in
                    line.outcome == .finished
                        && (phrase.isPart ? contains(line.text, phrase.text) : same(line.text, phrase.text))
                }
            })
    }

    /// In rows of its own, so many that the beginning stays in sight.
    private func tell(_ sentence: Bilingual) {
        let (columns, rows) = shownSize
        for row in WrappedRows.of(PlainText.clean(sentence[language]), columns: columns, most: rows - 1) {
            terminal.write(Self.clearedRow + row + "\r\n")
        }
    }

    private func invite() { terminal.write(Self.clearedRow + Self.invitation[language]) }

    /// What the program had drawn in a row is taken away (EL).
    private static let clearedRow = "\r\u{1B}[2K"

    private var shownSize: (columns: Int, rows: Int) {
        terminal.size ?? (stage.launch.columns, max(1, stage.screen.image.lines.count))
    }

    /// The program's screen as it is by now.
    private func goBack() {
        terminal.takeKeys()
        isTypingLine = false
        if !["linux", "dumb"].contains(where: stage.launch.terminalType.hasPrefix) { terminal.write("\u{1B}[?2004h") }
        terminal.write(ScreenRepaint.octets(stage.screen.image))
    }
}

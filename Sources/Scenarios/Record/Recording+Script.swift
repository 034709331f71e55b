import Configuration

extension Recording {
    /// A line of the scenario.
    enum Line: Equatable {
        case step(WrittenStep.Role, String)
        case note(String)
    }

    /// Steps that would be written now.
    public var stepCount: Int { lines.count { if case .step = $0 { true } else { false } } }

    /// Steps that it has at most: grows with all that is recorded.
    public var mostSteps: Int { acts.reduce(2) { $0 + 4 + $1.judged.count + $1.heard.count } }

    /// Whether a script may have no more steps than these.
    public var isFull: Bool {
        // Counted only where it may be so: each sentence is read back.
        guard acts.count < Self.acts else { return true }
        return mostSteps >= Self.steps && stepCount >= Self.steps
    }

    /// Room is left for what the last act makes.
    private static let steps = Limits.steps - 15
    /// Keys without a name become notes, which are no steps.
    private static let acts = 4 * Limits.steps

    /// Whether it judges anything.
    public var judges: Bool { lines.contains { if case .step(.then, _) = $0 { true } else { false } } }

    /// The script: one feature with one scenario.
    public var script: String {
        var text = Bilingual(
            """
            # language: fr
            # Enregistré par « clairvoix audit --record ». À relire avant de s'en servir.
            Fonctionnalité: \(title)

              Scénario: \(title)

            """,
            """
            # language: en
            # Recorded by "clairvoix audit --record". To be read over before it is used.
            Feature: \(title)

              Scenario: \(title)

            """)[language]
        var last: WrittenStep.Role?
        for line in lines {
            switch line {
            case .step(let role, let sentence):
                text += "    \(role == last ? Self.and[language] : Self.keyword(role)[language]) \(sentence)\n"
                last = role
            case .note(let note): text += "    # \(note)\n"
            }
        }
        return text
    }

    private static let and = Bilingual("Et", "And")

    private static func keyword(_ role: WrittenStep.Role) -> Bilingual {
        switch role {
        case .given: Bilingual("Étant donné", "Given")
        case .when: Bilingual("Quand", "When")
        case .then: Bilingual("Alors", "Then")
        case .and: and
        }
    }

    // MARK: From acts to lines

    var lines: [Line] {
        var lines: [Line] = []
        add(.setUp(.agent(profile)), to: &lines)
        if let size { add(.setUp(.size(size)), as: .given, to: &lines) }
        let runs = runs
        for (place, run) in runs.enumerated() {
            if place > 0, let pause = pause(between: runs[place - 1], run) { add(.keys(.wait(pause)), to: &lines) }
            addDeed(of: run, to: &lines)
            addOutcome(of: run, to: &lines)
        }
        if hasEnded { add(.kept(.ended(code: 0)), to: &lines) }
        return lines
    }

    /// Acts that one step says: letters in a field, a key pressed again at once.
    private var runs: [ArraySlice<Act>] {
        var runs: [ArraySlice<Act>] = []
        for place in acts.indices {
            if let last = runs.last, goesOn(last, acts[place]) {
                runs[runs.count - 1] = acts[last.startIndex...place]
            } else {
                runs.append(acts[place...place])
            }
        }
        return runs
    }

    private func goesOn(_ run: ArraySlice<Act>, _ next: Act) -> Bool {
        guard let first = run.first, let last = run.last, last.judged.isEmpty, run.count < Self.runLength else {
            return false
        }
        let gap = next.time - last.time
        if Self.letter(last) != nil, Self.letter(next) != nil {
            let isQuick = gap < .milliseconds(150)
            return (isQuick || Self.isText(last)) && (isQuick || Self.isText(next))
        }
        guard case .key(.named) = first.deed, first.deed == next.deed, gap < .milliseconds(400) else { return false }
        return last.heard.isEmpty && last.late.isEmpty
    }

    /// Letters that one step types.
    private static let runLength = 200

    /// What a key writes in a field.
    private static func letter(_ act: Act) -> Character? {
        switch act.deed {
        case .key(.character(let character)): character
        case .key(.named(.space)): " "
        default: nil
        }
    }

    /// Whether the program took the key as text.
    private static func isText(_ act: Act) -> Bool {
        guard let before = act.before, let after = act.after else { return false }
        return after.isTyped(after: before)
    }

    /// The time that the auditor took for a key where no judgement would take it: some keys do another thing when they come sooner.
    private func pause(between run: ArraySlice<Act>, _ next: ArraySlice<Act>) -> Duration? {
        guard let last = run.last, last.deed != .start, let act = next.first else { return nil }
        switch act.deed {
        case .key(.named(.up)), .key(.named(.down)), .key(.named(.left)), .key(.named(.right)), .key(.named(.home)),
            .key(.named(.end)), .key(.named(.pageUp)), .key(.named(.pageDown)), .sentence, .start:
            return nil
        case .key, .paste, .unnamed: break
        }
        let isHeard = profile != .deafblind && last.heard.contains { sentence(.heard($0)) != nil }
        let gap = act.time - last.time
        guard !isHeard, gap >= .milliseconds(400) else { return nil }
        let parts = gap.components
        let tenths = parts.seconds * 10 + parts.attoseconds / 100_000_000_000_000_000 + 1
        return .milliseconds(min(tenths, 30) * 100)
    }

    private func addDeed(of run: ArraySlice<Act>, to lines: inout [Line]) {
        guard let act = run.first else { return }
        switch act.deed {
        case .start: break
        case .sentence(let typed): lines.append(.step(typed.step.role, typed.text))
        case .paste(let text): add(.keys(.paste(text)), orNote: Self.untold, to: &lines)
        case .unnamed:
            lines.append(
                .note(
                    Bilingual(
                        "ici une touche qui n'a pas de nom dans les scénarios",
                        "here a key that scenarios have no name for")[
                            language]))
        case .key(let key):
            let text = String(run.compactMap(Self.letter))
            if run.count > 1, text.count == run.count {
                add(.keys(.type(text, apart: nil)), orNote: Self.untold, to: &lines)
            } else {
                add(.keys(.press(key, count: run.count, apart: nil)), orNote: Self.untold, to: &lines)
            }
        }
    }

    private static let untold = Bilingual(
        "ici un texte qui ne s'écrit pas dans une étape", "here a text that no step can say")

    private func addOutcome(of run: ArraySlice<Act>, to lines: inout [Line]) {
        guard let last = run.last else { return }
        for typed in last.judged { lines.append(.step(.then, typed.text)) }
        if profile != .deafblind {
            for step in last.heard where !last.judged.contains(where: { $0.step == .heard(step) }) {
                add(.heard(step), to: &lines)
            }
            for late in last.late {
                let (shown, seconds) = (ShownText.quoted(late.text), late.seconds)
                lines.append(
                    .note(
                        Bilingual(
                            "\(seconds) s plus tard : \(shown.french)", "\(seconds) s later: \(shown.english)")[
                                language]
                    ))
            }
        }
        guard let before = run.first?.before, let after = last.after else { return }
        let isOtherPage = after.title != before.title
        if isOtherPage, let steady = SteadyText(of: after.title), steady.isWhole {
            addUnlessJudged(.screen(.page(after.title)), last, to: &lines)
        }
        guard isOtherPage || after.cursorText != before.cursorText else { return }
        guard let steady = SteadyText(of: after.cursorText), steady.text.count <= Self.shownLength else { return }
        addUnlessJudged(.screen(.cursorOn(steady.text)), last, to: &lines)
    }

    /// Of a text under the cursor: what is longer is no line of a list.
    private static let shownLength = 300

    private func addUnlessJudged(_ step: Step, _ act: Act, to lines: inout [Line]) {
        if !act.judged.contains(where: { $0.step == step }) { add(step, to: &lines) }
    }

    private func sentence(_ step: Step) -> String? { StepSentence.of(step, in: language) }

    private func add(
        _ step: Step, as role: WrittenStep.Role? = nil, orNote note: Bilingual? = nil, to lines: inout [Line]
    ) {
        if let sentence = sentence(step) {
            lines.append(.step(role ?? step.role, sentence))
        } else if let note {
            lines.append(.note(note[language]))
        }
    }
}

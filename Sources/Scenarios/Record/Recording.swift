import Configuration

/// What an auditor did with the program and what came of it, which becomes a scenario. Times count from the recording's start.
public struct Recording: Sendable, Equatable {
    /// Something that was done.
    public enum Deed: Sendable, Equatable {
        /// The program was started.
        case start
        case key(Key)
        case paste(String)
        /// A step that was typed as a sentence.
        case sentence(TypedStep)
        /// A key that scenarios have no name for.
        case unnamed
    }

    /// A deed and what came of it before the next.
    struct Act: Sendable, Equatable {
        var deed: Deed
        var time: Duration
        /// Judgements that the auditor typed and that held.
        var judged: [TypedStep] = []
        /// What was said and heard whole, and words of earcons, in their order.
        var heard: [HearingStep] = []
        /// What was heard so late that no judgement waits for it.
        var late: [Late] = []
        var before: Sight?
        var after: Sight?
    }

    /// Something that was heard long after what it came of.
    struct Late: Sendable, Equatable {
        var text: String
        var seconds: Int64
    }

    let profile: AgentProfile
    let language: SettingLanguage
    let title: String
    let size: TerminalSize?
    private(set) var acts = [Act(deed: .start, time: .zero)]
    /// The program was left by its own way.
    public internal(set) var hasEnded = false

    /// - Parameters:
    ///   - title: of the feature and its scenario.
    ///   - columns: of the terminal; a scenario says so where it is another one than its own.
    public init(_ profile: AgentProfile, language: SettingLanguage, title: String, columns: Int, rows: Int) {
        self.profile = profile
        self.language = language
        let shown = ShownText.quoted(title)[.english].dropFirst().dropLast()
        let trimmed = Folding.trimmed(shown)
        self.title = trimmed.isEmpty ? Bilingual("Enregistrement", "Recording")[language] : trimmed
        let isUsual = columns == 80 && rows == 25
        size = isUsual ? nil : try? TerminalSize(columns, rows)
    }

    /// Nothing was done or judged.
    public var isEmpty: Bool { acts.count == 1 && acts.allSatisfy { $0.judged.isEmpty } }

    /// Keys that scenarios have no name for.
    public var unnamedKeys: Int { acts.count { $0.deed == .unnamed } }

    /// Something is done.
    public mutating func act(_ deed: Deed, at time: Duration) { acts.append(Act(deed: deed, time: time)) }

    /// A judgement that was typed holds.
    public mutating func judged(_ step: TypedStep) {
        guard let last = acts.indices.last, !acts[last].judged.contains(step) else { return }
        acts[last].judged.append(step)
    }

    /// Something was said and heard whole.
    /// - Parameters:
    ///   - isSignal: the text is the word of an earcon.
    ///   - time: when it began: it comes of the last thing that was done before.
    public mutating func heard(_ text: String, isSignal: Bool, at time: Duration) {
        guard let place = acts.lastIndex(where: { $0.time <= time }), acts[place].deed != .start else { return }
        let late = time - acts[place].time
        guard late < Self.patience else {
            acts[place].late.append(Late(text: text, seconds: late.components.seconds))
            return
        }
        let step: HearingStep
        if isSignal {
            step = .earcon(text)
        } else {
            guard let steady = SteadyText(of: text) else { return }
            step = .phrase(
                HeardPhrase(text: steady.text, isPart: !steady.isWhole, ear: nil, language: nil, within: nil))
        }
        if !acts[place].heard.contains(step) { acts[place].heard.append(step) }
    }

    /// How late after an act something may begin and be waited for: a judgement waits for ten seconds, to its end.
    static let patience = Duration.seconds(8)

    /// What was seen when the last act was done and what is seen now, before the next one.
    /// - Parameter isStill: nothing has been drawn for a moment.
    public mutating func saw(_ before: Sight, then after: Sight, isStill: Bool) {
        guard let last = acts.indices.last, acts[last].deed != .start else { return }
        let isTyped = after.isTyped(after: before)
        acts[last].before = before
        acts[last].after = isStill || isTyped ? after : nil
    }

    /// The program was left by its own way.
    public mutating func ended() { hasEnded = acts.last?.deed != .unnamed }
}

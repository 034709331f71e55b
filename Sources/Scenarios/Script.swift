import Configuration

/// A script that was read and understood as far as it can be, without running anything.
public struct Script: Sendable, Equatable {
    /// A scenario whose steps are understood.
    public struct Scenario: Sendable, Equatable {
        public var name: String
        /// Where its title stands, or the row of examples.
        public var line: Int
        /// Without `@`.
        public var tags: [String]
        public var steps: [UnderstoodStep]
    }

    /// A step with the place where it was written.
    public struct UnderstoodStep: Sendable, Equatable {
        public var line: Int
        public var text: String
        /// The kind's stable name.
        public var kind: String
        public var step: Step
    }

    public var language: SettingLanguage
    public var name: String
    /// To be run only where there are no problems.
    public var scenarios: [Scenario]
    /// By line.
    public var problems: [ScriptProblem]

    /// - Parameter octets: the script; anything at all is answered with problems, never with a trap.
    public init(reading octets: [UInt8]) {
        let (feature, found) = FeatureReader.read(octets)
        language = feature.language
        name = feature.name
        scenarios = []
        problems = found
        var understanding = Understanding(vocabulary: .of(feature.language), problems: ProblemList())
        for written in feature.scenarios {
            scenarios.append(understanding.scenario(written))
        }
        let all = (problems + understanding.problems.all).enumerated()
        problems = all.sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }
}

/// Turns sentences into steps; what is said twice is understood once.
private struct Understanding {
    let vocabulary: Vocabulary
    var problems: ProblemList
    private var known: [String: Script.UnderstoodStep] = [:]
    private var unknownLines: Set<Int> = []
    /// Lines with their problem: an outline's rows do not tell it again.
    private var told: Set<String> = []

    init(vocabulary: Vocabulary, problems: ProblemList) {
        self.vocabulary = vocabulary
        self.problems = problems
    }

    mutating func scenario(_ written: WrittenScenario) -> Script.Scenario {
        var steps: [Script.UnderstoodStep] = []
        for step in written.steps where !problems.isFull {
            if let understood = understand(step) { steps.append(understood) }
        }
        return Script.Scenario(name: written.name, line: written.line, tags: written.tags, steps: steps)
    }

    private mutating func understand(_ written: WrittenStep) -> Script.UnderstoodStep? {
        let isPlain = written.attachment == .none
        if isPlain, var before = known[written.text] {
            before.line = written.line
            return before
        }
        let tokens: [Token]
        do { tokens = try Sentence(written.text).tokens } catch {
            tell(written, error.sentence)
            return nil
        }
        let shown = ShownText.quoted(written.text)
        switch vocabulary.match(tokens, written.attachment) {
        case .step(let kind, let step):
            let understood = Script.UnderstoodStep(line: written.line, text: written.text, kind: kind.id, step: step)
            if isPlain { known[written.text] = understood }
            return understood
        case .wrong(_, let reason):
            tell(
                written,
                Bilingual("\(shown.french) : \(reason.french)", "\(shown.english): \(reason.english)"))
        case .ambiguous(let kinds):
            let names = kinds.map(\.id).joined(separator: ", ")
            tell(
                written,
                Bilingual("étape à double sens \(shown.french) : \(names)", "ambiguous step \(shown.english): \(names)")
            )
        case .unknown:
            // The rows of an outline differ in their values alone.
            guard unknownLines.insert(written.line).inserted else { return nil }
            let near = vocabulary.nearest(to: tokens).joined(separator: " | ")
            tell(
                written,
                Bilingual(
                    "étape inconnue \(shown.french) ; les plus proches : \(near)",
                    "unknown step \(shown.english); the nearest: \(near)"))
        }
        return nil
    }

    private static func place(_ written: WrittenStep) -> String { "\(written.line) \(written.text)" }

    private mutating func tell(_ written: WrittenStep, _ sentence: Bilingual) {
        guard told.insert(Self.place(written)).inserted else { return }
        problems.tell(written.line, sentence)
    }
}

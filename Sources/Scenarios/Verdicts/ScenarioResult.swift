import Configuration

/// What came of one step.
public struct StepResult: Sendable, Equatable {
    public var line: Int
    /// As it is written in the script.
    public var text: String
    /// The kind's stable name (`StepKind.id`).
    public var kind: String
    public var outcome: Outcome
    /// Where it did not pass: what was expected and what happened, or why it could not be judged.
    public var reason: Bilingual?
    /// From the start of the scenario to the end of the step.
    public var milliseconds: Int

    public init(line: Int, text: String, kind: String, outcome: Outcome, reason: Bilingual?, milliseconds: Int) {
        self.line = line
        self.text = text
        self.kind = kind
        self.outcome = outcome
        self.reason = reason
        self.milliseconds = milliseconds
    }
}

/// What a task cost the agent.
public struct Effort: Sendable, Equatable {
    public var keys: Int
    public var milliseconds: Int
    /// Words of the voice that were heard.
    public var words: Int

    public init(keys: Int = 0, milliseconds: Int = 0, words: Int = 0) {
        self.keys = keys
        self.milliseconds = milliseconds
        self.words = words
    }
}

/// What came of one scenario.
public struct ScenarioResult: Sendable, Equatable {
    /// The script, by the path that was given on the command line or found below it.
    public var file: String
    /// The title of the feature.
    public var feature: String
    public var name: String
    public var line: Int
    public var language: SettingLanguage
    /// Without `@`.
    public var tags: [String]
    /// Up to the first that did not pass; the rest were not run.
    public var steps: [StepResult]
    public var effort: Effort
    /// Where the evidence lies, below the folder of reports; nil where none is kept.
    public var evidence: String?
    /// How often it was run before and did not pass while the computer was late.
    public var repeats = 0

    public init(
        file: String, feature: String, name: String, line: Int, language: SettingLanguage, tags: [String],
        steps: [StepResult], effort: Effort = Effort(), evidence: String? = nil
    ) {
        self.file = file
        self.feature = feature
        self.name = name
        self.line = line
        self.language = language
        self.tags = tags
        self.steps = steps
        self.effort = effort
        self.evidence = evidence
    }

    /// Passed where every step passed; a scenario without a step is untested.
    public var outcome: Outcome { Outcome.together(steps.map(\.outcome)) }

    /// The same where its failure proves nothing: for the reason it is to be checked.
    public func unproved(_ reason: Bilingual) -> ScenarioResult {
        var result = self
        for index in result.steps.indices where result.steps[index].outcome == .failed {
            result.steps[index].outcome = .cantTell
            result.steps[index].reason = reason
        }
        return result
    }

    /// The step that decided where it did not pass.
    public var deciding: StepResult? { outcome == .passed ? nil : steps.first { $0.outcome == outcome } }
}

/// What came of one run.
public struct AuditResult: Sendable, Equatable {
    /// The version of the program that was judged, as `--version` says it.
    public var programVersion: String
    /// Seconds since 1970 (UTC).
    public var startedAt: Int
    /// In the order of the scripts, whatever order they were run in.
    public var scenarios: [ScenarioResult]

    public init(programVersion: String, startedAt: Int, scenarios: [ScenarioResult]) {
        self.programVersion = programVersion
        self.startedAt = startedAt
        self.scenarios = scenarios
    }
}

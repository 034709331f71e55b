import Configuration

/// One kind of step: how it is said in both languages, what it does, and examples that are tests.
public struct StepKind: Sendable {
    /// What must stand below the step.
    public enum Below: Sendable, Equatable { case nothing, text, table }

    /// Stable, for reports: the area and a name.
    public var id: String
    /// See `PatternReader` for their form.
    public var patterns: (french: [String], english: [String])
    public var below: Below
    public var help: Bilingual
    /// At least one; each is matched by this kind alone.
    public var examples: [Bilingual]
    var build: @Sendable (Arguments) throws(ArgumentProblem) -> Step

    init(
        _ id: String, fr: String..., en: String..., below: Below = .nothing, help: Bilingual, examples: Bilingual...,
        build: @escaping @Sendable (Arguments) throws(ArgumentProblem) -> Step
    ) {
        self.id = id
        self.patterns = (fr, en)
        self.below = below
        self.help = help
        self.examples = examples
        self.build = build
    }

    /// How it is said in a language.
    public func patterns(_ language: SettingLanguage) -> [String] {
        switch language {
        case .french: patterns.french
        case .english: patterns.english
        }
    }
}

import Configuration

/// A script as it is written, its outlines filled in; its sentences are not yet understood.
public struct Feature: Sendable, Equatable {
    /// The language of its keywords and sentences.
    public var language: SettingLanguage
    public var name: String
    public var scenarios: [WrittenScenario]
}

/// One scenario, or one row of an outline's examples.
public struct WrittenScenario: Sendable, Equatable {
    public var name: String
    /// Where its title stands, or the row of examples.
    public var line: Int
    /// Without `@`, those of the feature first.
    public var tags: [String]
    /// Those of the background first.
    public var steps: [WrittenStep]
}

/// A sentence of a script.
public struct WrittenStep: Sendable, Equatable {
    /// What the keyword makes of it; "and" goes on with what was before.
    public enum Role: Sendable, Equatable { case given, when, then, and }

    public var role: Role
    /// Without its keyword.
    public var text: String
    public var line: Int
    public var attachment: Attachment

    /// What stands below a step.
    public enum Attachment: Sendable, Equatable {
        case none
        /// A text between lines of `"""`.
        case text(String)
        /// Rows of cells, all of one width.
        case table([[String]])
    }
}

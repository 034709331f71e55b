import Configuration

/// One thing that is asked of the program: a clause of EN 301 549, a need of its users, a goal, or a rule of this project.
public struct Requirement: Sendable, Equatable {
    /// Who asks.
    public enum Source: String, Sendable, Equatable, CaseIterable {
        case standard, need, goal, rule, keysAndVoice
    }

    /// Whether it can be judged here.
    public enum Applicability: Sendable, Equatable {
        case applies
        case inapplicable(Bilingual)
        /// No machine can judge it, or not it alone: a person does, for the reason.
        case manual(Bilingual)
    }

    public var source: Source
    /// What scripts write after `@`: `EN-6.2.1.2`, `EN41-6.2.5`, `A7`.
    public var tag: String
    /// The clause's number in EN 301 549 V3.2.1; nil where V4.1 alone has the clause, or where it is no clause.
    public var number: String?
    /// The clause's number in V4.1 where it is another one, or where V4.1 alone has the clause.
    public var laterNumber: String?
    public var title: Bilingual
    public var applicability: Applicability

    /// As reports head it: the clause with its edition, else the tag.
    public var label: String {
        if let number { return laterNumber.map { "\(number) (V4.1 \($0))" } ?? number }
        return laterNumber.map { "V4.1 \($0)" } ?? tag
    }

    /// A clause that V3.2.1 has.
    static func clause(
        _ number: String, later: String? = nil, _ french: String, _ english: String, _ how: Applicability = .applies
    ) -> Requirement {
        Requirement(
            source: .standard, tag: "EN-" + number, number: number, laterNumber: later,
            title: Bilingual(french, english), applicability: how)
    }

    /// A clause that V4.1 alone has under this number.
    static func later(
        _ number: String, _ french: String, _ english: String, _ how: Applicability = .applies
    ) -> Requirement {
        Requirement(
            source: .standard, tag: "EN41-" + number, number: nil, laterNumber: number,
            title: Bilingual(french, english), applicability: how)
    }

    static func own(
        _ source: Source, _ tag: String, _ french: String, _ english: String, _ how: Applicability = .applies
    ) -> Requirement {
        Requirement(
            source: source, tag: tag, number: nil, laterNumber: nil, title: Bilingual(french, english),
            applicability: how)
    }
}

extension Requirement.Source {
    public var title: Bilingual {
        switch self {
        case .standard: Bilingual("Norme EN 301 549", "Standard EN 301 549")
        case .need: Bilingual("Besoins des agents", "Needs of the agents")
        case .goal: Bilingual("Objectifs", "Goals")
        case .rule: Bilingual("Règles de l'écran", "Rules of the screen")
        case .keysAndVoice: Bilingual("Touches et voix", "Keys and voice")
        }
    }
}

import Configuration

/// What came of a step, a scenario or a clause, by the names of EARL 1.0 §2.7.
public enum Outcome: String, Sendable, Equatable, CaseIterable {
    case failed
    /// Something could not be decided by a machine, or the judge itself went wrong.
    case cantTell
    /// What the step needs is not there: a screen reader, a sound card.
    case untested
    case inapplicable
    case passed

    /// As reports name it.
    public var words: Bilingual {
        switch self {
        case .passed: Bilingual("conforme", "pass")
        case .failed: Bilingual("non conforme", "fail")
        case .cantTell: Bilingual("à vérifier", "to be checked")
        case .untested: Bilingual("non testé", "not tested")
        case .inapplicable: Bilingual("non applicable", "not applicable")
        }
    }

    /// The verdict on what several say together: the worst, and nothing at all is untested.
    public static func together(_ outcomes: some Sequence<Outcome>) -> Outcome {
        let found = Set(outcomes)
        return allCases.first { found.contains($0) } ?? .untested
    }
}

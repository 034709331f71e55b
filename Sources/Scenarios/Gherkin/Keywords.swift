import Configuration

/// The words of Gherkin in both languages, compared without capitals and accents.
enum Keywords {
    enum Section: Sendable, Equatable { case feature, background, scenario, outline, examples }

    /// The section that a line opens, and its title; nil where it opens none.
    static func section(_ line: String, in language: SettingLanguage) -> (Section, title: String)? {
        guard let colon = line.unicodeScalars.firstIndex(of: ":") else { return nil }
        let head = Folding.folded(Folding.trimmed(line[..<colon]))
        guard let section = sections(language)[head] else { return nil }
        return (section, Folding.trimmed(line[line.unicodeScalars.index(after: colon)...]))
    }

    private static func sections(_ language: SettingLanguage) -> [String: Section] {
        switch language {
        case .french:
            [
                "fonctionnalite": .feature, "contexte": .background, "scenario": .scenario, "exemple": .scenario,
                "plan du scenario": .outline, "plan de scenario": .outline, "exemples": .examples,
            ]
        case .english:
            [
                "feature": .feature, "background": .background, "scenario": .scenario, "example": .scenario,
                "scenario outline": .outline, "scenario template": .outline, "examples": .examples,
                "scenarios": .examples,
            ]
        }
    }

    /// The role of a step and how many tokens its keyword takes; nil where the line is no step.
    static func step(_ tokens: [Token], in language: SettingLanguage) -> (WrittenStep.Role, count: Int)? {
        let words = tokens.prefix(3).map { $0.kind == .word ? $0.text : "" }
        guard let first = words.first else { return nil }
        let second = words.count > 1 ? words[1] : ""
        var found: (WrittenStep.Role, Int)?
        switch language {
        case .french:
            if first == "etant", ["donne", "donnee", "donnes", "donnees"].contains(second) {
                found = (.given, 2)
            } else {
                found = french[first].map { ($0, 1) }
            }
        case .english:
            found = english[first].map { ($0, 1) }
        }
        guard let (role, length) = found else { return nil }
        var count = length
        if count < words.count, ["que", "qu'", "that"].contains(words[count]) { count += 1 }
        return (role, count)
    }

    private static let french: [String: WrittenStep.Role] = [
        "*": .and, "soit": .given, "soient": .given, "sachant": .given, "quand": .when, "lorsque": .when,
        "lorsqu'": .when, "alors": .then, "donc": .then, "et": .and, "mais": .and,
    ]
    private static let english: [String: WrittenStep.Role] = [
        "*": .and, "given": .given, "when": .when, "then": .then, "and": .and, "but": .and,
    ]
}

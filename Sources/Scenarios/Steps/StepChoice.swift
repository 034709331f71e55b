import Configuration

/// One of a few things that a step names; its words are data.
public protocol StepChoice: RawRepresentable<String>, CaseIterable, Sendable {
    /// The words for it, as patterns; the first is the one that the manual shows.
    func words(_ language: SettingLanguage) -> [String]
}

/// A choice without its type: what patterns and the manual need of it.
struct ChoiceSet: Sendable {
    struct Choice: Sendable {
        var value: String
        var french: [String]
        var english: [String]

        func words(_ language: SettingLanguage) -> [String] {
            switch language {
            case .french: french
            case .english: english
            }
        }
    }
    var choices: [Choice]

    init<T: StepChoice>(_ type: T.Type) {
        choices = type.allCases.map {
            Choice(value: $0.rawValue, french: $0.words(.french), english: $0.words(.english))
        }
    }
}

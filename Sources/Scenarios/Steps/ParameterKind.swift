import Configuration

/// What a place in a pattern takes.
enum ParameterKind: String, Sendable, CaseIterable {
    case text, peer, number, duration, level, percent, size, key
    // Choices.
    case ear, language, profile, reader, direction, method, outcome, callState, behaviour, microphone, presence, bound
    case burst, act

    /// The choices; nil where it is no choice.
    var choices: ChoiceSet? {
        switch self {
        case .text, .peer, .number, .duration, .level, .percent, .size, .key: nil
        case .ear: ChoiceSet(Ear.self)
        case .language: ChoiceSet(SettingLanguage.self)
        case .profile: ChoiceSet(AgentProfile.self)
        case .reader: ChoiceSet(ScreenReader.self)
        case .direction: ChoiceSet(SoundDirection.self)
        case .method: ChoiceSet(RequestMethod.self)
        case .outcome: ChoiceSet(CallOutcome.self)
        case .callState: ChoiceSet(CallState.self)
        case .behaviour: ChoiceSet(PeerBehaviour.self)
        case .microphone: ChoiceSet(MicrophoneSource.self)
        case .presence: ChoiceSet(Presence.self)
        case .bound: ChoiceSet(Bound.self)
        case .burst: ChoiceSet(SoundShape.self)
        case .act: ChoiceSet(AgentAct.self)
        }
    }

    /// Every sequence of tokens that it takes, with the value where the words decide it.
    struct Form: Sendable, Hashable {
        var predicates: [Predicate]
        /// The value of a choice, a key's name or a number word; nil where the tokens say it.
        var value: String?
    }

    func forms(_ language: SettingLanguage) -> [Form] {
        switch language {
        case .french: Self.french[self] ?? []
        case .english: Self.english[self] ?? []
        }
    }

    private static let french = allForms(.french)
    private static let english = allForms(.english)

    private static func allForms(_ language: SettingLanguage) -> [ParameterKind: [Form]] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.madeForms(language)) })
    }

    private func madeForms(_ language: SettingLanguage) -> [Form] {
        let numbers = [Form(predicates: [.number])]
        switch self {
        case .text: return [Form(predicates: [.quoted])]
        case .peer: return [Form(predicates: [.quoted]), Form(predicates: [.name])]
        case .number:
            return numbers
                + Self.numberWords(language).map { Form(predicates: [.word($0.0)], value: String($0.1)) }
        case .duration:
            return Self.units(language).map { Form(predicates: [.number, .word($0.0)], value: String($0.1)) }
        case .level: return ["db", "dbfs"].map { Form(predicates: [.number, .word($0)]) }
        case .percent:
            let words = language == .french ? ["pour", "cent"] : ["percent"]
            return [[Predicate.word("%")], words.map(Predicate.word)].map { Form(predicates: [.number] + $0) }
        case .size:
            return ["x", "sur", "by"].map { Form(predicates: [.number, .word($0), .number]) }
        case .key: return Self.keys(language)
        case .ear, .language, .profile, .reader, .direction, .method, .outcome, .callState, .behaviour, .microphone,
            .presence, .bound, .burst, .act:
            return (choices?.choices ?? []).flatMap { choice in
                choice.words(language).map { Form(predicates: Self.words($0), value: choice.value) }
            }
        }
    }

    static func words(_ text: String) -> [Predicate] {
        ((try? Sentence(text))?.tokens ?? []).map { .word($0.text) }
    }

    private static func keys(_ language: SettingLanguage) -> [Form] {
        let functions = (1...12).map { Form(predicates: [.word("f\($0)")], value: "F\($0)") }
        let named = Key.Named.allCases.flatMap { key in
            key.names(language).map { Form(predicates: words($0), value: $0) }
        }
        return [Form(predicates: [.quoted]), Form(predicates: [.single])] + functions + named
    }

    private static func numberWords(_ language: SettingLanguage) -> [(String, Int)] {
        switch language {
        case .french:
            [("un", 1), ("une", 1), ("deux", 2), ("trois", 3), ("quatre", 4), ("cinq", 5), ("six", 6), ("dix", 10)]
        case .english:
            [
                ("once", 1), ("twice", 2), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6),
                ("ten", 10),
            ]
        }
    }

    /// Milliseconds of each unit.
    private static func units(_ language: SettingLanguage) -> [(String, Int)] {
        let signs = [("ms", 1), ("s", 1_000), ("min", 60_000)]
        switch language {
        case .french:
            return signs + [
                ("milliseconde", 1), ("millisecondes", 1), ("seconde", 1_000), ("secondes", 1_000), ("minute", 60_000),
                ("minutes", 60_000),
            ]
        case .english:
            return signs + [
                ("millisecond", 1), ("milliseconds", 1), ("second", 1_000), ("seconds", 1_000), ("minute", 60_000),
                ("minutes", 60_000),
            ]
        }
    }
}

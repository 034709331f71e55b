import Configuration
import Testing

@testable import Scenarios

/// The table of steps: every pattern can be read, every example is its own step's, no sentence has two meanings.
@Suite struct VocabularyTests {
    @Test(arguments: SettingLanguage.allCases) func theTableHasNoFaults(language: SettingLanguage) {
        let vocabulary = Vocabulary.of(language)
        #expect(vocabulary.faults.isEmpty, "\(vocabulary.faults)")
        #expect(Set(StepKind.all.map(\.id)).count == StepKind.all.count)
        #expect(StepKind.all.count >= 100)
        #expect(StepKind.all.allSatisfy { !$0.examples.isEmpty })
    }

    @Test(arguments: SettingLanguage.allCases) func everyExampleIsItsOwnStep(language: SettingLanguage) throws {
        let vocabulary = Vocabulary.of(language)
        for kind in StepKind.all {
            for example in kind.examples {
                let sentence = example[language]
                let tokens = try Sentence(sentence).tokens
                guard case .step(let found, _) = vocabulary.match(tokens, Self.attachment(kind)) else {
                    Issue.record("\(kind.id): \(sentence) is no step")
                    continue
                }
                #expect(found.id == kind.id, "\(sentence)")
            }
        }
    }

    /// An example means the same in both languages, but for words that are names and phrases.
    @Test func bothLanguagesMakeTheSameKindOfStep() throws {
        for kind in StepKind.all {
            for example in kind.examples {
                let french = try Sentence(example.french).tokens.filter { $0.kind == .quoted }.count
                let english = try Sentence(example.english).tokens.filter { $0.kind == .quoted }.count
                #expect(french == english, "\(example)")
            }
        }
    }

    @Test(arguments: SettingLanguage.allCases) func noSentenceHasTwoMeanings(language: SettingLanguage) {
        let ambiguities = Vocabulary.of(language).ambiguities()
        #expect(ambiguities.isEmpty, "\(ambiguities)")
    }

    /// The look for two meanings can fail: a name may be the word of another row, a number may be one letter.
    @Test(arguments: [
        ("{peer:peer} appelle", "dupont appelle"), ("j'attends {count:number} fois", "j'attends 3 fois"),
        ("(bien) {text:text} (dans {ear:ear})", "{text:text} dans l'oreille gauche"),
        ("la touche {key:key}", "la touche {count:number}"), ("[un|deux] appels", "{count:number} appels"),
    ])
    func anAmbiguousTableIsSeen(_ first: String, _ second: String) {
        func kind(_ id: String, _ pattern: String) -> StepKind {
            StepKind(
                id, fr: pattern, en: pattern, help: Bilingual("", ""), examples: Bilingual(pattern, pattern)
            ) { _ in .kept(.running) }
        }
        let table = Vocabulary(.french, [kind("a", first), kind("b", second)])
        #expect(table.faults.isEmpty)
        #expect(table.ambiguities() == ["a and b"])
        let plain = Vocabulary(.french, [kind("a", first), kind("b", "rien de tel")])
        #expect(plain.ambiguities().isEmpty)
    }

    @Test(arguments: ["(open", "[a|b", "a)", "{x:nothing}", "", "(a)"])
    func aPatternThatCannotBeReadIsAFault(_ pattern: String) {
        #expect(throws: PatternReader.Fault.self) { try PatternReader.read(pattern) }
    }

    static func attachment(_ kind: StepKind) -> WrittenStep.Attachment {
        switch kind.below {
        case .nothing: .none
        case .text: .text("line")
        case .table: .table([["one"], ["two"]])
        }
    }
}

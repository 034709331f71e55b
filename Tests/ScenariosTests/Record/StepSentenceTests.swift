import Configuration
import Testing

@testable import Scenarios

/// What a recording writes is what a script's reader understands.
@Suite struct StepSentenceTests {
    private static let keys: [Key] =
        (1...12).map { .function($0) } + Key.Named.allCases.map { .named($0) }
        + ["d", "à", "²", "`", "7", "«", "»", "\"", "'", "’", "#", "|", "€"].map { .character($0) }

    @Test(arguments: SettingLanguage.allCases) func everyKeyReadsBack(language: SettingLanguage) throws {
        for key in Self.keys {
            for count in [1, 3] {
                let step = Step.keys(.press(key, count: count, apart: nil))
                let sentence = try #require(StepSentence.of(step, in: language), "\(key)")
                #expect(try TypedStep(sentence, in: language).step == step, "\(sentence)")
            }
        }
    }

    @Test(arguments: SettingLanguage.allCases) func everyOtherStepReadsBack(language: SettingLanguage) throws {
        let texts = ["Dupont", "un « mot » cité", "\"mot\"", " bords ", "Décroché, F4 ou d", "l’appel", "a|b # c"]
        var steps = texts.flatMap { text -> [Step] in
            [
                .keys(.type(text, apart: nil)), .keys(.paste(text)), .heard(.earcon(text)), .screen(.cursorOn(text)),
                .screen(.page(text)), Self.phrase(text, isPart: false), Self.phrase(text, isPart: true),
            ]
        }
        steps += AgentProfile.allCases.map { .setUp(.agent($0)) }
        steps += [
            .setUp(.size(try TerminalSize(100, 30))), .keys(.wait(.milliseconds(1_200))), .kept(.ended(code: 0)),
        ]
        for step in steps {
            let sentence = try #require(StepSentence.of(step, in: language), "\(step)")
            #expect(try TypedStep(sentence, in: language).step == step, "\(sentence)")
        }
    }

    /// No sentence is better than one that says something else.
    @Test func whatNoSentenceSaysHasNone() {
        for text in ["", "deux\nlignes", "« » \" \u{201D}"] {
            #expect(StepSentence.of(.keys(.type(text, apart: nil)), in: .french) == nil, "\(text)")
        }
        #expect(StepSentence.of(.keys(.route(cell: 1)), in: .french) == nil)
    }

    private static func phrase(_ text: String, isPart: Bool) -> Step {
        .heard(.phrase(HeardPhrase(text: text, isPart: isPart, ear: nil, language: nil, within: nil)))
    }
}

@Suite struct TypedStepTests {
    @Test func aKeywordMayStandBeforeIt() throws {
        #expect(try TypedStep("Quand Dupont appelle", in: .french).text == "Dupont appelle")
        #expect(try TypedStep("  Dupont appelle ", in: .french).text == "Dupont appelle")
        #expect(try TypedStep("When Dupont calls", in: .english).step == .peer("Dupont", .calls(number: nil)))
    }

    @Test func whatIsUnknownIsToldWithWhatIsNear() {
        #expect(throws: TypedStepProblem.self) { try TypedStep("Dupont appele", in: .french) }
        do throws(TypedStepProblem) {
            _ = try TypedStep("j'entens « Dupont »", in: .french)
            Issue.record("it was understood")
        } catch {
            #expect(error.sentence.french.contains("j'entends « Prêt »"))
        }
        for line in ["", "Quand", "« ouvert", String(repeating: "a ", count: 90), String(repeating: "é", count: 5_000)]
        {
            #expect(throws: TypedStepProblem.self) { try TypedStep(line, in: .french) }
        }
    }

    @Test func judgementsAreToldFromDeeds() throws {
        #expect(try TypedStep("j'entends « Dupont »", in: .french).step.isJudgement)
        #expect(try !TypedStep("je décroche", in: .french).step.isJudgement)
    }
}

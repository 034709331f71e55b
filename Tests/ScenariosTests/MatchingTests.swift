import Configuration
import Testing

@testable import Scenarios

/// How sentences become steps.
@Suite struct MatchingTests {
    static func step(_ sentence: String, _ language: SettingLanguage = .french) throws -> Step? {
        let tokens = try Sentence(sentence).tokens
        guard case .step(_, let step) = Vocabulary.of(language).match(tokens, .none) else { return nil }
        return step
    }

    @Test(arguments: [
        "j'entends « Dupont » en moins de 400 ms", "J’entends «\u{A0}Dupont\u{A0}» en moins de 400\u{202F}ms",
        "j'entends \"Dupont\" en moins de 400ms", "j'entends “Dupont”, en moins de 0,4 seconde.",
        "J' ENTENDS « Dupont » EN MOINS DE 400 MILLISECONDES",
    ])
    func apostrophesQuotesSpacesAndCapitalsMakeNoDifference(_ sentence: String) throws {
        let phrase = HeardPhrase(text: "Dupont", isPart: false, within: .milliseconds(400))
        #expect(try Self.step(sentence) == .heard(.phrase(phrase)))
    }

    @Test func missingAccentsMakeNoDifference() throws {
        #expect(try Self.step("l'ecran se lit sans couleur") == .screen(.withoutColour))
        #expect(try Self.step("la cloche du terminal SONNE") == .screen(.bell))
        #expect(try Self.step("mon micro est coupe\u{301}") == .kept(.microphone(isOpen: false)))
    }

    @Test func valuesAreTyped() throws {
        #expect(try Self.step("j'appuie sur F4") == .keys(.press(.function(4), count: 1, apart: nil)))
        #expect(try Self.step("j'appuie sur « Entrée »") == .keys(.press(.named(.enter), count: 1, apart: nil)))
        #expect(try Self.step("j'appuie sur la touche Origine") == .keys(.press(.named(.home), count: 1, apart: nil)))
        #expect(try Self.step("j'appuie sur ²") == .keys(.press(.character("²"), count: 1, apart: nil)))
        #expect(
            try Self.step("j'appuie deux fois sur F12 toutes les 200 ms")
                == .keys(.press(.function(12), count: 2, apart: .milliseconds(200))))
        #expect(try Self.step("le réseau perd 2,5 % des paquets") == .network(.loses(2.5)))
        #expect(
            try Self.step("the level of the sent sound is at most -60 dBFS", .english)
                == .sound(.level(.sent, .atMost, -60)))
        #expect(try Self.step("un terminal de 40×12") == .setUp(.size(TerminalSize(40, 12))))
        #expect(try Self.step("a terminal of 40 by 12", .english) == .setUp(.size(TerminalSize(40, 12))))
        #expect(try Self.step("« Marie Martin » appelle") == .peer("Marie Martin", .calls(number: nil)))
        #expect(try Self.step("je décroche") == .keys(.act(.answer)))
        #expect(try Self.step("Jean-Paul appelle") == .peer("Jean-Paul", .calls(number: nil)))
    }

    /// Sentences that nobody showed to the table: other ways to say what it knows.
    @Test(arguments: [
        ("je suis aveugle", "I am blind"), ("le thème est « contrast-dark »", "the theme is \"contrast-dark\""),
        ("le terminal fait 80 colonnes et 25 lignes", "the terminal has 80 columns and 25 rows"),
        ("je suis en communication avec Dupont", "I am in a call with Dupont"),
        ("j'appuie sur Entrée deux fois", "I press the Enter key twice"),
        ("Dupont rappelle", "Dupont calls again"), ("la sonnerie s'arrête", "the ringing stops"),
        ("j'entends « Dupont » à gauche dans les 400 ms", "I hear \"Dupont\" on the left in under 400 ms"),
        ("l'écran ne change pas", "the screen does not change"), ("le micro est coupé", "the microphone is muted"),
        ("l'appel est terminé", "the call is over"),
        ("l'historique montre un appel manqué de Dupont", "the history shows a missed call from Dupont"),
        ("je n'entends rien dans l'oreille droite", "I hear nothing in the right ear"),
    ])
    func otherWaysToSayIt(_ french: String, _ english: String) throws {
        let one = try Self.step(french)
        #expect(one != nil)
        #expect(try Self.step(english, .english) == one)
    }

    /// Recognised, but with a value that cannot be.
    @Test(arguments: [
        "j'appuie sur « Entrez »", "j'attends 2 heures et demie", "j'attends 61 min",
        "le réseau perd 120 % des paquets",
        "un terminal de 4x2", "le réglage « voice.speed » vaut « 3 »", "Martin répond avec le code 200",
        "une plage braille de 0 cellules", "j'appuie 1,5 fois sur F4", "j'appuie 2000000 fois sur F4",
    ])
    func valuesThatCannotBeAreRefused(_ sentence: String) throws {
        #expect(try Self.step(sentence) == nil)
    }

    @Test func whatStandsBelowIsAskedFor() throws {
        let vocabulary = Vocabulary.french
        func isWrong(_ sentence: String, _ attachment: WrittenStep.Attachment) throws -> Bool {
            if case .wrong = vocabulary.match(try Sentence(sentence).tokens, attachment) { true } else { false }
        }
        #expect(try isWrong("la configuration :", .none))
        #expect(try isWrong("la configuration :", .table([["a"]])))
        #expect(try isWrong("j'entends dans l'ordre :", .table([["a", "b"]])))
        #expect(try isWrong("Dupont appelle", .text("a")))
    }

    @Test func anUnknownStepNamesTheNearest() throws {
        let near = Vocabulary.french.nearest(to: try Sentence("le curseur se trouve sur « Sonne »").tokens)
        #expect(near.count == 3)
        #expect(near.first == "le curseur est sur « Sonne Dupont »")
        let misspelt = Vocabulary.english.nearest(to: try Sentence("the netwrok fails").tokens)
        #expect(misspelt.first == "the network fails")
    }

    @Test func quotationMarksMustClose() {
        #expect(throws: SentenceProblem.unclosed("«")) { try Sentence("j'entends « Dupont") }
        #expect(throws: SentenceProblem.tooManyWords) { try Sentence(String(repeating: "mot ", count: 65)) }
    }
}

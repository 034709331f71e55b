import Configuration
import Testing

@testable import Scenarios

/// What is read of a script, and what is said of a wrong one.
@Suite struct GherkinTests {
    static func read(_ text: String) -> Script { Script(reading: Array(text.utf8)) }

    @Test func frenchWithBackgroundTagsAndOutline() throws {
        let (feature, problems) = FeatureReader.read(
            Array(
                """
                # language: fr
                @A5 @EN-6.2.1.2
                Fonctionnalité\u{A0}: Recevoir un appel
                  Ce texte explique la fonctionnalité.

                  Contexte:
                    Étant donné un agent aveugle
                    Etant donnée la configuration :
                      ```
                      [voice]
                        rate = 350
                      ```

                  @fast
                  Scénario: Le nom
                    # un commentaire
                    Lorsque Dupont appelle
                    Donc j'entends « Dupont »
                    Mais je n'entends pas « Martin »

                  Plan du Scénario: Le nom de <nom>
                    Quand <nom> appelle
                    Alors j'entends dans l'ordre :
                      | <nom>      |
                      | a \\| b \\\\ |
                    @slow
                    Exemples:
                      | nom    | autre |
                      | Dupont | x     |
                      | Martin | y     |
                """.utf8))
        #expect(problems.isEmpty, "\(problems)")
        #expect(feature.language == .french)
        #expect(feature.name == "Recevoir un appel")
        #expect(feature.scenarios.map(\.name) == ["Le nom", "Le nom de Dupont", "Le nom de Martin"])
        #expect(feature.scenarios.map(\.tags) == [["A5", "EN-6.2.1.2", "fast"]] + [["A5", "EN-6.2.1.2", "slow"]] * 2)
        #expect(feature.scenarios.map(\.line) == [15, 29, 30])
        let steps = try #require(feature.scenarios.last).steps
        #expect(steps.map(\.role) == [.given, .given, .when, .then])
        #expect(steps.map(\.line) == [7, 8, 22, 23])
        #expect(steps[1].attachment == .text("[voice]\n  rate = 350"))
        #expect(steps[2].text == "Martin appelle")
        #expect(steps[3].attachment == .table([["Martin"], ["a | b \\"]]))
    }

    @Test func englishAndEveryLineEnding() {
        let script = Self.read(
            "\u{FEFF}Feature: Calls\r\n  Scenario: One\r\n    Given a blind agent\r\n    When Dupont calls\r\n"
                + "    Then I hear \"Dupont\"\r\n    But I do not hear \"Martin\"\r\n    * I wait 2 s\r\n")
        #expect(script.problems.isEmpty, "\(script.problems)")
        #expect(script.scenarios.first?.steps.count == 5)
        #expect(script.scenarios.first?.steps.map(\.line) == [3, 4, 5, 6, 7])
    }

    /// Each wrong script with the lines that are told.
    @Test(arguments: [
        ("", [1]), ("# language: de\nFeature: x\n Scenario: y\n  When Dupont calls", [1]),
        ("Scenario: y\n  When Dupont calls", [1]), ("Feature: x", [1]), ("Feature: x\n Scenario: y", [2]),
        ("Feature: x\n Scenario: y\n  When Dupont calls\n  Whn Dupont calls\n  Then I hear", [4, 5]),
        ("Feature: x\n Scenario: y\n  When Dupont calls\n \"\"\"\n text", [4]),
        ("Feature: x\n Scenario: y\n  Then I hear in order\n   | a |\n   | a | b |\n   | a", [5, 6]),
        ("Feature: x\n Scenario Outline: y\n  When <who> calls\n", [2]),
        ("Feature: x\n Scenario Outline: y\n  When <who> calls\n  Examples:\n   | name |\n   | Dupont |", [3, 3]),
        ("Feature: x\n Examples:\n  | a |\n Scenario: y\n  When Dupont calls", [2, 3]),
        ("Feature: x\n Scenario: y\n  When Dupont calls\n Background:\n  Given a blind agent", [4]),
        ("Feature: x\nFeature: z\n Scenario: y\n  When Dupont calls\n@slow", [2, 5]),
        ("Feature: x\n Scenaro: y\n  When Dupont calls\n Scenario: z\n  When Dupont calls", [3]),
        ("Feature: x\n Scenario: y\n  When Dupont \"calls", [3]), ("Feature: x\n Scenario: y\n  When <who> calls", [3]),
        ("hello\nFeature: x\n Scenario: y\n When Dupont calls", [1]),
    ])
    func allProblemsOfAScriptAreTold(_ text: String, _ lines: [Int]) {
        let script = Self.read(text)
        #expect(script.problems.map(\.line) == lines, "\(script.problems)")
    }

    @Test func aProblemIsOnePlainLineInTheReadersLanguage() throws {
        let script = Self.read("Feature: x\n Scenario: y\n  When Dupont ca\u{1B}[31mlls\n")
        let problem = try #require(script.problems.first)
        let french = problem.text(in: .french, file: "a.feature")
        let english = problem.text(in: .english, file: "a.feature")
        #expect(french.hasPrefix("a.feature:3: étape inconnue « Dupont ca?[31mlls » ; les plus proches : "))
        #expect(english.hasPrefix("a.feature:3: unknown step \"Dupont ca?[31mlls\"; the nearest: "))
        #expect(english.split(separator: "|").count == 3)
    }

    /// Every form of the keywords, agreement and elision among them.
    @Test(arguments: [
        "Étant donné", "Etant donné que", "Étant donnée", "Étant donnés", "ETANT DONNEES", "Soit", "Sachant que",
        "Quand",
        "Lorsque", "Alors", "Donc", "Et", "Et que", "Mais", "Mais que", "*",
    ])
    func frenchKeywords(_ keyword: String) {
        let script = Self.read("# language: fr\nFonctionnalité: x\n Exemple: y\n  \(keyword) Dupont appelle")
        #expect(script.problems.isEmpty, "\(script.problems)")
        #expect(script.scenarios.first?.steps.first?.text == "Dupont appelle")
    }

    @Test func frenchWordsElide() {
        let script = Self.read(
            "#language:fr\nFonctionnalité: x\n Scénario: y\n  Lorsqu'un appel en cours avec Dupont\n  Soit un agent aveugle"
        )
        #expect(script.problems.isEmpty, "\(script.problems)")
    }

    /// A script without its header tells that one line is missing, not that every line is wrong.
    @Test func aMissingLanguageIsToldOnce() throws {
        let script = Self.read("Fonctionnalité: x\n Scénario: y\n  Quand Dupont appelle\n  Alors j'entends « Dupont »")
        #expect(script.problems.map(\.line) == [1])
        #expect(try #require(script.problems.first).sentence.french.contains("« # language: fr »"))
    }

    /// A wrong step of an outline is told once, however many rows there are.
    @Test func anOutlineTellsAWrongStepOnce() {
        let rows = (1...40).map { "   | \($0) |\n" }.joined()
        let script = Self.read(
            "Feature: x\n Scenario Outline: y\n  When I dance <n>\n  And I wait <n> s\n  Examples:\n   | n |\n" + rows)
        #expect(script.problems.map(\.line) == [3])
    }
}

private func * (list: [[String]], times: Int) -> [[String]] { Array(repeating: list, count: times).flatMap { $0 } }

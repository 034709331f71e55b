import Configuration

@testable import Scenarios

/// A run with every outcome, and texts that try every parser.
enum SampleRun {
    static let hostile = "<b>\"'&]]>--\u{1B}[31m\u{202E}\u{0}|`*_\\ \r\n: # {é} \u{FFFE}"

    static func scenario(
        _ name: String, _ tags: [String], _ outcome: Outcome, line: Int = 3, evidence: String? = nil
    ) -> ScenarioResult {
        let reason =
            outcome == .passed
            ? nil : Bilingual("attendu : « Dupont » ; constaté : rien", "expected: \"Dupont\"; found: nothing")
        return ScenarioResult(
            file: "fr/calls.feature", feature: "Recevoir un appel", name: name, line: line, language: .french,
            tags: tags,
            steps: [
                StepResult(
                    line: line + 1, text: "Dupont appelle", kind: "peer.calls", outcome: .passed, reason: nil,
                    milliseconds: 1_250),
                StepResult(
                    line: line + 2, text: "j'entends « Dupont »", kind: "heard.text", outcome: outcome, reason: reason,
                    milliseconds: 1_700),
            ], effort: Effort(keys: 4, milliseconds: 2_340, words: 11), evidence: evidence)
    }

    static let result = AuditResult(
        programVersion: "0.9.0", startedAt: 1_795_429_230,
        scenarios: [
            scenario("Le nom d'abord", ["EN-5.9", "A5", "day"], .passed, evidence: "evidence/1 nom/heard.wav"),
            scenario("Une touche", ["EN-5.9", "A7", "EN-4.2.10"], .failed, line: 10, evidence: "//host/../a:b"),
            scenario("À voir", ["EN41-6.2.5"], .cantTell, line: 20),
            scenario("Sans carte son", ["A1", "EN-5.3"], .untested, line: 30), hostileScenario,
        ])

    static var hostileScenario: ScenarioResult {
        var result = scenario(hostile, ["A8", "day", hostile], .failed, line: 40, evidence: hostile)
        result.file = hostile
        result.feature = hostile
        result.steps[1].text = hostile
        result.steps[1].reason = Bilingual(hostile, hostile)
        return result
    }
}

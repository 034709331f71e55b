import Configuration
import Testing

@testable import Scenarios

@Suite struct FaultTableTests {
    private func result(_ tags: [String], _ outcome: Outcome) -> ScenarioResult {
        ScenarioResult(
            file: "fr/a.feature", feature: "F", name: "N", line: 3, language: .french, tags: tags,
            steps: [StepResult(line: 4, text: "t", kind: "k", outcome: outcome, reason: nil, milliseconds: 1)])
    }

    private func row(_ tags: [String], _ results: [ScenarioResult]) -> FaultTable.Row {
        FaultTable.Row(name: "mute-lies", words: Bilingual("m", "m"), tags: tags, results: results)
    }

    @Test func aFaultIsCaughtForEachRequirementOrNotAtAll() {
        let half = FaultTable([row(["A8", "A3"], [result(["A8"], .failed), result(["A3"], .passed)])])
        #expect(!half.isComplete)
        #expect(half.missing(.english) == ["mute-lies: not caught for A3"])
        #expect(FaultTable([row(["A8", "A3"], [result(["A8", "A3"], .failed)])]).isComplete)
    }

    @Test func whatCouldNotBeJudgedCaughtNothing() {
        #expect(!FaultTable([row(["A8"], [result(["A8"], .untested)])]).isComplete)
        #expect(!FaultTable([row(["A8"], [result(["A8"], .cantTell)])]).isComplete)
        #expect(!FaultTable([row([], [])]).isComplete)
    }

    @Test func thePageNamesWhoCaughtItForWhat() {
        let results = [result(["A8"], .failed), result(["A3"], .passed)]
        let page = FaultTable([row(["A8", "A3"], results)]).markdown(.english)
        #expect(page.contains("## mute-lies\n\nm\n\n"))
        #expect(page.contains("- A8 The muted microphone is certain: \"N\" (fr/a.feature)\n"))
        #expect(page.contains("- A3 Nothing spoken goes to the caller: not caught\n"))
        #expect(page.contains("0 of 1 faults"))
        #expect(FaultTable([row(["A8"], [result(["A8"], .failed)])]).markdown(.french).contains("« N »"))
    }
}

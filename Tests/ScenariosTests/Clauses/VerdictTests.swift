import Configuration
import Testing

@testable import Scenarios

/// The verdict on a requirement is the worst of what is said of it.
@Suite struct VerdictTests {
    private static func verdict(_ tag: String, _ outcomes: [Outcome]) throws -> RequirementResult {
        let result = AuditResult(
            programVersion: "1", startedAt: 0, scenarios: outcomes.map { SampleRun.scenario("x", [tag, tag], $0) })
        return try #require(result.requirements.first { $0.requirement.tag == tag })
    }

    @Test(
        arguments: [
            ("A7", [.passed, .passed], .passed), ("A7", [.passed, .failed, .cantTell], .failed),
            ("A7", [.passed, .untested], .untested), ("A7", [.passed, .cantTell, .untested], .cantTell),
            ("A7", [], .untested),
            // A person judges it: it never passes by machine alone, and fails where a scenario does.
            ("EN-4.2.10", [.passed], .cantTell), ("EN-4.2.10", [.failed], .failed), ("EN-4.2.10", [], .cantTell),
            ("EN-5.3", [], .inapplicable), ("EN-5.3", [.passed], .inapplicable), ("EN-5.3", [.failed], .failed),
        ] as [(String, [Outcome], Outcome)])
    func theWorstCounts(_ tag: String, _ outcomes: [Outcome], _ expected: Outcome) throws {
        let verdict = try Self.verdict(tag, outcomes)
        #expect(verdict.outcome == expected)
        #expect((verdict.reason == nil) == (expected == .passed))
        #expect(verdict.scenarios == Array(outcomes.indices))
    }

    @Test func noScenarioIsSaid() throws {
        #expect(try Self.verdict("R8", []).reason == Bilingual("aucun scénario", "no scenario"))
    }

    @Test func theRateCountsWhatIsNotVerifiedAsNotMet() {
        let rate = ConformityRate(SampleRun.result.requirements)
        let clauses = Catalogue.presentClauses
        #expect(rate.passed == 0)
        #expect(rate.failed.map(\.requirement.tag) == ["EN-4.2.10", "EN-5.9"])
        #expect(rate.applying + rate.inapplicable.count == clauses.count)
        #expect(!rate.isTotal && !rate.isPartial)
    }

    @Test func aRateIsNeverRoundedUp() {
        #expect(ReportNumber.percent(199, of: 200) == 99)
        #expect(ReportNumber.percent(0, of: 0) == 0)
    }
}

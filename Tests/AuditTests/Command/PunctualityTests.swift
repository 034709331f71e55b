import Configuration
import Scenarios
import Testing
import Time

@testable import Audit

struct PunctualityTests {
    @Test("The worst delay since a moment; small ones are not noted")
    func worst() {
        let punctuality = Punctuality()
        let started = Instant.now
        punctuality.note(.milliseconds(9))
        #expect(punctuality.worst(since: started) == nil)
        punctuality.note(.milliseconds(30))
        punctuality.note(.milliseconds(12))
        #expect(punctuality.worst(since: started) == .milliseconds(30))
        #expect(punctuality.worst(since: .now + .seconds(1)) == nil)
    }

    @Test("Delays are forgotten before they are too many")
    func bounded() {
        let punctuality = Punctuality()
        let started = Instant.now
        punctuality.note(.seconds(1))
        for _ in 0..<Limits.delays { punctuality.note(.milliseconds(20)) }
        #expect(punctuality.worst(since: started) == .milliseconds(20))
    }

    @Test(
        "Only what did not pass while the computer was late is doubtful",
        arguments: [(Outcome.failed, true), (.cantTell, true), (.passed, false), (.untested, false)])
    func doubtful(_ outcome: Outcome, _ isExpected: Bool) {
        let step = StepResult(line: 2, text: "", kind: "", outcome: outcome, reason: nil, milliseconds: 0)
        let result = ScenarioResult(
            file: "", feature: "", name: "", line: 1, language: .english, tags: [], steps: [step])
        #expect(!AuditJob.Trial(result: result, late: nil).isDoubtful)
        #expect(AuditJob.Trial(result: result, late: .milliseconds(20)).isDoubtful == isExpected)
    }
}

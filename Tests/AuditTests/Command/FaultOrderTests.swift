import Configuration
import Dispatch
import Scenarios
import Synchronization
import Testing

@testable import Audit

/// In which order a fault's scenarios are tried, and what proves that one's failure is the fault's.
@Suite struct FaultOrderTests {
    private func jobs(_ scenarios: [(tags: String, steps: Int)]) -> [AuditJob] {
        var text = "Feature: F\n"
        for (place, scenario) in scenarios.enumerated() {
            text += "  \(scenario.tags)\n  Scenario: S\(place)\n"
            for _ in 0..<scenario.steps { text += "    When I press F3\n" }
        }
        let script = Script(reading: Array(text.utf8))
        #expect(script.problems.isEmpty, "\(script.problems)")
        return script.scenarios.enumerated().map { place, scenario in
            AuditJob(index: place, file: "f", feature: "F", language: .english, scenario: scenario)
        }
    }

    @Test func theRequirementOfTheFewestScenariosGoesFirst() {
        let jobs = jobs([("@A1", 1), ("@A1", 1), ("@A1 @A2", 9), ("@A2 @A3", 3)])
        #expect(FaultRun.next(of: jobs, for: ["A1", "A3"]) == 3)
        #expect(FaultRun.next(of: jobs, for: ["A1"]) == 0)
        #expect(FaultRun.next(of: jobs, for: ["A2", "A1"]) == 2)
        #expect(FaultRun.next(of: jobs, for: []) == nil)
        #expect(FaultRun.next(of: jobs, for: ["A9"]) == nil)
    }

    @Test func whoJudgesMoreForLessGoesFirst() {
        #expect(FaultRun.next(of: jobs([("@A1", 9), ("@A1", 2)]), for: ["A1"]) == 1)
        #expect(FaultRun.next(of: jobs([("@A1", 1), ("@A1 @A2", 2), ("@A2", 1)]), for: ["A1", "A2"]) == 1)
    }

    @Test func aScenarioIsRunOnceWithoutAFaultWhoeverAsks() throws {
        let job = try #require(jobs([("@A1", 1)]).first)
        let runs = Mutex(0)
        let baseline = Baseline { _ in
            runs.withLock { $0 += 1 }
            return false
        }
        DispatchQueue.concurrentPerform(iterations: 16) { _ in
            if baseline.passes(job) { runs.withLock { $0 += 100 } }
        }
        #expect(runs.withLock { $0 } == 1)
    }
}

import Configuration
import Scenarios
import Time

/// One scenario among those of a run.
struct AuditJob: Sendable {
    /// Its place among all: its results and its folder are known by it, in whatever order they are run.
    var index: Int
    var file: String
    var feature: String
    var language: SettingLanguage
    var scenario: Script.Scenario

    /// - Parameter tags: without `@`; only scenarios with one of them, all where there is none.
    static func all(_ library: Library, tags: [String]) -> [AuditJob] {
        var jobs: [AuditJob] = []
        for (file, script) in library.scripts {
            for scenario in script.scenarios where tags.isEmpty || !Set(tags).isDisjoint(with: scenario.tags) {
                jobs.append(
                    AuditJob(
                        index: jobs.count, file: file, feature: script.name, language: script.language,
                        scenario: scenario))
            }
        }
        return jobs
    }

    /// How long it takes, about, in steps: one takes some 500 ms, one that waits takes that long.
    var cost: Double {
        scenario.steps.reduce(8) { sum, step in
            if case .keys(.wait(let duration)) = step.step { return sum + Double(duration.wholeMilliseconds) / 500 }
            return sum + 1
        }
    }

    /// Whether it is this scenario, whatever its place among others.
    func isSame(as other: AuditJob) -> Bool { file == other.file && scenario.line == other.scenario.line }

    /// Its result where it was not chosen.
    var leftOut: ScenarioResult {
        let reason = Bilingual("non choisi pour ce passage", "not chosen for this run")
        return ScenarioResult(
            file: file, feature: feature, name: scenario.name, line: scenario.line, language: language,
            tags: scenario.tags,
            steps: scenario.steps.prefix(1).map {
                StepResult(
                    line: $0.line, text: $0.text, kind: $0.kind, outcome: .untested, reason: reason, milliseconds: 0)
            })
    }

    /// What came of one run of it.
    struct Trial: Sendable {
        var result: ScenarioResult
        /// What an auditor wants to see beside a verdict that is not "pass".
        var circumstances: Bilingual?
        /// What of its folder could not be taken away.
        var left: [String] = []
        /// How late the computer was meanwhile at most, where that matters.
        var late: Duration?

        /// It failed or could not be judged while the computer was late: that says little of the program.
        var isDoubtful: Bool { [.failed, .cantTell].contains(result.outcome) && late != nil }
    }

    /// Runs it.
    func run(
        _ program: String, fault: String?, in folder: AuditFolder, _ options: AuditOptions, _ punctuality: Punctuality
    ) -> Trial {
        let started = Instant.now
        let finding = finding(program, fault: fault, in: folder)
        let result = ScenarioResult(
            file: file, feature: feature, name: scenario.name, line: scenario.line, language: language,
            tags: scenario.tags, steps: finding.steps, effort: finding.effort, evidence: folder.evidence(index))
        let left = folder.tidy(index, keepsSound: options.keepsSound)
        return Trial(
            result: result, circumstances: finding.circumstances, left: left, late: punctuality.worst(since: started))
    }

    private func finding(_ program: String, fault: String?, in folder: AuditFolder) -> ScenarioRun.Finding {
        do throws(Stop) {
            return ScenarioRun(
                scenario: scenario, language: language, program: program, fault: fault,
                folder: try folder.scenario(index), runtime: folder.runtime(index)
            ).run()
        } catch {
            let first = scenario.steps.prefix(1).map {
                StepResult(
                    line: $0.line, text: $0.text, kind: $0.kind, outcome: error.outcome, reason: error.reason,
                    milliseconds: 0)
            }
            return ScenarioRun.Finding(steps: first)
        }
    }
}

import Configuration
import Scenarios

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

    /// Runs it, and says its line.
    func run(
        _ program: String, fault: String?, isTold: Bool = true, in folder: AuditFolder, _ options: AuditOptions
    ) -> ScenarioResult {
        let run = ScenarioRun(
            scenario: scenario, language: language, program: program, fault: fault, folder: folder.scenario(index),
            runtime: folder.runtime(index))
        let finding = run.run()
        let result = ScenarioResult(
            file: file, feature: feature, name: scenario.name, line: scenario.line, language: language,
            tags: scenario.tags, steps: finding.steps, effort: finding.effort, evidence: folder.evidence(index))
        folder.tidy(index, keepsSound: options.keepsSound)
        if fault == nil, isTold { Progress.tell(result, finding.circumstances, options.language) }
        return result
    }
}

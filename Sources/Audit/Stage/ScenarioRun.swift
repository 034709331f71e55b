import Configuration
import Scenarios
import Time

/// One scenario, from the start of the program to its end.
struct ScenarioRun {
    let scenario: Script.Scenario
    let language: SettingLanguage
    let program: String
    let fault: String?
    /// Private to it; exists.
    let folder: String
    /// Private to it, for sockets; exists, and its path is short.
    let runtime: String

    /// What came of it, and the circumstances where it did not pass.
    struct Finding {
        var steps: [StepResult] = []
        var effort = Effort()
        /// What an auditor wants to see beside a verdict that is not "pass".
        var circumstances: Bilingual?
    }

    func run() -> Finding {
        var finding = Finding()
        let started = Instant.now
        let steps = scenario.steps.map(\.step)
        do throws(Stop) {
            let stage = try Stage(
                program: program, fault: fault, folder: folder, runtime: runtime, language: language,
                launch: Launch(steps, language: language))
            defer { stage.end() }
            let prepared = steps.prefix(while: Launch.isPreparation).count
            for (index, step) in scenario.steps.enumerated() {
                let stop = attempt(step.step, isPrepared: index < prepared, on: stage)
                finding.steps.append(result(of: step, stop, after: started))
                if stop != nil {
                    finding.circumstances = stage.circumstances
                    break
                }
            }
            if let last = scenario.steps.last, finding.steps.allSatisfy({ $0.outcome == .passed }) {
                finding.steps += closing(last, stage, after: started)
            }
            finding.effort = stage.effort
            if let last = scenario.steps.last, let problem = stage.leaveEvidence(finding.circumstances) {
                finding.steps.append(result(of: last, problem, after: started))
            }
        } catch {
            if let first = scenario.steps.first { finding.steps.append(result(of: first, error, after: started)) }
        }
        return finding
    }

    /// What is wrong though every step passed: a program that ended unasked, or a scenario that judges nothing.
    private func closing(_ last: Script.UnderstoodStep, _ stage: Stage, after started: Instant) -> [StepResult] {
        let steps = scenario.steps.map(\.step)
        if !steps.contains(where: Self.judges) {
            let reason = Bilingual("ce scénario ne juge rien", "this scenario judges nothing")
            return [result(of: last, .obstacle(.untested, reason), after: started)]
        }
        let endsKnowingly = steps.contains { if case .kept(.ended) = $0 { true } else { false } }
        guard !endsKnowingly, let code = stage.terminal?.exitCode else { return [] }
        let stop = Stop.miss(
            expected: Bilingual("un programme en marche à la fin", "a program that runs at the end"),
            happened: Bilingual("il a fini avec le code \(code)", "it ended with code \(code)"))
        return [result(of: last, stage.blamed(stop), after: started)]
    }

    private static func judges(_ step: Step) -> Bool {
        switch step {
        case .heard, .screen, .reader, .sound, .carried, .kept: true
        case .setUp, .keys, .peer, .network: false
        }
    }

    /// - Parameter isPrepared: what it sets holds already.
    private func attempt(_ step: Step, isPrepared: Bool, on stage: Stage) -> Stop? {
        var noted = stage.launch
        if isPrepared, case .setUp(let setUp) = step, noted.take(setUp) { return Self.unfit(setUp) }
        do throws(Stop) {
            try Interruption.stop()
            try stage.carryOut(step)
            return nil
        } catch { return stage.blamed(error) }
    }

    private static func unfit(_ step: SetUpStep) -> Stop? {
        switch step {
        case .reader(.orca):
            .obstacle(
                .untested,
                Bilingual("Orca lit un bureau graphique, pas un terminal", "Orca reads a desktop, no terminal"))
        case .reader(.brltty):
            .obstacle(
                .untested,
                Bilingual(
                    "BRLTTY n'est pas un lecteur vocal ici : sa plage et ses touches sont des étapes à part",
                    "BRLTTY is no speaking reader here: its line and its keys are steps of their own"))
        default: nil
        }
    }

    private func result(of step: Script.UnderstoodStep, _ stop: Stop?, after started: Instant) -> StepResult {
        StepResult(
            line: step.line, text: step.text, kind: step.kind, outcome: stop?.outcome ?? .passed, reason: stop?.reason,
            milliseconds: started.duration(to: .now).wholeMilliseconds)
    }
}

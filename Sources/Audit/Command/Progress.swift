import Configuration
import Glibc
import Scenarios
import Synchronization

/// What the run says while it goes on: a line a scenario, plain text, nothing rewritten.
enum Progress {
    /// Lines of two workers do not mix.
    private static let turn = Mutex(())

    /// - Parameter isLast: whatever it found, it is not run again.
    static func tell(_ trial: AuditJob.Trial, isLast: Bool, _ language: SettingLanguage) {
        let result = trial.result
        turn.withLock { _ in
            if trial.isDoubtful, !isLast, let late = trial.late {
                let reason = Bilingual(
                    "à refaire, l'ordinateur avait \(late.wholeMilliseconds) ms de retard",
                    "to be run again, the computer was \(late.wholeMilliseconds) ms late")
                say("\(reason[language]): \(result.file):\(result.line) \(result.name)")
                tellDeciding(result, language)
            } else {
                tellVerdict(result, trial.circumstances, language)
            }
            for path in trial.left {
                say("  " + Bilingual("reste à effacer : \(path)", "left to delete: \(path)")[language])
            }
            fflush(nil)
        }
    }

    private static func tellVerdict(
        _ result: ScenarioResult, _ circumstances: Bilingual?, _ language: SettingLanguage
    ) {
        let tenths = result.effort.milliseconds / 100
        let seconds = Bilingual("\(tenths / 10),\(tenths % 10) s", "\(tenths / 10).\(tenths % 10) s")[language]
        say("\(result.outcome.words[language]): \(result.file):\(result.line) \(result.name) (\(seconds))")
        tellDeciding(result, language)
        if let circumstances, let step = result.deciding, step.outcome != .untested {
            say(indented(circumstances[language]))
        }
    }

    /// The step that did not pass, and why.
    private static func tellDeciding(_ result: ScenarioResult, _ language: SettingLanguage) {
        guard let step = result.deciding else { return }
        say("  \(result.file):\(step.line) \(step.text)")
        if let reason = step.reason { say("  \(reason[language])") }
    }

    /// A trial of a fault: caught is what is hoped for.
    static func tell(_ fault: String, _ result: ScenarioResult, _ language: SettingLanguage) {
        let words =
            result.outcome == .failed
            ? Bilingual("détecté", "caught") : Bilingual("non détecté", "not caught")
        turn.withLock { _ in
            say("\(words[language]): \(fault), \(result.file):\(result.line) \(result.name)")
            if result.outcome != .failed, result.outcome != .passed, let reason = result.deciding?.reason {
                say("  \(reason[language])")
            }
            fflush(nil)
        }
    }

    private static func say(_ line: String) { print(PlainText.clean(line)) }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    }
}

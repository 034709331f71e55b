import Configuration

/// JUnit XML, as build servers read it: a suite a script, a case a scenario.
enum JUnitReport {
    static func text(_ result: AuditResult, _ publication: Publication) -> String {
        var files: [String] = []
        var byFile: [String: [ScenarioResult]] = [:]
        for scenario in result.scenarios {
            if byFile[scenario.file] == nil { files.append(scenario.file) }
            byFile[scenario.file, default: []].append(scenario)
        }
        let date = ReportDate(result.startedAt)
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append("<testsuites name=\"clairvoix audit\" \(counts(result.scenarios))>")
        for file in files {
            let scenarios = byFile[file] ?? []
            lines.append(
                "  <testsuite name=\"\(ReportText.markup(file))\" \(counts(scenarios)) "
                    + "timestamp=\"\(date.date)T\(date.time)\">")
            for scenario in scenarios { lines += testCase(scenario, publication.language) }
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func counts(_ scenarios: [ScenarioResult]) -> String {
        let outcomes = scenarios.map(\.outcome)
        let skipped = outcomes.count { $0 == .untested || $0 == .inapplicable }
        let time = scenarios.reduce(0) { $0.addingReportingOverflow(milliseconds($1)).partialValue }
        return "tests=\"\(outcomes.count)\" failures=\"\(outcomes.count { $0 == .failed })\" "
            + "errors=\"\(outcomes.count { $0 == .cantTell })\" skipped=\"\(skipped)\" "
            + "time=\"\(ReportNumber.seconds(time))\""
    }

    private static func milliseconds(_ scenario: ScenarioResult) -> Int {
        min(max(0, scenario.steps.last?.milliseconds ?? 0), 1_000_000_000)
    }

    private static func testCase(_ scenario: ScenarioResult, _ language: SettingLanguage) -> [String] {
        let start =
            "    <testcase name=\"\(ReportText.markup(scenario.name)) (\(scenario.line))\" "
            + "classname=\"\(ReportText.markup(scenario.feature))\" file=\"\(ReportText.markup(scenario.file))\" "
            + "line=\"\(scenario.line)\" time=\"\(ReportNumber.seconds(milliseconds(scenario)))\""
        let step = scenario.deciding
        let reason = ReportText.markup(step?.reason?[language] ?? scenario.outcome.words[language])
        let place = step.map { "\(ReportText.markup(scenario.file)):\($0.line): \(ReportText.markup($0.text))" } ?? ""
        switch scenario.outcome {
        case .passed: return [start + "/>"]
        case .failed:
            return [start + ">", "      <failure message=\"\(reason)\">\(place)</failure>", "    </testcase>"]
        case .cantTell:
            return [start + ">", "      <error message=\"\(reason)\">\(place)</error>", "    </testcase>"]
        case .untested, .inapplicable:
            return [start + ">", "      <skipped message=\"\(reason)\"/>", "    </testcase>"]
        }
    }
}

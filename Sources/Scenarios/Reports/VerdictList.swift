import Configuration

/// `verdicts.txt`: one line a scenario and a requirement, without dates, times or figures, so that two runs compare
/// octet for octet.
enum VerdictList {
    static func text(_ result: AuditResult, _ publication: Publication) -> String {
        let language = publication.language
        var lines: [String] = []
        for scenario in result.scenarios {
            lines.append(
                "\(scenario.outcome.words[language])\t\(ReportText.line(scenario.file)):\(scenario.line)\t"
                    + ReportText.line(scenario.name))
        }
        for one in result.requirements {
            lines.append(
                "\(one.outcome.words[language])\t@\(one.requirement.tag)\t\(one.requirement.title[language])")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

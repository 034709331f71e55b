import Configuration

/// OpenACR 0.1.0: the conformance report that buyers read by machine, in the chapters of EN 301 549 V3.2.1 and, for clauses
/// 11.1 to 11.4, in the tables of WCAG that its catalogue keeps for them. Its texts are English, as its catalogue is.
enum OpenACRReport {
    static func text(_ result: AuditResult, _ publication: Publication) -> String {
        let requirements = result.requirements
        let organisation = publication.organisation.isEmpty ? "The Clairvoix maintainers" : publication.organisation
        let date = ReportDate(result.startedAt)
        var lines = [
            "title: " + ReportText.quoted("Clairvoix Accessibility Conformance Report"), "product:",
            "  name: \"Clairvoix\"", "  version: " + ReportText.quoted(result.programVersion),
            "  description: \"A softphone for the terminal, spoken and driven by keyboard alone.\"", "author:",
            "  company_name: " + ReportText.quoted(organisation), "  email: " + ReportText.quoted(publication.email),
            "vendor:", "  company_name: " + ReportText.quoted(organisation),
            "  email: " + ReportText.quoted(publication.email), "report_date: \"\(date.date)\"", "version: 1",
            "notes: " + ReportText.quoted(notes), "evaluation_methods_used: " + ReportText.quoted(methods(result)),
            "catalog: \"2.5-edition-wcag-2.2-508-eu-en\"", "chapters:",
        ]
        for chapter in OpenACRChapter.all { lines += written(chapter, requirements, result) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let notes =
        "Clauses that were not run, or that a person has to judge, are not evaluated: they never count as supported."

    private static func methods(_ result: AuditResult) -> String {
        "clairvoix audit: \(result.scenarios.count) scenarios run on the real program, judged on its recorded sound, its "
            + "terminal, its network traffic and assistive technology."
    }

    private static func written(
        _ chapter: OpenACRChapter, _ requirements: [RequirementResult], _ result: AuditResult
    ) -> [String] {
        var lines = ["  \(chapter.id):"]
        if let reason = chapter.disabled {
            return lines + ["    notes: " + ReportText.quoted(reason), "    disabled: true"]
        }
        lines.append("    criteria:")
        for one in requirements {
            guard let number = one.requirement.number, let criterion = chapter.criterion(number) else { continue }
            lines += [
                "      - num: " + ReportText.quoted(criterion), "        components:",
                "          - name: \"\(chapter.component)\"", "            adherence:",
                "              level: \"\(level(one, result))\"",
                "              notes: " + ReportText.quoted(remark(one)),
            ]
        }
        return lines
    }

    /// Where some of a clause's scenarios pass, it is supported in part.
    static func level(_ one: RequirementResult, _ result: AuditResult) -> String {
        switch one.outcome {
        case .passed: return "supports"
        case .inapplicable: return "not-applicable"
        case .cantTell, .untested: return "not-evaluated"
        case .failed:
            let passes = one.scenarios.contains { place in
                result.scenarios.indices.contains(place) && result.scenarios[place].outcome == .passed
            }
            return passes ? "partially-supports" : "does-not-support"
        }
    }

    private static func remark(_ one: RequirementResult) -> String {
        let later = one.requirement.laterNumber.map { " (\($0) in V4.1)" } ?? ""
        let reason = one.reason.map { ": " + $0.english } ?? ""
        return one.requirement.title.english + later + reason
    }
}

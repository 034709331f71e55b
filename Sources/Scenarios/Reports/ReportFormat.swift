import Configuration

/// The reports of a run, by the names of the command line.
public enum ReportFormat: String, Sendable, CaseIterable {
    case earl, junit, html, statement, openacr, coverage, verdicts

    public var fileName: String {
        switch self {
        case .earl: "earl.jsonld"
        case .junit: "junit.xml"
        case .html: "report.html"
        case .statement: "declaration.html"
        case .openacr: "openacr.yaml"
        case .coverage: "coverage.md"
        case .verdicts: "verdicts.txt"
        }
    }

    public func content(_ result: AuditResult, _ publication: Publication) -> String {
        switch self {
        case .earl: EARLReport.text(result, publication)
        case .junit: JUnitReport.text(result, publication)
        case .html: AuditPage.text(result, publication)
        case .statement: AccessibilityStatement.text(result, publication)
        case .openacr: OpenACRReport.text(result, publication)
        case .coverage:
            CoverageTable.text(
                result.scenarios.map { CoveredScenario(file: $0.file, name: $0.name, tags: $0.tags) },
                publication.language)
        case .verdicts: VerdictList.text(result, publication)
        }
    }
}

import Configuration

/// A scenario of the library, as the coverage table names it.
public struct CoveredScenario: Sendable, Equatable {
    public var file: String
    public var name: String
    public var tags: [String]

    public init(file: String, name: String, tags: [String]) {
        self.file = file
        self.name = name
        self.tags = tags
    }
}

/// Which scenarios judge which requirement, as Markdown: what none judges is seen at once.
public enum CoverageTable {
    public static func text(_ scenarios: [CoveredScenario], _ language: SettingLanguage) -> String {
        var named: [String: [String]] = [:]
        for scenario in scenarios {
            let name = "\(ReportText.line(scenario.file)): \(ReportText.line(scenario.name))"
            for tag in Set(scenario.tags) where named[tag]?.last != name { named[tag, default: []].append(name) }
        }
        var lines = introduction(named, language)
        for source in Requirement.Source.allCases {
            lines += ["", "## " + source.title[language], "", header(language), "|---|---|---|---|"]
            for requirement in Catalogue.all where requirement.source == source {
                lines.append(row(requirement, named[requirement.tag] ?? [], language))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func introduction(_ named: [String: [String]], _ language: SettingLanguage) -> [String] {
        let applying = Catalogue.all.filter { $0.applicability == .applies }
        let covered = applying.count { named[$0.tag] != nil }
        let text = Bilingual(
            "\(covered) exigences sur \(applying.count) à juger ont au moins un scénario. Ce tableau dit ce qui est jugé ; un audit dit si "
                + "c'est respecté.",
            "\(covered) requirements of the \(applying.count) to be judged have at least one scenario. This table says what is judged; "
                + "an audit says whether it is met.")
        return [
            Bilingual("# Exigences et scénarios", "# Requirements and scenarios")[language], "", text[language],
        ]
    }

    private static func header(_ language: SettingLanguage) -> String {
        Bilingual(
            "| Étiquette | Article | Exigence | Scénarios |", "| Tag | Clause | Requirement | Scenarios |")[language]
    }

    private static func row(_ requirement: Requirement, _ names: [String], _ language: SettingLanguage) -> String {
        var told = names.map(ReportText.markdown)
        switch requirement.applicability {
        case .applies:
            if told.isEmpty { told = [Bilingual("aucun scénario", "no scenario")[language]] }
        case .inapplicable(let reason):
            told.append(Bilingual("non applicable : ", "not applicable: ")[language] + reason[language])
        case .manual(let reason):
            told.append(Bilingual("à vérifier : ", "to be checked: ")[language] + reason[language])
        }
        let clause = requirement.source == .standard ? requirement.label : "–"
        return "| @\(requirement.tag) | \(clause) | \(requirement.title[language]) | "
            + told.joined(separator: "<br>") + " |"
    }
}

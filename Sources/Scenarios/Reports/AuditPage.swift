import Configuration

/// The report of a run as an accessible page: the requirements, then the scenarios with the step that decided.
enum AuditPage {
    static func text(_ result: AuditResult, _ publication: Publication) -> String {
        let language = publication.language
        let requirements = result.requirements
        var page = AccessiblePage(
            language: language,
            title: Bilingual("Audit d'accessibilité de Clairvoix", "Accessibility audit of Clairvoix")[language])
        page.sections = [
            ("summary", Bilingual("Résumé", "Summary")[language], summary(result, requirements, language)),
            (
                "requirements", Bilingual("Exigences", "Requirements")[language],
                requirementTables(requirements, result, language)
            ),
            ("scenarios", Bilingual("Scénarios", "Scenarios")[language], scenarioList(result, language)),
        ]
        let day = result.scenarios.filter { $0.tags.contains(ScenarioTag.day) }
        if !day.isEmpty {
            page.sections.append(
                ("day", Bilingual("La journée de travail", "The working day")[language], dayTable(day, language)))
        }
        return page.text
    }

    private static func summary(
        _ result: AuditResult, _ requirements: [RequirementResult], _ language: SettingLanguage
    ) -> [String] {
        let date = ReportDate(result.startedAt)
        let applying = requirements.filter { $0.outcome != .inapplicable }
        let passed = applying.count { $0.outcome == .passed }
        return [
            "<ul>",
            "<li>Clairvoix " + ReportText.markup(result.programVersion) + "</li>",
            "<li><time datetime=\"\(date.dateTime)\">\(date.words(language)), \(date.time) UTC</time></li>",
            "<li>" + Bilingual("Scénarios : ", "Scenarios: ")[language]
                + RunSummary.counts(result.scenarios.map(\.outcome), language) + "</li>",
            "<li>" + Bilingual("Exigences : ", "Requirements: ")[language]
                + RunSummary.counts(requirements.map(\.outcome), language) + "</li>", "</ul>",
            AccessiblePage.paragraph(
                Bilingual(
                    "\(passed) exigences conformes sur \(applying.count) applicables. Ce qui n'est pas testé ou reste à "
                        + "vérifier ne compte jamais comme conforme.",
                    "\(passed) requirements pass of \(applying.count) that apply. What is not tested or to be checked "
                        + "never counts as a pass.")[language]),
        ]
    }

    private static func requirementTables(
        _ requirements: [RequirementResult], _ result: AuditResult, _ language: SettingLanguage
    ) -> [String] {
        let columns = [
            Bilingual("Exigence", "Requirement")[language], Bilingual("Intitulé", "Title")[language],
            Bilingual("Verdict", "Verdict")[language], Bilingual("Raison", "Reason")[language],
            Bilingual("Scénarios", "Scenarios")[language],
        ]
        var lines: [String] = []
        for source in Requirement.Source.allCases {
            let rows = requirements.filter { $0.requirement.source == source }.map { one in
                [
                    ReportText.markup(one.requirement.label), ReportText.markup(one.requirement.title[language]),
                    verdict(one.outcome, language), ReportText.markup(one.reason?[language] ?? ""),
                    links(one.scenarios, result),
                ]
            }
            lines.append("<h3>\(ReportText.markup(source.title[language]))</h3>")
            lines += AccessiblePage.table(
                id: "table-\(source.rawValue)", caption: source.title[language], columns: columns, rows: rows)
        }
        return lines
    }

    /// Links say where they go: the scenario's name.
    private static func links(_ places: [Int], _ result: AuditResult) -> String {
        places.compactMap { place in
            result.scenarios.indices.contains(place)
                ? "<a href=\"#scenario-\(place)\">\(ReportText.markup(result.scenarios[place].name))</a>" : nil
        }.joined(separator: "<br>")
    }

    private static func verdict(_ outcome: Outcome, _ language: SettingLanguage) -> String {
        let words = ReportText.markup(outcome.words[language])
        return outcome == .failed ? "<strong>\(words)</strong>" : words
    }

    private static func scenarioList(_ result: AuditResult, _ language: SettingLanguage) -> [String] {
        var lines: [String] = []
        var file: String?
        for (place, scenario) in result.scenarios.enumerated() {
            if scenario.file != file {
                lines.append("<h3>\(ReportText.markup(scenario.feature))</h3>")
                lines.append("<p><code>\(ReportText.markup(scenario.file))</code></p>")
                file = scenario.file
            }
            lines.append(
                "<h4 id=\"scenario-\(place)\">\(ReportText.markup(scenario.name))"
                    + "\(Bilingual(" : ", ": ")[language])\(verdict(scenario.outcome, language))</h4>")
            lines += details(scenario, language)
        }
        return lines.isEmpty ? [AccessiblePage.paragraph(Bilingual("Aucun.", "None.")[language])] : lines
    }

    private static func details(_ scenario: ScenarioResult, _ language: SettingLanguage) -> [String] {
        var lines = ["<ul>"]
        func item(_ name: Bilingual, _ text: String) {
            lines.append("<li>\(name[language])\(text)</li>")
        }
        item(Bilingual("Ligne : ", "Line: "), "\(scenario.line)")
        item(
            Bilingual("Étiquettes : ", "Tags: "),
            ReportText.markup(scenario.tags.map { "@" + $0 }.joined(separator: " ")))
        if scenario.repeats > 0 {
            item(
                Bilingual("Refait, l'ordinateur étant en retard : ", "Run again, as the computer was late: "),
                "\(scenario.repeats)")
        }
        if let step = scenario.deciding {
            let text = "<q lang=\"\(scenario.language.rawValue)\">\(ReportText.markup(step.text))</q>"
            item(Bilingual("Étape qui décide, ligne \(step.line) : ", "Deciding step, line \(step.line): "), text)
            if let reason = step.reason {
                item(Bilingual("Raison : ", "Reason: "), ReportText.markup(reason[language]))
            }
        }
        if let evidence = scenario.evidence {
            let words = Bilingual("preuves de « \(scenario.name) »", "evidence of \"\(scenario.name)\"")[language]
            item(
                Bilingual("Preuves : ", "Evidence: "),
                "<a href=\"\(ReportText.reference(evidence))\">\(ReportText.markup(words))</a>")
        }
        return lines + ["</ul>"]
    }

    private static func dayTable(_ day: [ScenarioResult], _ language: SettingLanguage) -> [String] {
        let columns = [
            Bilingual("Tâche", "Task")[language], Bilingual("Verdict", "Verdict")[language],
            Bilingual("Touches", "Keys")[language], Bilingual("Secondes", "Seconds")[language],
            Bilingual("Mots entendus", "Words heard")[language],
        ]
        let rows = day.map { task in
            [
                ReportText.markup(task.name), verdict(task.outcome, language), "\(task.effort.keys)",
                ReportNumber.shortSeconds(task.effort.milliseconds, language), "\(task.effort.words)",
            ]
        }
        return AccessiblePage.table(
            id: "table-day", caption: Bilingual("Ce que coûte chaque tâche", "What each task costs")[language],
            columns: columns, rows: rows)
    }
}

import Configuration

/// EARL 1.0 as JSON-LD 1.1: an assertion for every scenario and requirement that it judges, and one for every
/// requirement that no scenario judges.
enum EARLReport {
    static func text(_ result: AuditResult, _ publication: Publication) -> String {
        let requirements = result.requirements
        var graph = subjects(result, publication.language)
        graph += requirements.map { test($0.requirement, publication.language) }
        let date = ReportDate(result.startedAt).dateTime
        for one in requirements {
            graph += one.scenarios.compactMap { place in
                result.scenarios.indices.contains(place)
                    ? judged(one.requirement, result.scenarios[place], date, publication.language) : nil
            }
            if let declared = declared(one, date, publication.language) { graph.append(declared) }
        }
        return JSONValue.object([("@context", context), ("@graph", .list(graph))]).written() + "\n"
    }

    private static let context = JSONValue.object([
        ("earl", .text("http://www.w3.org/ns/earl#")), ("dct", .text("http://purl.org/dc/terms/")),
        ("doap", .text("http://usefulinc.com/ns/doap#")), ("xsd", .text("http://www.w3.org/2001/XMLSchema#")),
        ("assertedBy", iri("earl:assertedBy")), ("subject", iri("earl:subject")), ("test", iri("earl:test")),
        ("mode", iri("earl:mode")), ("outcome", iri("earl:outcome")), ("pointer", iri("earl:pointer")),
        ("result", iri("earl:result")), ("isPartOf", iri("dct:isPartOf")), ("info", .text("earl:info")),
        ("title", .text("dct:title")), ("identifier", .text("dct:identifier")),
        ("description", .text("dct:description")), ("version", .text("doap:revision")),
        ("date", .object([("@id", .text("dct:date")), ("@type", .text("xsd:dateTime"))])),
    ])

    private static func iri(_ name: String) -> JSONValue {
        .object([("@id", .text(name)), ("@type", .text("@id"))])
    }

    /// EARL 1.0 §2.2 and §2.3: who judged, and what was judged; then the editions of the standard.
    private static func subjects(_ result: AuditResult, _ language: SettingLanguage) -> [JSONValue] {
        [
            .object([
                ("@id", .text("_:assertor")), ("@type", .list([.text("earl:Assertor"), .text("earl:Software")])),
                ("title", .text("clairvoix audit")), ("version", .text(result.programVersion)),
            ]),
            .object([
                ("@id", .text("_:subject")), ("@type", .list([.text("earl:TestSubject"), .text("earl:Software")])),
                ("title", .text("Clairvoix")), ("version", .text(result.programVersion)),
            ]),
            .object([("@id", .text("_:present")), ("title", .text("EN 301 549 V3.2.1 (2021-03)"))]),
            .object([("@id", .text("_:later")), ("title", .text("EN 301 549 V4.1"))]),
            .object([
                ("@id", .text("_:own")),
                ("title", .text(Bilingual("Exigences de Clairvoix", "Requirements of Clairvoix")[language])),
            ]),
        ]
    }

    /// EARL 1.0 §2.5: a requirement, by the clause's number in its edition of the standard.
    private static func test(_ requirement: Requirement, _ language: SettingLanguage) -> JSONValue {
        let edition =
            requirement.source != .standard ? "_:own" : requirement.number == nil ? "_:later" : "_:present"
        return .object([
            ("@id", .text("_:" + requirement.tag)), ("@type", .text("earl:TestRequirement")),
            ("identifier", .text(requirement.number ?? requirement.laterNumber ?? requirement.tag)),
            ("title", .text(requirement.title[language])), ("isPartOf", .text(edition)),
        ])
    }

    private static func judged(
        _ requirement: Requirement, _ scenario: ScenarioResult, _ date: String, _ language: SettingLanguage
    ) -> JSONValue {
        var outcome: [(String, JSONValue)] = [
            ("@type", .text("earl:TestResult")), ("outcome", .text("earl:" + scenario.outcome.rawValue)),
            ("date", .text(date)), ("title", .text(scenario.name)),
            ("description", .text("\(scenario.file):\(scenario.line)")),
        ]
        if let step = scenario.deciding {
            let reason = step.reason.map { " – " + $0[language] } ?? ""
            outcome.append(("info", .text("\(step.line): \(step.text)\(reason)")))
        }
        if let evidence = scenario.evidence {
            let line = scenario.deciding?.line ?? scenario.line
            outcome.append(("pointer", .text(ReportText.reference(evidence) + "#\(line)")))
        }
        return assertion(requirement, mode: "earl:automatic", outcome)
    }

    /// What the catalogue itself says, and that no scenario judges a requirement.
    private static func declared(
        _ one: RequirementResult, _ date: String, _ language: SettingLanguage
    ) -> JSONValue? {
        let (mode, outcome, reason): (String, Outcome, Bilingual)
        switch one.requirement.applicability {
        case .applies:
            guard one.scenarios.isEmpty else { return nil }
            (mode, outcome, reason) = (
                "earl:automatic", one.outcome, one.reason ?? Bilingual("aucun scénario", "no scenario")
            )
        case .inapplicable(let why): (mode, outcome, reason) = ("earl:manual", .inapplicable, why)
        case .manual(let why): (mode, outcome, reason) = ("earl:manual", .cantTell, why)
        }
        return assertion(
            one.requirement, mode: mode,
            [
                ("@type", .text("earl:TestResult")), ("outcome", .text("earl:" + outcome.rawValue)),
                ("date", .text(date)), ("info", .text(reason[language])),
            ])
    }

    /// EARL 1.0 §2.1.
    private static func assertion(
        _ requirement: Requirement, mode: String, _ outcome: [(String, JSONValue)]
    ) -> JSONValue {
        .object([
            ("@type", .text("earl:Assertion")), ("assertedBy", .text("_:assertor")), ("subject", .text("_:subject")),
            ("test", .text("_:" + requirement.tag)), ("mode", .text(mode)), ("result", .object(outcome)),
        ])
    }
}

import Configuration
import Foundation
import Testing

@testable import Scenarios

/// Reports are what their standards ask for, whatever the scripts and the program put into them.
@Suite struct ReportTests {
    private static func text(_ format: ReportFormat, _ language: SettingLanguage = .english) -> String {
        format.content(SampleRun.result, Publication(language: language))
    }

    @Test(arguments: ReportFormat.allCases, SettingLanguage.allCases)
    func nothingThatIsObeyedComesThrough(_ format: ReportFormat, _ language: SettingLanguage) {
        let text = Self.text(format, language)
        let wrong = text.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control: scalar != "\n" && !(scalar == "\t" && format == .verdicts)
            case .format, .lineSeparator, .paragraphSeparator, .unassigned: true
            default: false
            }
        }
        #expect(wrong.isEmpty)
        #expect(text.hasSuffix("\n") && text.utf8.count > 1_000)
        // Plain text has no marks to escape.
        #expect(format == .verdicts || !text.contains("<b>\""))
    }

    @Test(arguments: SettingLanguage.allCases) func verdictsAreTheSameInTwoRuns(language: SettingLanguage) {
        var later = SampleRun.result
        later.startedAt += 90_000
        for place in later.scenarios.indices {
            later.scenarios[place].effort.milliseconds += 17
            later.scenarios[place].steps[1].milliseconds += 31
            if later.scenarios[place].steps[1].reason != nil {
                later.scenarios[place].steps[1].reason = Bilingual("constaté : 412 ms", "found: 412 ms")
            }
        }
        let publication = Publication(language: language)
        let text = ReportFormat.verdicts.content(later, publication)
        #expect(text == Self.text(.verdicts, language))
        #expect(text.split(separator: "\n").count == 5 + Catalogue.all.count)
        later.scenarios[0].steps[1].outcome = .failed
        #expect(ReportFormat.verdicts.content(later, publication) != text)
    }

    @Test func theTerminalIsToldTheCounts() {
        let french = RunSummary.text(SampleRun.result, .french)
        #expect(french.hasPrefix("Scénarios : 1 conforme, 2 non conforme, 1 à vérifier, 1 non testé\nExigences : "))
        #expect(RunSummary.text(SampleRun.result, .english).hasPrefix("Scenarios: 1 pass, 2 fail, "))
    }

    @Test func jsonSaysEveryOutcomeOnce() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(Self.text(.earl).utf8)) as? [String: Any])
        let graph = try #require(object["@graph"] as? [[String: Any]])
        let assertions = graph.filter { $0["@type"] as? String == "earl:Assertion" }
        let tests = Set(assertions.compactMap { $0["test"] as? String })
        #expect(tests == Set(Catalogue.all.map { "_:" + $0.tag }))
        let nine = assertions.filter { $0["test"] as? String == "_:EN-5.9" }.compactMap {
            $0["result"] as? [String: Any]
        }
        #expect(nine.compactMap { $0["outcome"] as? String } == ["earl:passed", "earl:failed"])
        #expect(nine.compactMap { $0["pointer"] as? String } == ["evidence/1%20nom/heard.wav#3", "host/a%3Ab#12"])
        #expect(nine.first?["date"] as? String == "2026-11-23T10:20:30Z")
    }

    @Test func theDayTellsKeysSecondsAndWords() {
        let page = Self.text(.html, .french)
        #expect(
            page.contains(
                "<th scope=\"row\">Le nom d&#39;abord</th>\n<td>conforme</td>\n<td>4</td>\n<td>2,3</td>\n<td>11</td>"))
    }

    @Test func theStatementListsWhatFails() {
        let publication = Publication(language: .english, organisation: "Département <X>", email: "acces@example.org")
        let page = ReportFormat.statement.content(SampleRun.result, publication)
        #expect(page.contains("<html lang=\"fr\">"))
        #expect(page.contains("Département &lt;X&gt; s&#39;engage"))
        #expect(page.contains("acces@example.org") && page.contains("[adresse postale à compléter]"))
        #expect(!page.contains("Schéma pluriannuel"))
        var whole = publication
        whole.address = "1 rue <de> la Mairie"
        whole.plan = "https://example.org/plan"
        let told = ReportFormat.statement.content(SampleRun.result, whole)
        #expect(told.contains("Courrier : 1 rue &lt;de&gt; la Mairie") && !told.contains("à compléter"))
        #expect(told.contains("Schéma pluriannuel et plans d&#39;actions : https://example.org/plan"))
        #expect(page.contains("5.9 Aucune touche simultanée"))
        #expect(page.contains("23 novembre 2026") && page.contains("Défenseur des droits"))
        #expect(page.contains("n&#39;est pas en conformité"))
    }

    @Test func conformanceLevels() throws {
        let requirements = SampleRun.result.requirements
        func level(_ tag: String) throws -> String {
            OpenACRReport.level(
                try #require(requirements.first { $0.requirement.tag == tag }), SampleRun.result)
        }
        #expect(try level("EN-5.9") == "partially-supports")
        #expect(try level("A5") == "supports")
        #expect(try level("A7") == "does-not-support")
        #expect(try level("EN-5.8") == "not-evaluated")
        #expect(try level("EN-5.1.4") == "not-applicable")
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_795_429_230, "2026-11-23T10:20:30Z"),
        (Int.max, "9999-12-31T23:59:59Z"), (Int.min, "1970-01-01T00:00:00Z"),
    ])
    func dates(_ seconds: Int, _ text: String) { #expect(ReportDate(seconds).dateTime == text) }

    @Test(arguments: [
        ("javascript:alert(1)", "javascript%3Aalert%281%29"), ("/etc/passwd", "etc/passwd"), ("../../x", "x"),
        ("a?b#c", "a%3Fb%23c"), ("é", "%C3%A9"),
    ])
    func linksStayBelowTheFolder(_ path: String, _ reference: String) {
        #expect(ReportText.reference(path) == reference)
    }

    /// For the outside checkers of Tests/Interop/test_reports.py: CLAIRVOIX_REPORTS names the folder.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CLAIRVOIX_REPORTS"] != nil))
    func samplesForOutsideCheckers() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["CLAIRVOIX_REPORTS"])
        for language in SettingLanguage.allCases {
            let place = URL(filePath: folder).appending(path: language.rawValue)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for format in ReportFormat.allCases {
                try Self.text(format, language).write(
                    to: place.appending(path: format.fileName), atomically: true, encoding: .utf8)
            }
        }
    }
}

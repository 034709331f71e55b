import Configuration
import Foundation
import Testing

@testable import Scenarios

/// `Accessibility/coverage.fr.md` and `coverage.en.md` say which scenarios of the library judge what. After a change of
/// scenarios: `CLAIRVOIX_WRITE=1 make one T=CoverageTests` writes them again.
@Suite struct CoverageTests {
    @Test(arguments: SettingLanguage.allCases) func theTableIsFresh(language: SettingLanguage) throws {
        let folder = AccessibilityFolder.url.appending(path: "Scenarios/\(language.rawValue)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let scenarios = try names.filter { $0.hasSuffix(".feature") }.sorted().flatMap { name in
            Script(reading: Array(try Data(contentsOf: folder.appending(path: name)))).scenarios.map {
                CoveredScenario(file: name, name: $0.name, tags: $0.tags)
            }
        }
        let table = CoverageTable.text(scenarios, language)
        let file = AccessibilityFolder.url.appending(path: "coverage.\(language.rawValue).md")
        if ProcessInfo.processInfo.environment["CLAIRVOIX_WRITE"] == "1" {
            try table.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(
            try String(contentsOf: file, encoding: .utf8) == table, "run CLAIRVOIX_WRITE=1 make one T=CoverageTests")
    }

    @Test func whatIsNotCoveredIsSeen() {
        let table = CoverageTable.text(
            [CoveredScenario(file: "a|b.feature", name: SampleRun.hostile, tags: ["A7", "A7"])], .english)
        let rows = table.split(separator: "\n")
        #expect(rows.contains { $0.hasPrefix("| @A7 | – | Each act of a call on one key | a\\|b.feature: \\<b\\>") })
        #expect(rows.contains("| @A8 | – | The muted microphone is certain | no scenario |"))
        #expect(rows.filter { $0.hasPrefix("| @") }.count == Catalogue.all.count)
    }
}

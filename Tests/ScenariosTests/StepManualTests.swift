import Configuration
import Foundation
import Testing

@testable import Scenarios

/// `Accessibility/steps.fr.md` and `steps.en.md` say what the table says. After a change of a step:
/// `CLAIRVOIX_WRITE=1 make one T=StepManualTests` writes them again.
@Suite struct StepManualTests {
    @Test(arguments: SettingLanguage.allCases) func theManualIsFresh(language: SettingLanguage) throws {
        let manual = StepManual.text(language)
        let file = AccessibilityFolder.url.appending(path: "steps.\(language.rawValue).md")
        if ProcessInfo.processInfo.environment["CLAIRVOIX_WRITE"] == "1" {
            try manual.write(to: file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(written == manual, "run CLAIRVOIX_WRITE=1 make one T=StepManualTests")
        for kind in StepKind.all {
            for example in kind.examples { #expect(manual.contains(example[language])) }
            #expect(manual.contains(kind.help[language]))
        }
        #expect(!manual.contains("{"))
    }

    /// The script that the manual begins with is one.
    @Test(arguments: SettingLanguage.allCases) func theManualsOwnScriptIsUnderstood(language: SettingLanguage) {
        let lines = StepManual.text(language).split(separator: "\n", omittingEmptySubsequences: false)
        let script = lines.filter { $0.hasPrefix("    ") }.joined(separator: "\n")
        let read = Script(reading: Array(script.utf8))
        #expect(read.problems.isEmpty, "\(read.problems)")
        // A scenario, and the two rows of an outline.
        #expect(read.scenarios.count == 3)
    }
}

/// `Accessibility` in the repository.
enum AccessibilityFolder {
    static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Accessibility")
}

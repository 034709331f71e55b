import Configuration
import Foundation
import Testing

@testable import Scenarios

/// The scripts of `Accessibility/Scenarios` are understood, and are the same in both languages.
@Suite struct LibraryTests {
    @Test(arguments: SettingLanguage.allCases) func everyScriptIsUnderstood(language: SettingLanguage) throws {
        let scripts = try Self.scripts(language)
        #expect(scripts.count >= 5)
        for (name, script) in scripts {
            let told = script.problems.map { $0.text(in: .english, file: name) }
            #expect(told.isEmpty, "\(told)")
            #expect(script.language == language, "\(name)")
            #expect(script.scenarios.allSatisfy { !$0.tags.isEmpty }, "\(name): a scenario without a requirement")
        }
    }

    /// Twin files: the same tags, and the same kinds of steps in the same order.
    @Test func bothLanguagesAskTheSame() throws {
        let french = try Self.scripts(.french)
        let english = try Self.scripts(.english)
        #expect(french.map(\.0) == english.map(\.0))
        for ((name, one), (_, two)) in zip(french, english) {
            #expect(one.scenarios.map(\.tags) == two.scenarios.map(\.tags), "\(name)")
            #expect(
                one.scenarios.map { $0.steps.map(\.kind) } == two.scenarios.map { $0.steps.map(\.kind) }, "\(name)")
        }
    }

    private static func scripts(_ language: SettingLanguage) throws -> [(String, Script)] {
        let folder = AccessibilityFolder.url.appending(path: "Scenarios/\(language.rawValue)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.filter { $0.hasSuffix(".feature") }.sorted().map { name in
            (name, Script(reading: Array(try Data(contentsOf: folder.appending(path: name)))))
        }
    }
}

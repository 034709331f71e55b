import Configuration
import Foundation
import Testing

@testable import Scenarios

/// Every example of the step manual is a step of `Accessibility/Scenarios/*/manual.feature`, so that it is run on the real program:
/// all of them by `make audit`. A test of each sentence alone would prove that it is understood, not that it can be so.
@Suite struct ManualExamplesTests {
    /// Kinds of steps that no computer of a test can run as they stand. Their examples are in the scripts like all others; the
    /// scenario is "not tested", with the reason.
    /// - `network.address`: a computer's address is its administrator's to change.
    static let untested: Set = ["network.address"]

    @Test(arguments: SettingLanguage.allCases) func everyExampleIsAStep(language: SettingLanguage) throws {
        let said = try Set(Self.manual(language).scenarios.flatMap(\.steps).map { Self.bare($0.text) })
        let missing = StepKind.all.flatMap(\.examples).map { $0[language] }.filter { !said.contains(Self.bare($0)) }
        #expect(missing.isEmpty, "no scenario of manual.feature has the step: \(missing)")
    }

    @Test(arguments: SettingLanguage.allCases) func everyKindIsUsed(language: SettingLanguage) throws {
        let used = try Set(Self.manual(language).scenarios.flatMap(\.steps).map(\.kind))
        let missing = StepKind.all.map(\.id).filter { !used.contains($0) }
        #expect(missing.isEmpty, "no scenario of manual.feature uses: \(missing)")
    }

    /// `make test` runs what has this tag.
    @Test(arguments: SettingLanguage.allCases) func theyAreRunWithEveryTest(language: SettingLanguage) throws {
        let scenarios = try Self.manual(language).scenarios
        #expect(scenarios.allSatisfy { $0.tags.contains("manual") })
    }

    /// A step that cannot be run keeps others of its scenario from it: it stands alone among those, and is used nowhere else.
    @Test(arguments: SettingLanguage.allCases) func whatCannotBeRunHidesNothing(language: SettingLanguage) throws {
        var ran: Set<String> = []
        for scenario in try Self.manual(language).scenarios {
            let kinds = Set(scenario.steps.map(\.kind))
            if kinds.isDisjoint(with: Self.untested) { ran.formUnion(scenario.steps.map { Self.bare($0.text) }) }
        }
        let hidden = StepKind.all.filter { !Self.untested.contains($0.id) }.flatMap(\.examples).map { $0[language] }
            .filter { !ran.contains(Self.bare($0)) }
        #expect(hidden.isEmpty, "only in a scenario that is not tested: \(hidden)")
        #expect(Self.untested.isSubset(of: StepKind.all.map(\.id)))
    }

    /// A sentence without the colon that ends it where something stands below.
    private static func bare(_ sentence: String) -> String {
        let text = sentence.trimmingCharacters(in: .whitespaces)
        guard text.hasSuffix(":") else { return text }
        return text.dropLast().trimmingCharacters(in: .whitespaces)
    }

    private static func manual(_ language: SettingLanguage) throws -> Script {
        let file = AccessibilityFolder.url.appending(path: "Scenarios/\(language.rawValue)/manual.feature")
        return Script(reading: Array(try Data(contentsOf: file)))
    }
}

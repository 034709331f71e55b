import Configuration
import Testing

@testable import Scenarios

/// The catalogue of requirements, and the tags that name them.
@Suite struct CatalogueTests {
    @Test func everyTagNamesOneRequirement() {
        #expect(Catalogue.all.count == Set(Catalogue.all.map(\.tag)).count)
        for requirement in Catalogue.all {
            #expect(Catalogue.requirement(requirement.tag) == requirement)
            #expect(
                requirement.title.french != requirement.title.english || requirement.title.french == "Orientation"
                    || requirement.number == "9")
            #expect(!requirement.title.french.isEmpty && !requirement.title.english.isEmpty)
        }
    }

    /// What the table of clauses, the needs, goals and rules list.
    @Test(arguments: [
        "EN-4.2.1", "EN-4.2.11", "EN-5.1.3.1", "EN-5.1.3.16", "EN-5.1.7", "EN-5.2", "EN41-5.5", "EN-5.6.1", "EN-5.9",
        "EN-6.1", "EN41-6.1.1", "EN-6.2.1.2", "EN41-6.2.1.3", "EN-6.2.2.4", "EN41-6.2.2.4", "EN41-6.2.3", "EN-6.2.3",
        "EN41-6.2.9", "EN-6.5", "EN41-6.7", "EN-7", "EN-10", "EN-11.1.4.11", "EN41-11.2.4.11", "EN-11.5.2.17",
        "EN-11.7",
        "EN-12.2.4", "EN-13", "A1", "A30", "G1", "G10", "R1", "R8", "keys", "voice",
    ])
    func listedRequirementsAreThere(_ tag: String) { #expect(Catalogue.requirement(tag) != nil) }

    @Test func clausesThatMovedHaveBothNumbers() {
        #expect(Catalogue.requirement("EN-6.2.3")?.laterNumber == "6.2.10")
        #expect(Catalogue.requirement("EN-6.2.2.3")?.laterNumber == "6.2.2.2")
        #expect(Catalogue.requirement("EN41-6.2.5")?.number == nil)
    }

    @Test(arguments: [
        ("EN-5.99", "EN-5.9"), ("A31", "A1"), ("EN41-6.2.10", "EN-6.2.3"), ("EN-6.2.10", "EN-6.2.3"),
        ("EN41-5.9", "EN-5.9"), ("en-6.3", "EN-6.3"),
    ])
    func anUnknownTagIsToldWithTheNearest(_ tag: String, _ nearest: String) throws {
        #expect(!ScenarioTag.isKnown(tag))
        let script = GherkinTests.read("@A5\nFeature: x\n @fast @\(tag)\n Scenario: y\n  When Dupont calls\n")
        let problem = try #require(script.problems.first)
        #expect(script.problems.count == 1 && problem.line == 3)
        #expect(problem.sentence.english == "unknown tag \"\(tag)\"; the nearest: @\(nearest)")
        #expect(problem.sentence.french.contains("@\(nearest)"))
    }

    @Test(arguments: [
        "day", "fast", "slow", "profile-blind", "profile-deafblind", "desk", "needs-braille", "braille", "mairie",
    ])
    func notesAreKnown(_ tag: String) { #expect(ScenarioTag.isKnown(tag)) }

    @Test(arguments: ["EN-6", "en-9.9.9", "EN41_6.2", "A31", "r9"])
    func whatLooksLikeARequirementMustBeOne(_ tag: String) { #expect(!ScenarioTag.isKnown(tag)) }
}

import Testing

@testable import Scenarios

/// Scripts come from anybody: whatever they hold, problems are few and nothing traps.
@Suite struct HostileScriptTests {
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test(arguments: 1...40) func randomOctets(seed: UInt64) {
        var random = Seeded(state: seed)
        let octets = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let script = Script(reading: octets)
        #expect(!script.problems.isEmpty)
        #expect(script.problems.count <= 2 * (Limits.problems + 1))
    }

    @Test(arguments: 1...60) func shuffledPieces(seed: UInt64) {
        let pieces = [
            "Feature: x\n", "# language: fr\n", "Fonctionnalité: y\n", "Scenario: a\n", "Plan du scénario: b\n",
            "Background:\n", "Examples:\n", "Exemples:\n", "| a | b |\n", "| a |\n", "|", "\"\"\"\n", "```\n", "@t ",
            "@",
            "When <a> calls\n", "Quand « ", " » appelle\n", "Given a blind agent\n", "\\", "<", ">", "\u{301}", "\r\n",
            "\0",
            "And I wait 99999999999999999999 s\n", "Alors j'entends « <b> »\n", "e\u{301}tant donne\u{301}\n",
        ]
        var random = Seeded(state: seed)
        let text = (0..<300).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        let script = Script(reading: Array(text.utf8))
        #expect(script.problems.count <= 2 * (Limits.problems + 1))
    }

    @Test func hugeLinesAndFiles() {
        let line = Script(reading: Array(("Feature: x\n" + String(repeating: "a", count: 500_000)).utf8))
        #expect(line.problems.map(\.line) == [1, 2])
        let file = Script(reading: [UInt8](repeating: 0x61, count: Limits.scriptOctets + 1))
        #expect(file.problems.map(\.line) == [1])
        let lines = Script(reading: [UInt8](repeating: 0x0A, count: Limits.lines + 1))
        #expect(lines.problems.contains { $0.line == Limits.lines + 1 })
    }

    @Test func longAndWideTables() {
        let start = "Feature: x\n Scenario: y\n  Then I hear in order\n"
        let long = Script(reading: Array((start + String(repeating: "| a |\n", count: 5_000)).utf8))
        #expect(long.problems.first?.line == 4 + Limits.tableRows)
        #expect(long.problems.count == Limits.problems + 1)
        let wide = Script(reading: Array((start + String(repeating: "| a ", count: 1_000) + "|\n").utf8))
        #expect(wide.problems.map(\.line) == [3, 4])
    }

    @Test func tenThousandScenarios() {
        let rows = String(repeating: "   | 1 |\n", count: 10_000)
        let script = Script(
            reading: Array(
                ("Feature: x\n Scenario Outline: y\n  When I wait <n> s\n  Examples:\n   | n |\n" + rows).utf8))
        #expect(script.scenarios.count <= Limits.filledScenarios)
        #expect(!script.problems.isEmpty)
        #expect(script.problems.count <= Limits.problems + 1)
        let plain = String(repeating: " Scenario: y\n  When I wait 1 s\n", count: 3_000)
        let many = Script(reading: Array(("Feature: x\n" + plain).utf8))
        #expect(many.scenarios.count == Limits.scenarios)
        #expect(many.problems.count == 1)
    }

    /// A small script whose places would fill gigabytes.
    @Test func anExpansionOfOctetsIsBounded() {
        let places = String(repeating: "<n>", count: 1_000)
        let text = String(repeating: "   " + places + "\n", count: 200)
        let value = String(repeating: "v", count: 4_000)
        let script = Script(
            reading: Array(
                ("Feature: x\n Scenario Outline: y\n  Given the configuration\n  \"\"\"\n" + text
                    + "  \"\"\"\n  Examples:\n   | n |\n   | \(value) |\n   | \(value) |\n").utf8))
        #expect(script.scenarios.isEmpty)
        #expect(script.problems.map(\.line) == [2])
    }

    @Test func manyStepsAreBounded() {
        let steps = String(repeating: "  When I wait 1 s\n", count: 1_000)
        let script = Script(reading: Array(("Feature: x\n Scenario: y\n" + steps).utf8))
        #expect(script.problems.map(\.line) == [3 + Limits.steps])
        #expect(script.scenarios.first?.steps.count == Limits.steps)
    }
}

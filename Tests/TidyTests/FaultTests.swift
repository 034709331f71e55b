import Configuration
import Faults
import Scenarios
import Testing

/// The deliberate faults: each is told, is somewhere in the sources of debug builds alone, and together they break every requirement.
@Suite struct FaultTests {
    private static let sources = SourceTree.sources.filter { $0.module != "Faults" }

    @Test(arguments: Fault.allCases) func eachFaultHasItsWords(fault: Fault) {
        for words in [fault.words.french, fault.words.english] {
            #expect(words.hasSuffix(".") && words.count <= 80 && words.first?.isUppercase == true, "\(words)")
        }
        #expect(fault.words.french != fault.words.english)
        #expect(fault.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
    }

    @Test(arguments: Fault.allCases) func eachFaultNamesWhatItBreaks(fault: Fault) throws {
        #expect(!fault.tags.isEmpty)
        #expect(Set(fault.tags).count == fault.tags.count)
        let form = try Regex("(EN|EN41)-[0-9]+([.][0-9]+)+|[ARG][0-9]+|keys|voice")
        for tag in fault.tags { #expect(tag.wholeMatch(of: form) != nil, "\(tag)") }
    }

    @Test(arguments: Fault.allCases) func eachFaultIsInTheSources(fault: Fault) {
        let hook = "Fault.\(String(describing: fault)).isOn"
        #expect(Self.sources.contains { $0.text.contains(hook) }, "\(hook)")
    }

    /// What users get has none of them.
    @Test func faultsAreInDebugBuildsAlone() {
        var wrong: [String] = []
        var hooks = 0
        for file in Self.sources {
            // The open conditions, and whether each is that there are faults.
            var conditions: [Bool] = []
            for (number, line) in file.lines.enumerated() {
                let code = line.drop { $0 == " " }
                if code.hasPrefix("#if ") { conditions.append(code == "#if FAULTS") }
                if code.hasPrefix("#else"), !conditions.isEmpty { conditions[conditions.count - 1] = false }
                if code.hasPrefix("#endif") { _ = conditions.popLast() }
                let isHook = code.contains("Fault.") && code.contains(".isOn") || code == "import Faults"
                // The one that switches them on for its scenarios.
                let isJudge = file.path.hasSuffix("Audit/Command/FaultRun.swift")
                guard isHook, !isJudge, !code.hasPrefix("//") else { continue }
                hooks += 1
                if !conditions.contains(true) { wrong.append("\(file.path):\(number + 1)") }
            }
        }
        #expect(wrong.isEmpty, "\(wrong)")
        #expect(hooks >= Fault.allCases.count)
    }

    @Test func eachNeedOfAgentsIsBrokenByAFault() {
        let broken = Set(Fault.allCases.flatMap(\.tags))
        let missing = (1...30).map { "A\($0)" }.filter { !broken.contains($0) }
        #expect(missing.isEmpty, "\(missing)")
    }

    @Test func eachClauseIsBrokenByAFault() {
        let broken = Set(Fault.allCases.flatMap(\.tags).filter { $0.hasPrefix("EN") })
        let missing = Self.clauses.filter { !broken.contains($0) && Self.without[$0] == nil }
        #expect(missing.isEmpty, "\(missing)")
        let unknown = broken.filter { Catalogue.requirement($0) == nil }
        #expect(unknown.isEmpty, "\(unknown)")
        let needless = Self.without.keys.filter { broken.contains($0) || !Self.clauses.contains($0) }
        #expect(needless.isEmpty, "\(needless)")
    }

    /// The clauses that apply to this program.
    private static let clauses = Catalogue.all.filter { $0.source == .standard && $0.applicability == .applies }.map(
        \.tag)

    /// Clauses without a fault, and why.
    private static let without: [String: String] = [
        "EN-11.5.2.9": "there is no hierarchy: every page is a list of lines"
    ]
}

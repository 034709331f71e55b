import Configuration
import Faults
import Foundation
import Testing

@testable import Scenarios

/// `Accessibility/faults.fr.md` and `faults.en.md` are what `make faults` gave: they name the faults that there are, what each breaks,
/// and for each requirement scenarios of the library that judge it. After a change `make faults` writes them again.
@Suite struct FaultPageTests {
    private static let folder = SourceTree.root.appending(path: "Accessibility")

    @Test(arguments: SettingLanguage.allCases) func thePageIsFresh(language: SettingLanguage) throws {
        let page = try String(
            contentsOf: Self.folder.appending(path: "faults.\(language.rawValue).md"), encoding: .utf8)
        var parts = Array(page.components(separatedBy: "\n## ").dropFirst())
        let untried = FaultTable(
            Fault.allCases.map { FaultTable.Row(name: $0.rawValue, words: $0.words, tags: $0.tags, results: []) }
        ).untried(language)
        let expected = ([FaultTable.untriedTitle[language], ""] + untried).joined(separator: "\n") + "\n"
        #expect(parts.popLast() == expected)
        #expect(parts.map { $0.prefix { !$0.isNewline } } == Fault.allCases.map { $0.rawValue[...] })
        let known = try Self.scenarios(language)
        for (fault, part) in zip(Fault.allCases, parts) {
            #expect(part.contains("\n" + fault.words[language] + "\n"), "\(fault.rawValue)")
            let lines = part.components(separatedBy: "\n").filter { $0.hasPrefix("- ") }
            #expect(lines.count == fault.tags.count, "\(fault.rawValue)")
            for (tag, line) in zip(fault.tags, lines) {
                let beginning = FaultTable.requirement(tag, language)
                #expect(line.hasPrefix(beginning), "\(fault.rawValue): \(tag)")
                let unknown = Self.without(known[tag] ?? [], line.dropFirst(beginning.count))
                #expect(unknown.isEmpty, "\(fault.rawValue), \(tag): \(unknown)")
            }
        }
    }

    /// What is left of a list of scenarios when those that there are were taken away; the text as it is where it names none.
    private static func without(_ known: [String], _ list: Substring) -> Substring {
        var rest = list
        repeat {
            let first = known.filter { rest.hasPrefix($0) }.max { $0.count < $1.count }
            guard let first else { return rest.isEmpty ? "nothing" : rest }
            rest = rest.dropFirst(first.count)
            if rest.hasPrefix(", ") { rest = rest.dropFirst(2) } else { return rest }
        } while true
    }

    /// As the page names them, by the tags that they carry.
    private static func scenarios(_ language: SettingLanguage) throws -> [String: [String]] {
        var named: [String: [String]] = [:]
        for library in SettingLanguage.allCases.map(\.rawValue) {
            let scripts = folder.appending(path: "Scenarios/\(library)")
            for file in try FileManager.default.contentsOfDirectory(atPath: scripts.path)
            where file.hasSuffix(".feature") {
                let script = Script(reading: Array(try Data(contentsOf: scripts.appending(path: file))))
                for scenario in script.scenarios {
                    let name = FaultTable.scenario(scenario.name, "\(library)/\(file)", language)
                    for tag in scenario.tags { named[tag, default: []].append(name) }
                }
            }
        }
        return named
    }
}

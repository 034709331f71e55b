import Foundation
import Testing

/// The shape of the sources: sizes, clocks, documentation, words.
@Suite struct ShapeTests {
    /// Pure data tables may be longer than 500 lines; each is named here with its reason.
    static let longTables: Set<String> = []

    @Test func filesAreShort() {
        let counts = SourceTree.sources.map { ($0.path, $0.lines.count) }
        let tooLong = counts.filter { $0.1 > 501 && !Self.longTables.contains($0.0) }
        #expect(tooLong.isEmpty, "\(tooLong)")
        let sorted = counts.map(\.1).sorted()
        #expect(sorted[sorted.count / 2] <= 150)
        #expect(sorted[sorted.count * 9 / 10] <= 300)
    }

    @Test func functionsAreShort() {
        var tooLong: [String] = []
        for file in SourceTree.sources {
            var opened: (line: Int, indent: Int)?
            for (number, line) in file.lines.enumerated() {
                let indent = line.prefix { $0 == " " }.count
                if let open = opened, line.trimmingCharacters(in: .whitespaces) == "}", indent == open.indent {
                    if number - open.line > 70 {
                        tooLong.append("\(file.path):\(open.line + 1) (\(number - open.line) lines)")
                    }
                    opened = nil
                }
                let words = line.split(separator: " ")
                if opened == nil, line.hasSuffix("{"),
                    words.contains("func") || words.contains(where: { $0.hasPrefix("init(") })
                {
                    opened = (number, indent)
                }
            }
        }
        #expect(tooLong.isEmpty, "\(tooLong)")
    }

    /// Protocol code is told the time: it does not ask. Nor does it ask for randomness, threads or files.
    @Test func pureModulesAskNothingOfTheWorld() {
        let forbidden = [
            "ContinuousClock.now", "ContinuousClock().now", "Instant.now", ".now()", "SystemRandomNumberGenerator",
            ".random(in", "Task {", "Task.sleep", "pthread_", "fopen(", "socket(", "DispatchQueue", "getenv(",
        ]
        var wrong: [String] = []
        for file in SourceTree.sources where SourceTree.pureModules.contains(file.module) {
            for (number, line) in file.lines.enumerated() {
                let code = line.trimmingCharacters(in: .whitespaces)
                guard !code.hasPrefix("//"), !code.contains("using: &") else { continue }
                for word in forbidden where code.contains(word) { wrong.append("\(file.path):\(number + 1) \(word)") }
            }
        }
        #expect(wrong.isEmpty, "\(wrong)")
    }

    @Test func outsideDataNeverTraps() {
        var wrong: [String] = []
        for file in SourceTree.sources {
            for (number, line) in file.lines.enumerated() {
                let code = line.trimmingCharacters(in: .whitespaces)
                guard !code.hasPrefix("//") else { continue }
                if code.contains("try!") || code.contains("as!") || code.contains("fatalError(") {
                    wrong.append("\(file.path):\(number + 1)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong)")
    }

    @Test func publicDeclarationsOfTheContractAreDocumented() {
        var bare: [String] = []
        for file in SourceTree.sources where ["SIP", "Media", "CallEngine"].contains(file.module) {
            let lines = file.lines.map { $0.trimmingCharacters(in: .whitespaces) }
            for (number, line) in lines.enumerated() {
                let isType = ["struct", "enum", "final class", "class", "actor", "protocol", "typealias"]
                    .contains { line.hasPrefix("public \($0) ") }
                guard isType else { continue }
                var above = number - 1
                while above >= 0, lines[above].hasPrefix("@") { above -= 1 }
                if above < 0 || !lines[above].hasPrefix("///") { bare.append("\(file.path):\(number + 1)") }
            }
        }
        #expect(bare.isEmpty, "\(bare)")
    }

    @Test func noPlaceholderOrUnfinishedMark() {
        var wrong: [String] = []
        for file in SourceTree.sources {
            if file.path.hasSuffix("Placeholder.swift") { wrong.append(file.path) }
            for (number, line) in file.lines.enumerated() {
                for mark in ["TO" + "DO", "FIX" + "ME", "X" + "XX"] where line.contains(mark) {
                    wrong.append("\(file.path):\(number + 1) \(mark)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong)")
    }

    @Test func namesSayWhatThingsAre() {
        let vague = ["manager", "helper", "util", "common"]
        let wrong = SourceTree.sources.filter { file in
            vague.contains { file.path.split(separator: "/").dropFirst().joined().lowercased().contains($0) }
        }
        #expect(wrong.isEmpty, "\(wrong)")
    }
}

import Announcements
import Configuration
import Foundation
import Testing

@testable import TerminalUI

/// `Accessibility/guide.fr.md` and `guide.en.md` name the commands, keys and settings that there are.
@Suite struct GuideTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Accessibility")

    /// "- `F4` ou `d` : Décrocher — …": each available command once, with its keys and its name; no other line has
    /// this form.
    @Test(arguments: Language.allCases) func eachCommandIsIntroducedOnce(language: Language) throws {
        let introductions = try Self.lines(language).filter { $0.hasPrefix("- `") && $0.contains(" — ") }
        let expected = Command.allCases.map { Self.introduction(of: $0, language) }
        for beginning in expected {
            let count = introductions.count(where: { $0.hasPrefix(beginning) })
            #expect(count == 1, "\(count) lines begin with: \(beginning)")
        }
        for line in introductions {
            let isKnown = expected.contains(where: { line.hasPrefix($0) })
            #expect(isKnown, "no command is introduced so: \(line)")
        }
    }

    @Test(arguments: Language.allCases) func eachKeyExists(language: Language) throws {
        let keys = Self.keys(language)
        for line in try Self.lines(language) {
            for span in Self.spans(line) where Self.isKey(span) {
                let exists = keys.contains(span) || keys.contains(span.lowercased())
                #expect(exists, "no such key: \(span), in: \(line)")
            }
        }
    }

    @Test(arguments: Language.allCases) func eachSettingExists(language: Language) throws {
        let tables = Set(SettingKey.tablePaths.compactMap { $0.split(separator: ".").first })
        var found = 0
        for line in try Self.lines(language) {
            for span in Self.spans(line) {
                let parts = span.split(separator: ".", omittingEmptySubsequences: false)
                guard parts.count > 1, tables.contains(parts[0]) else { continue }
                found += 1
                let key = SettingKey(rawValue: span)
                #expect(key != nil, "no such setting: \(span), in: \(line)")
            }
        }
        #expect(found > 20)
    }

    @Test(arguments: Language.allCases) func headingsSkipNoLevel(language: Language) throws {
        let levels = try Self.levels(language)
        let titles = levels.count(where: { $0 == 1 })
        #expect(levels.first == 1)
        #expect(titles == 1)
        for (before, after) in zip(levels, levels.dropFirst()) {
            #expect(after <= before + 1)
        }
    }

    @Test func bothLanguagesHaveTheSameSections() throws {
        let french = try Self.levels(.french)
        let english = try Self.levels(.english)
        #expect(french == english)
    }

    /// The spans are what the tests above stand on.
    @Test func spansAreFound() {
        let spans = Self.spans("- `F4` ou `d`, `` ` `` puis `²` : `audio.ears`, et ` seul")
        #expect(spans == ["F4", "d", "`", "²", "audio.ears"])
        #expect(Self.isKey("Retour arrière"))
        #expect(Self.isKey("F11 r"))
        #expect(!Self.isKey("NO_COLOR"))
        #expect(!Self.isKey("clairvoix doctor"))
        #expect(!Self.isKey("config.toml"))
    }

    // MARK: Reading

    private static func lines(_ language: Language) throws -> [String] {
        let file = folder.appending(path: language == .french ? "guide.fr.md" : "guide.en.md")
        return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    }

    /// The headings' levels, in the order of the text.
    private static func levels(_ language: Language) throws -> [Int] {
        try lines(language).compactMap { line in
            let level = line.prefix(while: { $0 == "#" }).count
            return level > 0 && line.dropFirst(level).first == " " ? level : nil
        }
    }

    /// What stands as code in a line; two backticks hold one that is a key.
    private static func spans(_ line: String) -> [String] {
        var spans: [String] = []
        var rest = line[...]
        while let start = rest.firstIndex(of: "`") {
            let fence = String(rest[start...].prefix(while: { $0 == "`" }))
            let after = rest[start...].dropFirst(fence.count)
            guard let end = after.range(of: fence) else { break }
            spans.append(after[..<end.lowerBound].trimmingCharacters(in: .whitespaces))
            rest = after[end.upperBound...]
        }
        return spans
    }

    // MARK: What there is

    /// How the line begins that introduces a command.
    private static func introduction(of command: Command, _ language: Language) -> String {
        let keymap = Keymap.starting(language)
        var keys: [String] = []
        if let number = keymap.functionKey(of: command) { keys.append("`F\(number)`") }
        if let letter = keymap.letter(of: command) { keys.append("`\(letter)`") }
        if keys.isEmpty, let palette = keymap.functionKey(of: .palette), let code = command.code(language) {
            keys.append("`F\(palette) \(code)`")
        }
        let together = keys.joined(separator: language == .french ? " ou " : " or ")
        return "- \(together)\(language == .french ? " :" : ":") \(command.name(language)) — "
    }

    /// Looks like a key: one sign, "F4", "F11 r", or a name such as "Retour arrière". Settings, files and programs
    /// begin small, variables have no small letter.
    private static func isKey(_ span: String) -> Bool {
        if span.count == 1 { return true }
        guard let first = span.first, first.isUppercase else { return false }
        if first == "F", span.dropFirst().first?.isNumber == true { return true }
        let hasSmall = span.contains(where: { $0.isLowercase })
        return hasSmall && span.allSatisfy { $0.isLetter || $0 == " " || $0 == "-" }
    }

    /// Every key of the language, by the name that a guide gives it; names in small letters.
    private static func keys(_ language: Language) -> Set<String> {
        let keymap = Keymap.starting(language)
        let isFrench = language == .french
        var keys: Set<String> = ["ctrl-c", isFrench ? "retour arrière" : "backspace"]
        for number in keymap.functionKeys.keys { keys.insert("F\(number)") }
        for letter in keymap.letters.keys { keys.insert(String(letter)) }
        for sign in "0123456789*#+" { keys.insert(String(sign)) }
        if let palette = keymap.functionKey(of: .palette) {
            for code in Command.allCases.compactMap({ $0.code(language) }) { keys.insert("F\(palette) \(code)") }
        }
        for help in KeyHelp.allCases {
            let names = help.name(language).lowercased().components(separatedBy: isFrench ? " ou " : " or ")
            keys.formUnion(names)
        }
        return keys
    }
}

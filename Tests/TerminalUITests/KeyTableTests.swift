import Announcements
import Foundation
import Testing

@testable import TerminalUI

/// `Accessibility/keys.fr.md` and `keys.en.md` say what the program's own tables say. After a change of a key or a name:
/// `CLAIRVOIX_WRITE=1 make one T=KeyTableTests` writes them again.
@Suite struct KeyTableTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Accessibility")

    @Test(arguments: Language.allCases) func theKeyTableIsFresh(language: Language) throws {
        let table = Self.table(language)
        let file = Self.folder.appending(path: language == .french ? "keys.fr.md" : "keys.en.md")
        if ProcessInfo.processInfo.environment["CLAIRVOIX_WRITE"] == "1" {
            try table.write(to: file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(written == table, "run CLAIRVOIX_WRITE=1 make one T=KeyTableTests")
        for command in Command.allCases { #expect(table.contains("| \(command.name(language)) |")) }
    }

    /// `keys.fr.toml` and `keys.en.toml`: the whole table in the form of `keys.toml`, to begin from.
    @Test(arguments: Language.allCases) func theKeymapFileIsFresh(language: Language) throws {
        let text = Keymap.starting(language).wholeFile
        let file = Self.folder.appending(path: language == .french ? "keys.fr.toml" : "keys.en.toml")
        if ProcessInfo.processInfo.environment["CLAIRVOIX_WRITE"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
        for command in Command.allCases where command.functionKey != nil {
            #expect(text.contains("\(command.rawValue) = "))
        }
    }

    /// A described key is one row of 80 columns: yasr hears nothing more after a row that wraps.
    @Test(arguments: Language.allCases) func aDescribedKeyKeepsToOneRow(language: Language) {
        for command in Command.allCases {
            #expect("\(command.name(language)) : \(command.help(language))".count < 80)
        }
    }

    /// One row a command, those with an F-key first, in the order of the keys.
    private static func table(_ language: Language) -> String {
        let keymap = Keymap.starting(language)
        let isFrench = language == .french
        var lines = [
            isFrench ? "# Touches de Clairvoix" : "# Keys of Clairvoix", "",
            isFrench
                ? "Une commande sans touche prend trois frappes : F11, son code, Entrée."
                : "A command without a key takes three strokes: F11, its code, Enter.", "",
            isFrench
                ? "Dans une liste ou un champ, prenez la touche F, ou ² puis la lettre."
                : "In a list or a field, use the F-key, or ` and then the letter.", "",
            isFrench
                ? "| Touche F | lettre | commande | ce qu'elle fait |"
                : "| F-key | letter | command | what it does |",
            "|---|---|---|---|",
        ]
        let ordered = Command.allCases.sorted { ($0.functionKey ?? 99) < ($1.functionKey ?? 99) }
        for command in ordered {
            let letter = keymap.letter(of: command).map { String($0) } ?? "–"
            let code = letter == "–" ? command.code(language).map { "F11 \($0)" } : nil
            let function = command.functionKey.map { "F\($0)" } ?? code ?? "–"
            lines.append("| \(function) | \(letter) | \(command.name(language)) | \(command.help(language)) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

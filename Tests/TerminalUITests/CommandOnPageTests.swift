import Announcements
import CallEngine
import Configuration
import Foundation
import Testing
import Time

@testable import TerminalUI

/// Each command on each page: (page, key) → (page, focused line, what is said, what the engine and the disk are asked). Written down in
/// `Triples`; `CLAIRVOIX_WRITE=1 make one T=CommandOnPageTests` writes them again.
@Suite struct CommandOnPageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Triples")

    private static func desk(_ page: Page, _ language: Language) -> Desk {
        var desk = PageGraphTests.busyDesk(language)
        desk.talk(90, hasText: true)
        if page != .inCall {
            var turn = Turn(state: desk.state, now: desk.now)
            turn.open(page, PageGraphTests.subject(of: page))
            desk.state = turn.state
        }
        desk.forget()
        return desk
    }

    /// The command by its own keys, as an agent presses them on that page.
    private static func press(_ command: Command, _ desk: inout Desk, _ language: Language) {
        let keymap = Keymap.starting(language)
        if let number = command.functionKey {
            desk.press(.function(number))
        } else if let letter = keymap.letter(of: command) {
            desk.press(.character("²"), .character(letter))
        } else if let code = command.code(language) {
            desk.press(.function(11), .character(code))
            desk.forget()
            desk.press(.enter)
        }
        desk.pass(.milliseconds(300))
    }

    @Test(arguments: Language.allCases) func everyCommandOnEveryPageDoesWhatIsWrittenDown(language: Language) throws {
        var lines: [String] = []
        for page in Page.allCases where page != .incoming {
            for command in Command.allCases {
                var desk = Self.desk(page, language)
                Self.press(command, &desk, language)
                let said = desk.utterances.map { ($0.earcon.map { "♪\($0.rawValue) " } ?? "") + $0.text }
                let asked = desk.commands.map { String(describing: $0) } + desk.effects.compactMap(Self.name)
                lines.append(
                    "\(page.rawValue) \(command.rawValue): \(desk.state.page.page.rawValue) | \(desk.focusedLine) | "
                        + said.joined(separator: " / ") + " | " + asked.joined(separator: " / "))
                // Silence is what it says.
                #expect(
                    command == .silence || !said.isEmpty || !asked.isEmpty,
                    "\(page) \(command): nothing is said and nothing is done")
                #expect(desk.screen.items.indices.contains(desk.screen.focus))
            }
        }
        let text = lines.joined(separator: "\n") + "\n"
        let file = Self.folder.appending(path: "\(language.rawValue).txt")
        if ProcessInfo.processInfo.environment["CLAIRVOIX_WRITE"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        let different = zip(kept, lines).first { $0 != $1 }
        #expect(kept.count == lines.count && different == nil, "\(different.map { "\($0)\n\($1)" } ?? "length")")
    }

    private static func name(_ effect: Effect) -> String? {
        switch effect {
        case .engine, .speech: nil
        case .changeSetting(let place, let value): "\(place.key.rawValue) \(value.map { String(describing: $0) } ?? "")"
        case .keepForms: "keepForms"
        case .submit, .openPages, .decide, .incidentTold, .readFormFiles, .startRinging, .stopRinging, .bell,
            .setCallVolume, .keepKeys, .keepContact,
            .turnContact, .removeContact,
            .keepNote, .beginCall, .keepCall, .searchCalls, .readNotes, .exportCalls, .erase, .keepLine, .searchPeople,
            .listDevices,
            .select, .quit:
            String(describing: effect)
        }
    }
}

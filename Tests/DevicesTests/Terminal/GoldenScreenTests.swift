import AgentDesk
import Announcements
import CallEngine
import Configuration
import Foundation
import TerminalUI
import Testing
import Time

@testable import Devices

/// Every page as a terminal shows it, with the cursor's cell marked, at three sizes and in both languages. After a change that is meant:
/// `CLAIRVOIX_WRITE=1 make one T=GoldenScreenTests` writes them again, and the difference is read before it is kept.
@Suite struct GoldenScreenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    @Test(arguments: Language.allCases, [(80, 25), (40, 12), (132, 50)])
    func everyPageIsAsItWas(language: Language, size: (columns: Int, rows: Int)) throws {
        var text = ""
        for scene in Scene.all(language) {
            text += Self.picture(scene, size.columns, size.rows)
        }
        let file = Self.folder.appending(path: "\(language.rawValue)-\(size.columns)x\(size.rows).txt")
        if ProcessInfo.processInfo.environment["CLAIRVOIX_WRITE"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let shown = text.split(separator: "\n", omittingEmptySubsequences: false)
        let first = zip(kept, shown).first { $0 != $1 }
        #expect(
            kept.count == shown.count && first == nil, "first difference: \(first.map { "\($0) / \($1)" } ?? "length")")
    }

    /// The rows with what stands on them, the cursor's marked by its column.
    private static func picture(_ scene: Scene, _ columns: Int, _ rows: Int) -> String {
        var state = scene.state
        _ = update(&state, .resized(columns: columns, rows: rows), at: scene.now)
        var area = EventArea()
        let page = TerminalPage(view(state), width: columns, height: rows, top: 0, area: &area)
        var text = "=== \(scene.name)\n"
        for (row, content) in page.rows.enumerated() {
            let line = TerminalPageTests.text(content)
            guard !line.isEmpty || row == page.cursorRow else { continue }
            text += (row == page.cursorRow ? "\(page.cursorColumn)> " : "   ") + line + "\n"
        }
        return text
    }
}

/// A page with something on it, reached by keys and events alone.
struct Scene {
    var name: String
    var state: AppState
    var now: Instant

    private init(_ name: String, _ language: Language) {
        self.name = name
        now = .now
        let account: [SettingKey: SettingValue] = [
            .accountAddress: .text("sip:alice@example.org"), .accountName: .text("Accueil"),
        ]
        var settings = InterfaceSettings(
            language: language, keyboard: language == .french ? .azerty : .qwerty, recordingFolder: "/recordings/",
            configurationFile: "config.toml")
        settings.version = "0"
        state = AppState(
            settings: settings, accounts: [AccountLine(id: AccountID(0), name: "Accueil")],
            configuration: Settings().adding(account: account),
            contacts: [
                Contact(name: "Martin", address: "0476003344", isWatched: true),
                Contact(name: "Zoé Beauregard-Delacroix", address: "sip:zoe@example.org", isFavourite: true),
            ],
            // Sunday, 29 November 2026, 14:05.
            wallSeconds: 20_786 * 86_400 + 14 * 3_600 + 5 * 60, at: now)
        take(.started)
        take(.engine(.accountChanged(AccountID(0), .registered)))
    }

    private mutating func take(_ event: AppEvent) {
        for effect in update(&state, event, at: now) {
            guard case .speech(.speak(let said)) = effect else { continue }
            _ = update(&state, .speech(id: said.id, .started), at: now)
            _ = update(&state, .speech(id: said.id, .finished), at: now)
        }
        now = now + .seconds(1)
        if let due = state.nextDeadline, due <= now { _ = update(&state, .timeout, at: now) }
    }

    private mutating func press(_ chords: KeyChord...) {
        for chord in chords { take(.key(chord)) }
    }

    private static func party(_ name: String?, _ number: String) -> Party {
        Party(name: name, number: number, address: "sip:\(number)@example.org")
    }

    private func call(_ id: Int, _ name: String, _ number: String, _ callState: CallState) -> CallSnapshot {
        var call = CallSnapshot(
            id: CallID(id), account: AccountID(0), direction: .incoming, state: callState,
            remote: Self.party(name, number), dialledUser: "alice", startedAt: now,
            answeredAt: callState == .incoming ? nil : now)
        call.hasText = callState != .incoming
        return call
    }

    private mutating func ring(_ id: Int, _ name: String, _ number: String) {
        take(.engine(.callReceived(call(id, name, number, .incoming))))
    }

    private mutating func answer(_ id: Int, _ name: String, _ number: String) {
        ring(id, name, number)
        press(.function(4))
        take(.engine(.callChanged(call(id, name, number, .active))))
    }

    static func all(_ language: Language) -> [Scene] {
        func scene(_ name: String, _ work: (inout Scene) -> Void) -> Scene {
            var scene = Scene(name, language)
            work(&scene)
            return scene
        }
        let pages: [(String, Command)] = [
            ("contacts", .contacts), ("contact", .newContact), ("messages", .messages), ("new message", .newMessage),
            ("colleagues", .colleagues), ("announcements", .announcements), ("settings", .settings), ("sound", .sound),
            ("first steps", .firstStart), ("about", .about),
        ]
        let opened = pages.map { name, command in
            scene(name) { $0.press(.function(11), .character(command.code(language) ?? " "), .enter) }
        }
        return [
            scene("home") { _ in },
            scene("dial") { $0.press(.character(language == .french ? "c" : "d"), .character("0"), .character("4")) },
            scene("incoming") { $0.ring(1, "Dupont", "0476001122") },
            scene("in call") { $0.answer(1, "Dupont", "0476001122") },
            scene("second call") {
                $0.answer(1, "Dupont", "0476001122")
                $0.ring(2, "Martin", "0476003344")
            },
            scene("transfer") {
                $0.answer(1, "Dupont", "0476001122")
                $0.press(.function(7))
            },
            scene("conference") {
                $0.answer(1, "Dupont", "0476001122")
                $0.press(.function(11), .character("f"), .enter)
            },
            scene("conversation") {
                $0.answer(1, "Dupont", "0476001122")
                $0.press(.character("e"), .character("o"), .character("k"), .enter)
                $0.take(.engine(.textReceived(CallID(1), "Un arbre est tombé sur la route de Grenoble\n")))
            },
            scene("note") {
                $0.answer(1, "Dupont", "0476001122")
                $0.press(.character("n"), .character("a"))
            },
            scene("recent calls") {
                $0.ring(1, "Dupont", "0476001122")
                $0.take(.engine(.callEnded($0.call(1, "Dupont", "0476001122", .ended), EndReason(.missed))))
                $0.press(.function(11), .character(Command.callHistory.code(language) ?? " "), .enter)
            },
            scene("a setting") {
                $0.press(.function(11), .character(Command.settings.code(language) ?? " "), .enter)
                $0.press(.character("v"), .enter, .end, .enter)
            },
            scene("keys") { $0.press(.function(1)) },
            scene("a key") { $0.press(.function(1), .down, .enter) },
            scene("palette") { $0.press(.function(11)) },
        ] + opened
    }
}

import Configuration
import Foundation
import Scenarios
import Testing

@testable import Audit

/// The real program on its practice line, by the keys that its tables name.
@Suite struct ProgramTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    static let program = root + "/.build/debug/clairvoix"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: program)))
    func pagesCommandsAndNumbersAreReachedFromAnywhere() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "clairvoix-audit-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let configuration = "language = \"fr\"\n[audio]\nmicrophone = \"silence:\"\nheadset = \"null:\"\n"
        let written = FileManager.default.createFile(
            atPath: folder + "/config.toml", contents: Data(configuration.utf8), attributes: [.posixPermissions: 0o600])
        #expect(written)
        let stage = try Stage(program: Self.program, folder: folder, language: .french)
        defer { stage.end() }
        stage.screen = VirtualScreen(columns: 80, rows: 25)
        let environment = [
            "HOME": folder, "XDG_RUNTIME_DIR": folder, "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
        ]
        let arguments = ["--practice", "--speech", "none", "--config", folder + "/config.toml", "--state", folder]
        stage.terminal = try PseudoTerminal(
            program: Self.program, arguments: arguments, environment: environment, columns: 80, rows: 25)
        try stage.judge(.page("Accueil"))
        for title in ["Appels récents", "appels recents", "Annonces", "Réseau", "Touches", "À propos", "Accueil"] {
            try stage.carryOut(.open(page: title))
        }
        try stage.carryOut(.command("Contacts"))
        try stage.judge(.page("Contacts"))
        try stage.carryOut(.command("Composer"))
        try stage.judge(.field("Numéro", contains: ""))
        try stage.carryOut(.type("12", apart: nil))
        try stage.judge(.field("Numéro", contains: "12"))
        try stage.carryOut(.dial("0476003344"))
        try stage.judge(.hides("Numéro : 12"))
        try stage.carryOut(.act(.whereAmI))
        try stage.judge(.contrast(7))
        try stage.judge(.withoutColour)
        try stage.judge(.nothingTruncated)
        #expect(stage.screen.forbidden == ForbiddenOctets())
    }
}

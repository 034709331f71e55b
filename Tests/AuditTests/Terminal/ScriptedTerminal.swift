import Configuration
import Foundation
import Scenarios

@testable import Audit

/// A stage whose program is a shell's script on a terminal of 40 by 12.
final class ScriptedTerminal {
    let stage: Stage
    private let folder: URL

    init(_ script: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "clairvoix-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        stage = try Stage(program: "/bin/sh", folder: folder.path, language: .english)
        stage.screen = VirtualScreen(columns: 40, rows: 12)
        stage.terminal = try PseudoTerminal(
            program: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], columns: 40, rows: 12
        )
    }

    /// A program that writes back what it gets, control characters as cat writes them.
    static func echo() throws -> ScriptedTerminal {
        let terminal = try ScriptedTerminal("stty raw -echo; echo ready; exec cat -v")
        try terminal.stage.judge(.shows("ready", within: nil))
        return terminal
    }

    /// Called at the end of each test: a stage does not keep it alive.
    func end() {
        stage.end()
        try? FileManager.default.removeItem(at: folder)
    }
}

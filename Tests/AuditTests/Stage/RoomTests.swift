import Configuration
import Foundation
import Glibc
import Scenarios
import Testing
import Time

@testable import Audit

/// A disk that takes nothing more is no failure of the program.
@Suite struct RoomTests {
    private static let miss = Stop.miss(expected: Bilingual("a", "a"), happened: Bilingual("b", "b"))

    @Test func aFailureIsTheProgramsWhereThereIsRoomAlone() throws {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "clairvoix-room-\(UUID().uuidString)").path
        try #require(mkdir(folder, 0o700) == 0)
        let stage = try Stage(program: "/bin/sh", folder: folder, language: .english)
        defer { stage.end() }
        #expect(stage.blamed(Self.miss).outcome == .failed)
        #expect(stage.leaveEvidence(nil) == nil)
        #expect(FolderRemoval.remove(folder))
        // Gone, and not full: whoever did so is not excused.
        #expect(stage.blamed(Self.miss).outcome == .failed)
        #expect(stage.leaveEvidence(nil)?.reason.english.hasPrefix("cannot write \(folder): ") == true)
    }

    /// The audit itself, where no file may grow beyond what a second of sound takes (setrlimit(2), as a quota has it).
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: ProgramTests.program)))
    func aFullDiskIsToldAsSuch() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "clairvoix-full-\(UUID().uuidString)").path
        try #require(mkdir(folder, 0o700) == 0)
        defer { _ = FolderRemoval.remove(folder) }
        let scenario = """
            Feature: A full disk
              @A1
              Scenario: What is heard
                Given a blind agent
                When Martin calls
                Then I hear "never said at all"

            """
        #expect(WholeFile.write(scenario, to: folder + "/full.feature"))
        let script = "ulimit -f 300; exec \(ProgramTests.program) audit --language en \(folder)/full.feature"
        let terminal = try PseudoTerminal(
            program: "/bin/sh", arguments: ["-c", script],
            environment: ["PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8"], columns: 300, rows: 25)
        defer { terminal.end() }
        let deadline = Instant.now + .seconds(60)
        while terminal.exitCode == nil, Instant.now < deadline { _ = terminal.read(upTo: .milliseconds(50)) }
        _ = terminal.read(upTo: .zero)
        let text = String(decoding: terminal.log.flatMap(\.octets), as: UTF8.self)
        #expect(terminal.exitCode == 1)
        #expect(text.contains("to be checked: "), "\(text)")
        #expect(text.contains("cannot write "), "\(text)")
    }
}

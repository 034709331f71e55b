import Application
import Configuration
import Foundation
import Testing

@testable import Audit

@Suite struct RecordFileTests {
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "clairvoix-record-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test func aScriptIsWrittenWhole() throws {
        try inFolder { folder in
            let file = try RecordFile(folder + "/un-appel_reçu.feature", .french)
            #expect(file.title == "un appel reçu")
            try file.write("texte\n")
            #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "texte\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["un-appel_reçu.feature"])
        }
    }

    /// Neither before nor after: what came meanwhile is somebody's.
    @Test func nothingIsOverwritten() throws {
        try inFolder { folder in
            let path = folder + "/a.feature"
            let file = try RecordFile(path, .french)
            try "autre".write(toFile: path, atomically: false, encoding: .utf8)
            #expect(throws: ProgramProblem.self) { try RecordFile(path, .french) }
            #expect(throws: ProgramProblem.self) { try file.write("texte") }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "autre")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.feature"])
        }
    }

    @Test func aDiskThatIsFullLeavesNothing() {
        #expect(throws: ProgramProblem.self) { try RecordFile("/dev/full/a.feature", .french) }
        #expect(throws: ProgramProblem.self) { try RecordFile("/proc/none/a.feature", .english) }
    }

    @Test(arguments: ["a.txt", "a", ".feature", "/tmp/.feature", "a.feature/"])
    func otherNamesAreRefused(_ name: String) {
        #expect(throws: ProgramProblem.self) { try RecordFile(name, .french) }
    }
}

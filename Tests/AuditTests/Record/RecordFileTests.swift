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
        try inFolder { folder throws in
            let file = try RecordFile(folder + "/un-appel_reçu.feature", .french)
            #expect(file.title == "un appel reçu")
            #expect(try file.write("texte\n") == .file)
            #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "texte\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["un-appel_reçu.feature"])
        }
    }

    /// The longest name that a file can have.
    @Test func aLongNameIsWritten() throws {
        try inFolder { folder throws in
            let name = String(repeating: "n", count: 255 - ".feature".utf8.count) + ".feature"
            #expect(try RecordFile(folder + "/" + name, .french).write("texte\n") == .file)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
            #expect(throws: ProgramProblem.self) { try RecordFile(folder + "/n" + name, .french) }
        }
    }

    /// Neither before nor after: what came meanwhile is somebody's, and so is what was recorded.
    @Test func nothingIsOverwritten() throws {
        try inFolder { folder throws in
            let path = folder + "/a.feature"
            let file = try RecordFile(path, .french)
            try "autre".write(toFile: path, atomically: false, encoding: .utf8)
            #expect(throws: ProgramProblem.self) { try RecordFile(path, .french) }
            let drafts = [".clairvoix-\(getpid())", ".clairvoix-\(getpid())-1"].map { folder + "/" + $0 }
            for draft in drafts {
                let reason = String(cString: strerror(EEXIST))
                #expect(try file.write(draft) == .draft(draft, reason: reason))
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "autre")
            for draft in drafts { #expect(try String(contentsOfFile: draft, encoding: .utf8) == draft) }
        }
    }

    @Test func aDiskThatIsFullLeavesNothing() {
        #expect(throws: ProgramProblem.self) { try RecordFile("/dev/full/a.feature", .french) }
        #expect(throws: ProgramProblem.self) { try RecordFile("/proc/none/a.feature", .english) }
        // Root may write there, and nobody can.
        #expect(throws: ProgramProblem.self) { try RecordFile("/proc/a.feature", .english) }
    }

    /// A name may hold what would move the cursor.
    @Test(arguments: ["a\u{1B}[2J.feature", "a\n.feature", "a\u{202E}.feature", "a\u{1B}[2J"])
    func aNameIsShownWithoutControls(_ name: String) throws {
        try inFolder { folder throws in
            let path = folder + "/" + name
            try "autre".write(toFile: path, atomically: false, encoding: .utf8)
            let problem = #expect(throws: ProgramProblem.self) { try RecordFile(path, .french) }
            let shown = try #require(problem?.sentence)
            #expect(shown.contains("a\u{FFFD}"), "\(shown.debugDescription)")
            #expect(shown.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) })
        }
    }

    @Test(arguments: ["a.txt", "a", ".feature", "/tmp/.feature", "a.feature/"])
    func otherNamesAreRefused(_ name: String) {
        #expect(throws: ProgramProblem.self) { try RecordFile(name, .french) }
    }
}

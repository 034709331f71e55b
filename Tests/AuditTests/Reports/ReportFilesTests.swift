import Application
import Configuration
import Foundation
import Scenarios
import Testing

@testable import Audit

@Suite struct ReportFilesTests {
    private static let result = AuditResult(programVersion: "1", startedAt: 0, scenarios: [])

    private static func temporary() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "clairvoix-reports-\(UUID().uuidString)")
    }

    @Test func aFolderIsMadeAndItsReportsAreReplaced() throws {
        let folder = Self.temporary()
        defer { try? FileManager.default.removeItem(at: folder) }
        let inner = folder.appending(path: "a/b").path
        let publication = Publication(language: .french)
        for _ in 0..<2 {
            let paths = try ReportFiles.write(ReportFormat.allCases, of: Self.result, into: inner, publication)
            #expect(paths == ReportFormat.allCases.map { inner + "/" + $0.fileName })
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: inner)
        #expect(Set(names) == Set(ReportFormat.allCases.map(\.fileName)))
        let verdicts = try String(contentsOfFile: inner + "/verdicts.txt", encoding: .utf8)
        #expect(verdicts == ReportFormat.verdicts.content(Self.result, publication))
    }

    @Test func aFileInPlaceOfTheFolderIsTold() throws {
        let file = Self.temporary()
        defer { try? FileManager.default.removeItem(at: file) }
        try "x".write(to: file, atomically: true, encoding: .utf8)
        let problem = #expect(throws: ProgramProblem.self) {
            try ReportFiles.write([.verdicts], of: Self.result, into: file.path, Publication(language: .english))
        }
        #expect(
            problem?.sentence.hasPrefix(file.path + ": ") == true
                || problem?.sentence.hasPrefix(file.path + "/") == true)
    }
}

import Configuration
import Foundation
import Glibc
import Testing

@testable import Audit

@Suite struct LibraryTests {
    @Test func aPathThatIsNotThereIsAProblem() throws {
        #expect(try Library(["/nowhere"], .english).problems.count == 1)
    }

    /// A script that is not looked for is no script that passed.
    @Test func foldersThatAreTooDeepAreTold() throws {
        let top = FileManager.default.temporaryDirectory.appending(path: "clairvoix-library-\(UUID().uuidString)").path
        defer { _ = FolderRemoval.remove(top) }
        var path = top
        for _ in 0...Limits.depth {
            try #require(mkdir(path, 0o700) == 0)
            path += "/inner"
        }
        #expect(WholeFile.write("Feature: a\n", to: top + "/a.feature"))
        let library = try Library([top], .english)
        #expect(library.problems.count == 1)
        #expect(library.problems.first?.hasSuffix(": more than 8 folders within each other") == true)
    }
}

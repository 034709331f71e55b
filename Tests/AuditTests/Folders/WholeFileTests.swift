import Foundation
import Glibc
import Testing

@testable import Audit

@Suite struct WholeFileTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "clairvoix-whole-\(UUID().uuidString)").path
        try #require(mkdir(folder, 0o700) == 0)
    }

    private func names() throws -> Set<String> { Set(try FileManager.default.contentsOfDirectory(atPath: folder)) }

    @Test func aLinkInItsPlaceIsReplaced() throws {
        defer { _ = FolderRemoval.remove(folder) }
        #expect(WholeFile.write("theirs", to: folder + "/other"))
        try #require(symlink("other", folder + "/file") == 0)
        #expect(WholeFile.write("ours", to: folder + "/file"))
        #expect(try String(contentsOfFile: folder + "/other", encoding: .utf8) == "theirs")
        #expect(try String(contentsOfFile: folder + "/file", encoding: .utf8) == "ours")
        #expect(try names() == ["other", "file"])
    }

    @Test func whatCannotBeWrittenIsToldAndLeavesNothing() throws {
        defer { _ = FolderRemoval.remove(folder) }
        try #require(mkdir(folder + "/file", 0o700) == 0)
        #expect(!WholeFile.write("x", to: folder + "/file"))
        #expect(errno == EISDIR)
        #expect(try names() == ["file"])
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(!WholeFile.fill(full, [1, 2, 3]))
        #expect(errno == ENOSPC)
    }
}

import Foundation
import Glibc
import Testing

@testable import Audit

@Suite struct FolderRemovalTests {
    private static func temporary() throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "clairvoix-removal-\(UUID().uuidString)").path
        try #require(mkdir(path, 0o700) == 0)
        return path
    }

    private func isThere(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Deeper than a path may be long, and than calls may be nested.
    @Test func anyDepthIsTakenAway() throws {
        let path = try Self.temporary()
        var folder = open(path, O_RDONLY | O_DIRECTORY)
        for _ in 0..<6_000 {
            try #require(mkdirat(folder, "deeper", 0o700) == 0)
            let inner = openat(folder, "deeper", O_RDONLY | O_DIRECTORY)
            try #require(inner >= 0)
            close(openat(folder, ".moved-1", O_WRONLY | O_CREAT, 0o600))
            close(folder)
            folder = inner
        }
        close(folder)
        #expect(FolderRemoval.remove(path))
        #expect(!isThere(path))
    }

    @Test func anyNameAndAnyPermissionIsTakenAway() throws {
        let path = try Self.temporary()
        let folder = open(path, O_RDONLY | O_DIRECTORY)
        defer { close(folder) }
        let name = [CChar(bitPattern: 0xFF), 0]
        try #require(mkdirat(folder, name, 0o700) == 0)
        let inner = openat(folder, name, O_RDONLY | O_DIRECTORY)
        close(openat(inner, "file", O_WRONLY | O_CREAT, 0o400))
        try #require(mkdirat(inner, "closed", 0o700) == 0 && mkdirat(inner, "closed/inner", 0) == 0)
        try #require(fchmodat(inner, "closed", 0, 0) == 0)
        close(inner)
        try #require(fchmodat(folder, name, 0, 0) == 0)
        #expect(FolderRemoval.remove(path))
        #expect(!isThere(path))
    }

    @Test func linksAreNotFollowed() throws {
        let (path, other) = (try Self.temporary(), try Self.temporary())
        defer { _ = FolderRemoval.remove(other) }
        close(open(other + "/kept", O_WRONLY | O_CREAT, 0o600))
        try #require(symlink(other, path + "/link") == 0)
        try #require(mkdir(path + "/inner", 0o700) == 0 && symlink(other, path + "/inner/link") == 0)
        #expect(FolderRemoval.remove(path))
        #expect(isThere(other + "/kept"))
        try #require(symlink(other, path) == 0)
        #expect(FolderRemoval.remove(path))
        #expect(!isThere(path) && isThere(other + "/kept"))
    }

    @Test func whatIsNotThereIsGone() { #expect(FolderRemoval.remove("/nowhere/at/all")) }
}

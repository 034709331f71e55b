import Configuration
import Glibc
import Testing

@testable import Services

@Suite("A file in the place of another")
struct FileReplacementTests {
    private func replace(
        _ path: String, _ text: String, writing write: ([UInt8], Int32) -> Int32 = FileOutput.write
    ) throws -> Bool {
        let replacement = try FileReplacement(path)
        let old = try FileContents(replacement.target)
        return try replacement.write(Array(text.utf8), over: old?.status, mode: 0o600, writing: write)
    }

    /// Until the new file is whole on the disk the old one is in its place, whenever the program is killed.
    @Test func theOldOneIsThereUntilTheNewOneIsWhole() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("old", name: "file")
        // What a program left that was killed while it wrote.
        _ = try folder.write("ne", name: "file.\(getpid()).draft")
        var seen: String?
        let isReplaced = try replace(path, "new") { octets, file in
            let half = FileOutput.write(Array(octets.prefix(2)), to: file)
            seen = try? folder.text("file")
            return half == 0 ? FileOutput.write(Array(octets.dropFirst(2)), to: file) : half
        }
        #expect(isReplaced && seen == "old")
        #expect(try folder.text("file") == "new")
        #expect(folder.names == ["file"])
    }

    @Test func aFullDiskLosesNothing() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("old", name: "file")
        let full = ConfigurationProblem(.unwritable(String(cString: strerror(ENOSPC))))
        #expect(throws: full) {
            try replace(path, "new") { octets, file in
                _ = FileOutput.write(Array(octets.prefix(2)), to: file)
                return ENOSPC
            }
        }
        #expect(try folder.text("file") == "old")
        #expect(folder.names == ["file"])
    }

    @Test func whatAnotherPutThereMeanwhileStays() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("old", name: "file")
        let other = try folder.write("theirs", name: "other")
        let isReplaced = try replace(path, "new") { octets, file in
            rename(other, path) == 0 ? FileOutput.write(octets, to: file) : errno
        }
        #expect(!isReplaced)
        #expect(try folder.text("file") == "theirs")
        #expect(folder.names == ["file"])
    }

    /// The agent's settings may be elsewhere, a file at a time.
    @Test func aSymbolicLinkStaysOne() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("old", name: "real")
        let link = folder.path + "/link"
        #expect(symlink("real", link) == 0)
        #expect(try replace(link, "new"))
        var status = stat()
        #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        #expect(try folder.text("real") == "new")
        #expect(folder.names == ["link", "real"])
    }
}

import Configuration
import Glibc
import Testing

@testable import Services

@Suite("Files that the user names")
struct OctetFileTests {
    private let irregular = ConfigurationProblem(.irregular)

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode : 0
    }

    /// Nobody writes into the pipe: a reader that opened it as a file would wait for ever.
    @Test func whatIsNoFileIsNotRead() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        for path in [pipe, "/dev/zero", folder.path] {
            #expect(throws: irregular, "\(path)") { try OctetFile.octets(path, atMost: 9) }
        }
        #expect(throws: ConfigurationProblem.self) { try OctetFile.octets(folder.path + "/none", atMost: 9) }
    }

    @Test func aFileIsReadWholeOrNotAtAll() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("123456789", name: "file")
        #expect(symlink("file", folder.path + "/link") == 0)
        #expect(try OctetFile.octets(path, atMost: 9) == Array("123456789".utf8))
        #expect(try OctetFile.octets(folder.path + "/link", atMost: 9).count == 9, "what is read may be elsewhere")
        #expect(throws: ConfigurationProblem(.tooLarge(octets: 8))) { try OctetFile.octets(path, atMost: 8) }
    }

    @Test func aNewFileIsItsOwnersAlone() throws {
        let folder = try TemporaryFolder()
        let old = try folder.write("old, and longer", name: "file", mode: 0o644)
        let held = open(old, O_RDONLY | O_CLOEXEC)
        defer { close(held) }
        try OctetFile.writeNew(Array("new".utf8), to: old)
        #expect(try folder.text("file") == "new")
        #expect(mode(old) & 0o777 == 0o600)
        #expect(try OctetFile.octets(of: held, atMost: 99).count == 15, "who had the old one open has it still")
        try OctetFile.writeNew([], to: folder.path + "/empty")
        #expect(folder.names == ["empty", "file"])
    }

    /// Others may write to the folder: a link of theirs does not choose what is overwritten.
    @Test func noLinkIsFollowedAndNothingButAFileIsReplaced() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("theirs", name: "real")
        let (link, loose, pipe) = (folder.path + "/link", folder.path + "/loose", folder.path + "/pipe")
        #expect(symlink("real", link) == 0 && symlink("nowhere", loose) == 0 && mkfifo(pipe, 0o600) == 0)
        for path in [link, loose, pipe, "/dev/null", folder.path] {
            #expect(throws: irregular, "\(path)") { try OctetFile.writeNew([1], to: path) }
        }
        #expect(try folder.text("real") == "theirs")
        #expect(mode(link) & S_IFMT == S_IFLNK && mode(pipe) & S_IFMT == S_IFIFO)
        #expect(folder.names == ["link", "loose", "pipe", "real"])
    }

    /// The link comes while the file is written.
    @Test func whatAppearsMeanwhileStays() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/file"
        _ = try folder.write("theirs", name: "real")
        do {
            let new = try NewFile(path)
            #expect(FileOutput.write([1], to: new.file) == 0)
            #expect(symlink("real", path) == 0)
            #expect(throws: irregular) { try new.putInPlace() }
        }
        #expect(try folder.text("real") == "theirs")
        #expect(folder.names == ["file", "real"], "what was begun is gone")
    }

    @Test func whyIsToldInBothLanguages() {
        #expect(irregular.sentence(in: .french, file: "/a").contains("n'est pas un fichier ordinaire"))
        #expect(irregular.sentence(in: .english, file: "/a").contains("is no regular file"))
        let words = StateProblem(path: "/a", irregular).words
        #expect(words.french.contains("n'est pas un fichier ordinaire") && words.english.contains("no regular file"))
    }
}

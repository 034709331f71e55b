import CLinux
import Glibc
import Testing

@testable import Services

@Suite("A journal")
struct JournalTests {
    private func journal(_ folder: TemporaryFolder, _ text: String) throws -> Journal {
        Journal(path: try folder.write(text, name: "calls.jsonl"))
    }

    private func text(_ journal: Journal) throws -> String {
        try #require(try FileContents(journal.path, atMost: 16 << 20)).text
    }

    @Test func linesAreAppendedForTheOwnerAlone() throws {
        let folder = try TemporaryFolder()
        let journal = Journal(path: folder.path + "/notes.jsonl")
        #expect(journal.lines(last: 9) == [])
        try journal.append("one")
        try journal.append("two\nlines")
        #expect(try text(journal) == "one\ntwo lines\n")
        #expect(try FileContents(journal.path)?.mode == 0o600)
        #expect(journal.lines(last: 1) == ["two lines"])
    }

    @Test func aLineThatAnEndOfPowerCutShortSpoilsNoOther() throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, "one\nhal")
        try journal.append("three")
        #expect(journal.lines(last: 9) == ["one", "hal", "three"])
    }

    /// NFS without its lock service, and many a FUSE: nobody can hold the file there, so nobody is waited for.
    @Test(arguments: [ENOLCK, EOPNOTSUPP, EBADF])
    func whereTheFileSystemKnowsNoLocksItIsWrittenAllTheSame(_ reason: Int32) throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, "one\n")
        var asked = 0
        let refused: (Int32) -> Int32 = { file in
            asked += 1
            errno = reason
            return clinux_lock_file_with(file) { _, _ in -1 }
        }
        try journal.append("two", opened: {}, lock: refused)
        #expect(try text(journal) == "one\ntwo\n")
        #expect(asked == 1)
    }

    /// A signal is no other program: the lock is asked for again, and only then is it another's.
    @Test func aLockThatASignalBrokeIsAskedForAgain() {
        errno = 0
        let held = clinux_lock_file_with(-1) { _, _ in
            errno = errno == EINTR ? EWOULDBLOCK : EINTR
            return -1
        }
        #expect(held == -1)
        #expect(clinux_lock_file(-1) == 0, "no descriptor is not another's")
    }

    /// Written for years: more than is read at once.
    @Test func ofAHugeOneTheEndIsRead() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "x", count: 4_000)
        let kept = try journal(folder, (1...600).map { "\($0) \(long)\n" }.joined()).lines(last: 999)
        #expect(kept.last == "600 \(long)" && kept.count < 600)
        #expect(kept.allSatisfy { $0.hasSuffix(" " + long) }, "whole lines")
    }

    /// The system's own word of a full disk.
    @Test func aFullDeviceIsToldByItsNumber() throws {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        try #require(full >= 0)
        defer { close(full) }
        #expect(FileOutput.write([1, 2, 3], to: full) == ENOSPC)
    }

    /// Another puts a new file in its place between our opening of it and our having it alone: the line stands in the new one.
    @Test func aLineIsNotWrittenIntoTheFileThatWasReplaced() throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, "1\n")
        let other = try folder.write("2\n", name: "other")
        var isReplaced = false
        try journal.append("3") {
            if !isReplaced { isReplaced = rename(other, journal.path) == 0 }
        }
        #expect(isReplaced)
        #expect(try text(journal) == "2\n3\n")
    }

    /// What others append meanwhile is not lost.
    @Test func manyAppendAtOnce() async throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, "")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...40 { group.addTask { try journal.append("\(number)") } }
            try await group.waitForAll()
        }
        #expect(journal.lines(last: 999).compactMap { Int($0) }.sorted() == Array(1...40))
    }

    @Test func whatIsNoFileIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        let journal = Journal(path: folder.path + "/calls.jsonl")
        #expect(mkfifo(journal.path, 0o600) == 0)
        #expect(throws: StateProblem(path: journal.path, reason: "no file")) { try journal.append("x") }
        #expect(journal.lines(last: 1) == [])
    }
}

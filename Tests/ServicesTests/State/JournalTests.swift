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

    private func lines(_ range: ClosedRange<Int>) -> String { range.map { "\($0)\n" }.joined() }

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

    @Test func onlyTheNewestStay() throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, lines(1...1_200))
        chmod(journal.path, 0o644)
        try journal.trim(toLast: 1_000)
        #expect(try text(journal) == lines(201...1_200))
        #expect(try FileContents(journal.path)?.mode == 0o600, "its owner's alone from now on")
        #expect(folder.names == ["calls.jsonl"], "nothing is left beside it")
        let before = try FileContents(journal.path)?.identity
        try journal.trim(toLast: 1_000)
        #expect(try FileContents(journal.path)?.identity == before, "nothing is to be done")
        try Journal(path: folder.path + "/none").trim(toLast: 1)
        #expect(folder.names == ["calls.jsonl"], "none is made")
    }

    /// Written for years by a program that trimmed nothing: more than is read at once.
    @Test func aHugeOneIsCutToo() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "x", count: 4_000)
        let journal = try journal(folder, (1...600).map { "\($0) \(long)\n" }.joined())
        try journal.trim(toLast: 1_000)
        let kept = try text(journal)
        #expect(kept.utf8.count <= Limits.journalOctets && kept.hasSuffix("600 \(long)\n"))
        #expect(kept.split(separator: "\n").allSatisfy { $0.hasSuffix(" " + long) }, "whole lines")
    }

    /// Until the new file is whole on the disk the old one is in its place, whenever the program is killed.
    @Test func theOldOneIsThereUntilTheNewOneIsWhole() throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, lines(1...9))
        // What a program left that was killed while it wrote.
        _ = try folder.write("5\n6", name: "calls.jsonl.\(getpid()).draft")
        #expect(journal.lines(last: 99).count == 9)
        var seen: [String] = []
        try journal.trim(toLast: 4) { octets, file in
            let half = FileOutput.write(Array(octets.prefix(3)), to: file)
            seen = journal.lines(last: 99)
            return half == 0 ? FileOutput.write(Array(octets.dropFirst(3)), to: file) : half
        }
        #expect(seen.count == 9)
        #expect(try text(journal) == lines(6...9))
        #expect(folder.names == ["calls.jsonl"])
    }

    /// A bad sector, or a file that another cuts short: what could be read of it is not the journal.
    @Test(arguments: [(-1, EIO), (-1, EACCES), (0, EIO)])
    func whatIsNotReadToItsEndIsNotReplaced(_ got: Int, _ reason: Int32) throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, lines(1...9))
        let half: Reading = { file, room, count, place in
            errno = reason
            return place == 0 ? pread(file, room, 8, place) : got
        }
        let problem = #expect(throws: StateProblem.self) {
            try journal.trim(toLast: 2, writing: FileOutput.write, reading: half)
        }
        #expect(problem?.reason == String(cString: strerror(reason)))
        #expect(try text(journal) == lines(1...9))
        #expect(folder.names == ["calls.jsonl"])
    }

    /// Read in pieces, and after a signal.
    @Test func whatIsReadPieceByPieceIsWhole() throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, lines(1...9))
        var isSignal = false
        let pieces: Reading = { file, room, count, place in
            isSignal.toggle()
            errno = EINTR
            return isSignal ? -1 : pread(file, room, min(count, 3), place)
        }
        try journal.trim(toLast: 4, writing: FileOutput.write, reading: pieces)
        #expect(try text(journal) == lines(6...9))
    }

    /// The path leads to another file once ours is open: that one's lines are not taken for ours, nor is it replaced.
    @Test func anotherFileThatTookThePathIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, lines(1...9))
        let other = try folder.write("other\n", name: "other")
        var isMoved = false
        let moving: Reading = { file, room, count, place in
            if !isMoved { isMoved = rename(other, journal.path) == 0 }
            return pread(file, room, count, place)
        }
        let problem = #expect(throws: StateProblem.self) {
            try journal.trim(toLast: 2, writing: FileOutput.write, reading: moving)
        }
        #expect(isMoved && problem != nil)
        #expect(try text(journal) == "other\n")
    }

    /// A line that is not UTF-8 is a line: its octets are somebody's, though nothing reads them today.
    @Test func octetsStayAsTheyAre() throws {
        let folder = try TemporaryFolder()
        let journal = Journal(path: folder.path + "/calls.jsonl")
        let file = open(journal.path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        #expect(FileOutput.write(Array("one\ntwo\nd".utf8) + [0xe9] + Array("j\nfour\n".utf8), to: file) == 0)
        try journal.trim(toLast: 2)
        var octets = [UInt8](repeating: 0, count: 64)
        let new = open(journal.path, O_RDONLY | O_CLOEXEC)
        defer { close(new) }
        let count = read(new, &octets, octets.count)
        #expect(Array(octets.prefix(max(0, count))) == [UInt8(ascii: "d"), 0xe9] + Array("j\nfour\n".utf8))
        #expect(journal.lines(last: 9) == ["four"])
    }

    /// The folder of what is kept may be elsewhere, a file at a time.
    @Test func aSymbolicLinkStaysOne() throws {
        let folder = try TemporaryFolder()
        let real = try journal(folder, lines(1...9))
        let link = Journal(path: folder.path + "/link.jsonl")
        #expect(symlink("calls.jsonl", link.path) == 0)
        try link.trim(toLast: 2)
        var status = stat()
        #expect(lstat(link.path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        #expect(try text(real) == lines(8...9))
        #expect(folder.names == ["calls.jsonl", "link.jsonl"])
    }

    @Test func aFullDiskLosesNothing() throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, lines(1...9))
        let problem = #expect(throws: StateProblem.self) {
            try journal.trim(toLast: 4) { octets, file in
                _ = FileOutput.write(Array(octets.prefix(3)), to: file)
                return ENOSPC
            }
        }
        #expect(problem?.reason == "No space left on device")
        #expect(try text(journal) == lines(1...9))
        #expect(folder.names == ["calls.jsonl"])
        try journal.append("10")
        #expect(try text(journal) == lines(1...10))
    }

    /// The system's own word of a full disk.
    @Test func aFullDeviceIsToldByItsNumber() throws {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        try #require(full >= 0)
        defer { close(full) }
        #expect(FileOutput.write([1, 2, 3], to: full) == ENOSPC)
    }

    /// Another trims between our opening of the file and our having it alone: the line stands in the new file.
    @Test func aLineIsNotWrittenIntoTheFileThatWasReplaced() throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, lines(1...9))
        var isReplaced = false
        try journal.append("10") {
            if !isReplaced { try? journal.trim(toLast: 3) }
            isReplaced = true
        }
        #expect(try text(journal) == lines(7...10))
    }

    /// What is appended while another trims stands in the new file.
    @Test func whatIsAppendedMeanwhileIsNotLost() async throws {
        let folder = try TemporaryFolder()
        let journal = try journal(folder, lines(1...100))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 101...140 {
                group.addTask { try journal.append("\(number)") }
                if number.isMultiple(of: 10) { group.addTask { try journal.trim(toLast: 60) } }
            }
            try await group.waitForAll()
        }
        let kept = journal.lines(last: 999).compactMap { Int($0) }
        #expect(Set(101...140).isSubset(of: kept))
        #expect(Set(kept).count == kept.count)
    }

    @Test func whatIsNoFileIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        let journal = Journal(path: folder.path + "/calls.jsonl")
        #expect(mkfifo(journal.path, 0o600) == 0)
        #expect(throws: StateProblem(path: journal.path, reason: "no file")) { try journal.append("x") }
        #expect(throws: StateProblem(path: journal.path, reason: "no file")) { try journal.trim(toLast: 1) }
        #expect(journal.lines(last: 1) == [])
    }
}

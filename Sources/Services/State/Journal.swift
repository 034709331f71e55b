import CLinux
import Configuration
import Glibc

/// A file of lines that grows at its end, its owner's alone: what was appended is on the disk when the call returns.
public struct Journal: Sendable, Equatable {
    public let path: String

    public init(path: String) { self.path = path }

    /// Appends one line (without its end).
    /// - Throws: where it cannot be written whole; what stood there stays.
    public func append(_ line: String) throws(StateProblem) { try append(line) {} }

    /// - Parameters:
    ///   - opened: called when the file is open and not ours alone yet.
    ///   - lock: claims the file; 0 unless another has claimed it.
    func append(
        _ line: String, opened: () -> Void, lock: (Int32) -> Int32 = clinux_lock_file
    ) throws(StateProblem) {
        let file = try openForOne(opened: opened, lock: lock)
        defer { close(file) }
        let size = lseek(file, 0, SEEK_END)
        var octets = Array(line.utf8).map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
        octets.append(UInt8(ascii: "\n"))
        // A line that an end of power cut short is ended first, so that it spoils no other.
        if !isEnded(file, size) { octets.insert(UInt8(ascii: "\n"), at: 0) }
        let written = write(file, octets, octets.count)
        guard written == octets.count, fsync(file) == 0 else {
            // Half a line is none.
            let reason = written >= 0 && written < octets.count ? ENOSPC : errno
            if size >= 0 { _ = ftruncate(file, size) }
            throw problem(reason)
        }
    }

    /// The last lines, the oldest first, as far as they can be read; none where there is no file. What is not UTF-8 is no line.
    public func lines(last count: Int) -> [String] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return [] }
        defer { close(file) }
        guard let status = FileStatus(of: file), status.isRegular else { return [] }
        return JournalEnd(of: file, octets: status.identity.octets).lines.suffix(count)
            .compactMap { String(validating: $0, as: UTF8.self) }
    }

    private func isEnded(_ file: Int32, _ size: off_t) -> Bool {
        var last: UInt8 = 0
        return size <= 0 || pread(file, &last, 1, size - 1) != 1 || last == UInt8(ascii: "\n")
    }

    /// The file that stands at the path, for nobody else until it is closed (where the file system knows no locks: for whoever has it).
    private func openForOne(opened: () -> Void, lock: (Int32) -> Int32) throws(StateProblem) -> Int32 {
        for _ in 0..<Limits.lockAttempts {
            // Not blocked by a pipe of that name.
            let file = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_CREAT, 0o600)
            guard file >= 0 else { throw problem(errno) }
            guard FileStatus(of: file)?.isRegular == true else {
                close(file)
                throw StateProblem(path: path, reason: "no file")
            }
            opened()
            if lock(file) == 0 {
                // Another may have put a new one in its place before we held it.
                if isInPlace(file) { return file }
                close(file)
            } else {
                close(file)
                usleep(Limits.lockPauseMicroseconds)
            }
        }
        throw problem(EWOULDBLOCK)
    }

    private func isInPlace(_ file: Int32) -> Bool {
        var (open, named) = (stat(), stat())
        return fstat(file, &open) == 0 && stat(path, &named) == 0 && open.st_dev == named.st_dev
            && open.st_ino == named.st_ino
    }

    private func problem(_ reason: Int32) -> StateProblem {
        StateProblem(path: path, reason: String(cString: strerror(reason)))
    }
}

extension StateFolder {
    /// A journal in the folder, which is made where it is missing.
    public func journal(_ name: String) throws(StateProblem) -> Journal {
        try makeFolder()
        return Journal(path: path + "/" + name)
    }
}

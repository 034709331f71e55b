import Glibc

/// A journal that must not grow for ever: its newest lines are put in its place, whole or not at all.
extension Journal {
    /// Leaves the newest lines where there are more; what others append meanwhile waits, and is not lost. Whenever the program or
    /// the computer ends here, the file is the old one or the new one.
    /// - Parameter count: how many lines stay; of what is beyond `Limits.journalOctets` from the end none does.
    /// - Throws: where it cannot be written; the file is then as it was.
    public func trim(toLast count: Int) throws(StateProblem) { try trim(toLast: count, writing: FileOutput.write) }

    /// - Parameter write: writes octets to a file; 0, or the system's number of why not.
    func trim(toLast count: Int, writing write: ([UInt8], Int32) -> Int32) throws(StateProblem) {
        guard access(path, F_OK) == 0 else { return }
        let file = try openForOne(creating: false)
        defer { close(file) }
        let kept = lines(last: Int.max)
        guard lseek(file, 0, SEEK_END) > off_t(Limits.journalOctets) || kept.count > count else { return }
        let draft = path + ".draft"
        // One that an end of power left; only who holds the journal makes another.
        unlink(draft)
        let new = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard new >= 0 else { throw problem(errno) }
        defer { unlink(draft) }
        let octets = kept.suffix(count).flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
        var reason = write(octets, new)
        if reason == 0, fsync(new) != 0 { reason = errno }
        close(new)
        if reason == 0, rename(draft, path) != 0 { reason = errno }
        guard reason == 0 else { throw problem(reason) }
        syncFolder()
    }

    /// Some file systems cannot do so; the file is in its place none the less.
    private func syncFolder() {
        let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        _ = fsync(folder)
        close(folder)
    }
}

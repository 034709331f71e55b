import Configuration
import Glibc

/// A journal that must not grow for ever: its newest lines are put in its place, whole or not at all.
extension Journal {
    /// Leaves the newest lines where there are more; what others append meanwhile waits, and is not lost. Whenever the program or
    /// the computer ends here, the file is the old one or the new one. Lines stay octet for octet.
    /// - Parameter count: how many lines stay; of what is beyond `Limits.journalOctets` from the end none does.
    /// - Throws: where it cannot be read whole or be written; the file is then as it was.
    public func trim(toLast count: Int) throws(StateProblem) {
        try trim(toLast: count, writing: FileOutput.write)
    }

    /// - Parameters:
    ///   - write: writes octets to a file; 0, or the system's number of why not.
    ///   - read: as the system's `pread`.
    func trim(
        toLast count: Int, writing write: ([UInt8], Int32) -> Int32, reading read: Reading = pread
    ) throws(StateProblem) {
        guard access(path, F_OK) == 0 else { return }
        let file = try openForOne(creating: false)
        defer { close(file) }
        // What is read is the file that we hold, whatever stands at the path meanwhile.
        guard let old = FileStatus(of: file) else { throw problem(errno) }
        let end = JournalEnd(of: file, octets: old.identity.octets, reading: read)
        guard end.reason == 0 else { throw problem(end.reason) }
        let lines = end.lines
        // A file without a whole line in reach is no journal of ours: it is left.
        guard !lines.isEmpty, end.isCut || lines.count > count else { return }
        let octets = lines.suffix(count).flatMap { Array($0) + [UInt8(ascii: "\n")] }
        let isReplaced: Bool
        do throws(ConfigurationProblem) {
            let replacement = try FileReplacement(path)
            isReplaced = try replacement.write(octets, over: old, mode: 0o600, writing: write)
        } catch {
            guard case .unwritable(let reason) = error.fault else { throw problem(EIO) }
            throw StateProblem(path: path, reason: reason)
        }
        guard isReplaced else { throw StateProblem(path: path, reason: "another program keeps changing it") }
    }
}

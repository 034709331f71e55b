import Configuration
import Glibc

/// A file that the user asked for at a place of their own: written aside, its owner's alone, and put in its place whole. No link at that
/// place is followed and nothing but a file is replaced: in a folder that others write to they would choose what is overwritten.
final class NewFile {
    /// Open for writing.
    let file: Int32
    private let path: String
    private let draft: String

    /// - Throws: `irregular` where a link, a folder, a pipe or a device stands there; else `unwritable`.
    init(_ path: String) throws(ConfigurationProblem) {
        try Self.check(path)
        let draft = path + ".\(getpid()).draft"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Self.problem }
        self.file = file
        self.path = path
        self.draft = draft
    }

    deinit {
        close(file)
        unlink(draft)
    }

    /// Puts it in its place, once all is written.
    /// - Throws: as `init`; what stood there stays.
    func putInPlace() throws(ConfigurationProblem) {
        guard fsync(file) == 0 else { throw Self.problem }
        try Self.check(path)
        guard rename(draft, path) == 0 else { throw Self.problem }
    }

    private static func check(_ path: String) throws(ConfigurationProblem) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        throw ConfigurationProblem(.irregular)
    }

    private static var problem: ConfigurationProblem {
        ConfigurationProblem(.unwritable(String(cString: strerror(errno))))
    }
}

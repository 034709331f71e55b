import CLinux
import Configuration
import Glibc

/// Puts a file in the place of another whole or not at all. Of two programs that do so in one folder the second waits; what an editor did
/// to the file since it was read is seen and not lost.
struct FileReplacement: ~Copyable {
    /// The file itself, behind any symbolic links.
    let target: String
    private let folder: Int32

    /// Makes the folder where it is missing, for its owner alone, and holds it until the end of this value.
    /// - Throws: `unwritable`.
    init(_ path: String) throws(ConfigurationProblem) {
        let target = Self.behindLinks(path)
        let parent = Self.parent(of: target)
        try Self.makeFolder(parent)
        let folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Self.problem }
        var attempts = 0
        while clinux_lock_file(folder) != 0 {
            attempts += 1
            guard attempts < Limits.lockAttempts else {
                close(folder)
                throw ConfigurationProblem(.unwritable(String(cString: strerror(EWOULDBLOCK))))
            }
            usleep(Limits.lockPauseMicroseconds)
        }
        self.target = target
        self.folder = folder
    }

    deinit { close(folder) }

    /// Writes the text aside, then puts it in its place.
    /// - Parameters:
    ///   - old: the file that was read; nil: there was none.
    ///   - mode: the new file's permissions.
    /// - Returns: false where the file is not the one that was read any more; it is then left as it is.
    /// - Throws: `unwritable`.
    func write(_ text: String, over old: FileContents?, mode: mode_t) throws(ConfigurationProblem) -> Bool {
        try write(Array(text.utf8), over: old?.status, mode: mode)
    }

    /// The same with octets.
    /// - Parameter write: writes octets to a file; 0, or the system's number of why not.
    func write(
        _ octets: [UInt8], over old: FileStatus?, mode: mode_t,
        writing write: ([UInt8], Int32) -> Int32 = FileOutput.write
    ) throws(ConfigurationProblem) -> Bool {
        if let old {
            guard old.isRegular else { throw ConfigurationProblem(.unwritable("not a regular file")) }
            guard access(target, W_OK) == 0 else { throw Self.problem }
        }
        let draft = target + ".\(getpid()).draft"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Self.problem }
        defer { unlink(draft) }
        do {
            defer { close(file) }
            // Another owner is kept where we may: an administrator changed the agent's file.
            if let old, old.owner != geteuid() || old.group != getegid() {
                _ = fchown(file, old.owner, old.group)
            }
            guard fchmod(file, mode) == 0 else { throw Self.problem }
            let reason = write(octets, file)
            guard reason == 0 else { throw ConfigurationProblem(.unwritable(String(cString: strerror(reason)))) }
            guard fsync(file) == 0 else { throw Self.problem }
        }
        guard FileContents.Identity.of(target) == old?.identity else { return false }
        guard rename(draft, target) == 0 else { throw Self.problem }
        // Some file systems cannot do so; the file is in its place none the less.
        _ = fsync(folder)
        return true
    }

    private static var problem: ConfigurationProblem {
        ConfigurationProblem(.unwritable(String(cString: strerror(errno))))
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A link is followed to its target, whether that exists or not.
    private static func behindLinks(_ path: String) -> String {
        var path = path
        for _ in 0..<Limits.symbolicLinks {
            var letters = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = readlink(path, &letters, letters.count)
            guard count > 0 else { break }
            let place = String(decoding: letters[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            path = place.hasPrefix("/") ? place : parent(of: path) + "/" + place
        }
        return path
    }

    private static func makeFolder(_ path: String) throws(ConfigurationProblem) {
        var place = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            place += "/" + part
            if mkdir(place, 0o700) != 0, errno != EEXIST {
                // A folder above may be one that we cannot write and need not.
                let reason = errno
                if access(place, F_OK) != 0 {
                    throw ConfigurationProblem(.unwritable(String(cString: strerror(reason))))
                }
            }
        }
    }
}

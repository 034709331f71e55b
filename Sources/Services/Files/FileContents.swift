import Configuration
import Glibc

/// The text of a small file, with what tells whether it is still the same.
struct FileContents: Sendable {
    /// What a file is: another one in its place, or other contents, have another.
    struct Identity: Sendable, Equatable {
        var device: dev_t
        var node: ino_t
        var octets: off_t
        var modifiedSeconds: Int
        var modifiedNanoseconds: Int
        var changedSeconds: Int
        var changedNanoseconds: Int

        init(_ status: stat) {
            device = status.st_dev
            node = status.st_ino
            octets = status.st_size
            modifiedSeconds = status.st_mtim.tv_sec
            modifiedNanoseconds = status.st_mtim.tv_nsec
            changedSeconds = status.st_ctim.tv_sec
            changedNanoseconds = status.st_ctim.tv_nsec
        }

        /// Of the file at a path now; nil where there is none.
        static func of(_ path: String) -> Identity? {
            var status = stat()
            return stat(path, &status) == 0 ? Identity(status) : nil
        }
    }

    var text: String
    var status: FileStatus
    /// The permissions, such as 0o600.
    var mode: mode_t { status.mode }
    var identity: Identity { status.identity }

    /// - Parameters:
    ///   - limit: the most octets that it may have.
    ///   - mayWait: a pipe is read to its end, as long as that takes: its user named it.
    /// - Returns: nil where there is no file.
    /// - Throws: `unreadable`, with "not UTF-8" where it is none, or `tooLarge`.
    init?(
        _ path: String, atMost limit: Int = Configuration.Limits.fileOctets, mayWait: Bool = false
    ) throws(ConfigurationProblem) {
        let file = open(path, O_RDONLY | O_CLOEXEC | (mayWait ? 0 : O_NONBLOCK))
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw ConfigurationProblem(.unreadable(String(cString: strerror(errno))))
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw ConfigurationProblem(.unreadable(String(cString: strerror(errno))))
        }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw ConfigurationProblem(.unreadable("a directory")) }
        guard mayWait || status.st_mode & S_IFMT == S_IFREG else { throw ConfigurationProblem(.unreadable("no file")) }
        guard let text = String(validating: try OctetFile.octets(of: file, atMost: limit), as: UTF8.self) else {
            throw ConfigurationProblem(.unreadable("not UTF-8"))
        }
        self.text = text
        self.status = FileStatus(status)
    }

    /// What the text says as a configuration.
    /// - Throws: where it is not TOML, or holds a secret and others may read it.
    func reader(isPart: Bool = false) throws(ConfigurationProblem) -> SettingsReader {
        let reader = SettingsReader(try TOMLReading.entries(of: text), isPart: isPart)
        if reader.settings.holdsSecret, mode & 0o077 != 0 { throw ConfigurationProblem(.readableByOthers) }
        return reader
    }
}

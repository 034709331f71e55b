import Glibc

/// What the system says of a file when it is read: whether it is still the same is asked before another takes its place.
struct FileStatus: Sendable, Equatable {
    /// The permissions, such as 0o600.
    var mode: mode_t
    var owner: uid_t
    var group: gid_t
    var isRegular: Bool
    var identity: FileContents.Identity

    init(_ status: stat) {
        mode = status.st_mode & 0o7777
        owner = status.st_uid
        group = status.st_gid
        isRegular = status.st_mode & S_IFMT == S_IFREG
        identity = FileContents.Identity(status)
    }

    /// Of an open file; nil where the system cannot tell, with errno.
    init?(of file: Int32) {
        var status = stat()
        guard fstat(file, &status) == 0 else { return nil }
        self.init(status)
    }
}

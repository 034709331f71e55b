import Glibc

/// A file that is written whole or not at all: aside first, then in the place of what stood there under its name.
enum WholeFile {
    /// - Returns: false where it cannot be written, with errno; what stood there then still stands.
    static func write(_ text: String, to path: String, mode: mode_t = 0o600) -> Bool {
        write(Array(text.utf8), to: path, mode: mode)
    }

    /// The same of octets. A link or a pipe that a program under test put there is replaced, never followed.
    static func write(_ octets: [UInt8], to path: String, mode: mode_t = 0o600) -> Bool {
        let draft = path + ".\(getpid()).draft"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { return false }
        let isWhole = fill(file, octets) && rename(draft, path) == 0
        let reason = errno
        close(file)
        if !isWhole { unlink(draft) }
        errno = reason
        return isWhole
    }

    /// Writes all of it: where a disk is full, a part alone may be taken.
    static func fill(_ file: Int32, _ octets: [UInt8]) -> Bool {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

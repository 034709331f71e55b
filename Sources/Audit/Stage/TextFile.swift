import Glibc

/// A text as a file of its owner alone.
enum TextFile {
    /// Creates or replaces the file.
    /// - Returns: false where it cannot be written, with errno.
    static func write(_ text: String, to path: String, mode: mode_t = 0o600) -> Bool {
        write(Array(text.utf8), to: path, mode: mode)
    }

    /// The same of octets.
    static func write(_ octets: [UInt8], to path: String, mode: mode_t = 0o600) -> Bool {
        // What stands there may be a link or a pipe that the program under test put in its place.
        unlink(path)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { return false }
        defer { close(file) }
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

import Glibc

/// A text as a file of its owner alone.
enum TextFile {
    /// Creates or replaces the file.
    /// - Returns: false where it cannot be written, with errno.
    static func write(_ text: String, to path: String, mode: mode_t = 0o600) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard file >= 0 else { return false }
        defer { close(file) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

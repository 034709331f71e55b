import Glibc

/// A file that somebody else writes, followed as it grows. It need not be there yet.
final class GrowingFile {
    private let path: String
    private var descriptor: Int32 = -1
    private var position = 0

    init(path: String) { self.path = path }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// What was written since the last look, in pieces of bounded size.
    func follow(_ take: ([UInt8]) -> Void) {
        if descriptor < 0 { descriptor = Self.regularFile(path) }
        guard descriptor >= 0 else { return }
        for _ in 0..<Limits.pieces {
            let octets = [UInt8](unsafeUninitializedCapacity: Limits.piece) { buffer, count in
                count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(position)))
            }
            guard !octets.isEmpty else { return }
            position += octets.count
            take(octets)
        }
    }

    /// A stretch of what was written so far, as far as it goes.
    func octets(from place: Int, count: Int) -> [UInt8] {
        if descriptor < 0 { descriptor = Self.regularFile(path) }
        guard descriptor >= 0, place >= 0, count > 0, count <= Limits.piece * Limits.pieces else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(place)))
        }
    }

    /// -1 where there is none: a pipe in its place would never be read to an end.
    private static func regularFile(_ path: String) -> Int32 {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard file >= 0 else { return -1 }
        var status = stat()
        if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return file }
        close(file)
        return -1
    }
}

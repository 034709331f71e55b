import Glibc

/// A file of proc(5): what is there at this moment, the first of it.
enum ProcFile {
    /// Nothing where it cannot be read.
    static func octets(_ path: String, atMost most: Int = Limits.procOctets) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        return [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            // The kernel hands over a page at a time.
            while count < buffer.count, let rest = buffer.baseAddress?.advanced(by: count) {
                let got = read(file, rest, buffer.count - count)
                guard got > 0 else { break }
                count += got
            }
        }
    }
}

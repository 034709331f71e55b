import Glibc

/// A file of proc(5): what is there at this moment, the first of it.
enum ProcFile {
    /// Nothing where it cannot be read.
    static func octets(_ path: String) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        return [UInt8](unsafeUninitializedCapacity: Limits.procOctets) { buffer, count in
            count = max(0, read(file, buffer.baseAddress, buffer.count))
        }
    }
}

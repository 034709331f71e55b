import Glibc

/// Writes to an open file until all is written.
enum FileOutput {
    /// - Returns: 0, or the system's number of why not all was written (ENOSPC where the disk is full).
    static func write(_ octets: [UInt8], to file: Int32) -> Int32 {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            rest = rest.dropFirst(count)
        }
        return 0
    }
}

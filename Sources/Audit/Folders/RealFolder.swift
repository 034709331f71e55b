import Glibc

/// Whether a folder still is where its path says: a program under test may have put a link in its place, or in that of one above.
enum RealFolder {
    /// - Returns: 0, or the system's number of why not.
    static func problem(_ path: String) -> Int32 {
        guard let real = realpath(path, nil) else { return errno }
        defer { free(real) }
        return String(cString: real) == path ? 0 : ELOOP
    }
}

import Glibc

/// A database file that is none, or not whole.
struct BrokenStore: Error {
    var reason: String

    /// Puts the file and its log aside under a dated name, octet for octet: somebody may save of it what can be saved.
    /// - Returns: the new name.
    static func setAside(_ path: String) throws -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        let words = [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec]
        let date = words.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
        let place = "\(path).broken-\(date)"
        guard rename(path, place) == 0 else {
            throw StateProblem(path: path, reason: String(cString: strerror(errno)))
        }
        // Read with another database, they would spoil it.
        for end in ["-wal", "-shm"] { rename(path + end, place + end) }
        return place
    }
}

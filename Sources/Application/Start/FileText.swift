import Glibc

/// Reads files that the user names: bounded, and with the system's words where it cannot be done.
public enum FileText {
    /// - Throws: the system's words, or that the file is larger than the limit.
    public static func octets(_ path: String, atMost limit: Int) throws(ProgramProblem) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw ProgramProblem("\(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw ProgramProblem("\(path): \(String(cString: strerror(errno)))") }
            if count == 0 { return result }
            result += chunk[..<count]
            guard result.count <= limit else { throw ProgramProblem("\(path): larger than \(limit) octets") }
        }
    }
}

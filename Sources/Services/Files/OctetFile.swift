import Configuration
import Glibc

/// A file of the agent's, read or written whole.
public enum OctetFile {
    /// A pipe or a device would keep its reader waiting, and is not read.
    /// - Throws: `unreadable`, `irregular` or `tooLarge`.
    public static func octets(_ path: String, atMost limit: Int) throws(ConfigurationProblem) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw ConfigurationProblem(.unreadable(String(cString: strerror(errno)))) }
        defer { close(file) }
        guard FileStatus(of: file)?.isRegular == true else { throw ConfigurationProblem(.irregular) }
        return try octets(of: file, atMost: limit)
    }

    /// What is left of an open file.
    static func octets(of file: Int32, atMost limit: Int) throws(ConfigurationProblem) -> [UInt8] {
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw ConfigurationProblem(.unreadable(String(cString: strerror(errno))))
            }
            if count == 0 { return octets }
            guard octets.count + count <= limit else { throw ConfigurationProblem(.tooLarge(octets: limit)) }
            octets += chunk[0..<count]
        }
    }

    /// Makes the file that the user named, or puts a new one in its place: whole or not at all, for its owner alone.
    /// - Throws: `irregular` where a link, a folder, a pipe or a device stands there; else `unwritable`.
    public static func writeNew(_ octets: [UInt8], to path: String) throws(ConfigurationProblem) {
        let new = try NewFile(path)
        let reason = FileOutput.write(octets, to: new.file)
        guard reason == 0 else { throw ConfigurationProblem(.unwritable(String(cString: strerror(reason)))) }
        try new.putInPlace()
    }

    /// Puts the octets in the file's place, whole or not at all, for the agent alone where it is new.
    /// - Throws: `unwritable`.
    public static func write(_ octets: [UInt8], to path: String) throws(ConfigurationProblem) {
        let replacement = try FileReplacement(path)
        let file = open(replacement.target, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        let old = file >= 0 ? FileStatus(of: file) : nil
        if file >= 0 { close(file) }
        guard try replacement.write(octets, over: old, mode: old.map { $0.mode } ?? 0o600) else {
            throw ConfigurationProblem(.unwritable("another program keeps changing it"))
        }
    }
}

import Configuration
import Glibc

/// A theme on disk: a TOML file, as the neutral tree of `Configuration`.
public enum ThemeFile {
    /// - Returns: nil where there is no such file.
    /// - Throws: where it cannot be read, is larger than `Limits.themeOctets`, or is not TOML in UTF-8.
    public static func entries(path: String) throws(ConfigurationProblem) -> [ConfigurationEntry]? {
        // Not blocked by a pipe of that name.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw ConfigurationProblem(.unreadable(String(cString: strerror(errno))))
        }
        defer { close(file) }
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw ConfigurationProblem(.unreadable(String(cString: strerror(errno))))
            }
            if count == 0 { break }
            octets += chunk[0..<count]
            if octets.count > Limits.themeOctets { throw ConfigurationProblem(.tooLarge) }
        }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw ConfigurationProblem(.unreadable("not UTF-8"))
        }
        return try TOMLReading.entries(of: text)
    }
}

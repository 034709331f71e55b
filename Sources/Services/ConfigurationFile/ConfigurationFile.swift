import Configuration
import Glibc

/// The configuration file on this computer: where it is, what it says, and who may read it.
public struct ConfigurationFile: Sendable, Equatable {
    /// The path as the user would write it.
    public var path: String
    /// Named by the user, so that its absence is an error.
    public var isRequired: Bool

    /// - Parameter path: the file that `--config` names; nil: the XDG place.
    /// - Parameter environment: a variable's value, by its name.
    public init(path: String?, environment: (String) -> String?) {
        if let path {
            self.path = path
            isRequired = true
        } else {
            self.path = Self.standardPath(environment)
            isRequired = false
        }
    }

    /// `$XDG_CONFIG_HOME/clairvoix/config.toml`; the variable must hold an absolute path (XDG base directories), else
    /// `~/.config` is taken.
    static func standardPath(_ environment: (String) -> String?) -> String {
        if let place = environment("XDG_CONFIG_HOME"), place.hasPrefix("/") {
            return place + "/clairvoix/config.toml"
        }
        return (environment("HOME") ?? "") + "/.config/clairvoix/config.toml"
    }

    /// Whether anything is there.
    public var exists: Bool { access(path, F_OK) == 0 }

    /// The settings of the file, or the defaults where there is no file at the standard place.
    /// - Throws: the first problem, as one sentence to be.
    public func load() throws(ConfigurationProblem) -> Settings {
        let reader = try read()
        if let first = reader.problems.first { throw first }
        return reader.settings
    }

    /// Reads the file and all its problems.
    /// - Throws: where it cannot be read at all, is not TOML, or is readable by others while it holds a secret.
    public func read() throws(ConfigurationProblem) -> SettingsReader {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT, !isRequired { return SettingsReader([]) }
            throw ConfigurationProblem(.unreadable(String(cString: strerror(errno))))
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw ConfigurationProblem(.unreadable(String(cString: strerror(errno))))
        }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw ConfigurationProblem(.unreadable("a directory")) }
        let octets = try contents(file)
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw ConfigurationProblem(.unreadable("not UTF-8"))
        }
        let reader = SettingsReader(try TOMLReading.entries(of: text))
        if reader.settings.holdsSecret, status.st_mode & 0o077 != 0 {
            throw ConfigurationProblem(.readableByOthers)
        }
        return reader
    }

    private func contents(_ file: Int32) throws(ConfigurationProblem) -> [UInt8] {
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw ConfigurationProblem(.unreadable(String(cString: strerror(errno))))
            }
            if count == 0 { return octets }
            octets += chunk[0..<count]
            if octets.count > Configuration.Limits.fileOctets { throw ConfigurationProblem(.tooLarge) }
        }
    }
}

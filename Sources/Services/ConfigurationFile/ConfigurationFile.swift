import Configuration
import Glibc

/// The configuration file on this computer: where it is, what it says, and who may read it.
public struct ConfigurationFile: Sendable, Equatable {
    /// The path as the user would write it.
    public var path: String
    /// Named by the user, so that its absence is an error.
    public var isRequired: Bool
    /// Other layers say what an account lacks here.
    public var isPart = false

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

    /// The folder that the file is in, without a "/" at its end.
    var folder: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "." }

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
    /// - Parameter mayWait: a pipe that the user named is read to its end. Only at the start: later nothing waits for who writes it.
    /// - Throws: where it cannot be read at all, is not TOML, or is readable by others while it holds a secret.
    public func read(mayWait: Bool = true) throws(ConfigurationProblem) -> SettingsReader {
        guard let contents = try FileContents(path, mayWait: mayWait && isRequired) else {
            if !isRequired { return SettingsReader([]) }
            throw ConfigurationProblem(.unreadable(String(cString: strerror(ENOENT))))
        }
        return try contents.reader(isPart: isPart)
    }
}

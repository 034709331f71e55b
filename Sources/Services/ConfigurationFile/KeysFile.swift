import Configuration
import Glibc

/// The agent's own keys, in `keys.toml` beside the configuration file. What its entries mean is the interface's to say.
public struct KeysFile: Sendable, Equatable {
    public let path: String

    /// - Parameter configuration: the file in whose folder it is.
    public init(beside configuration: ConfigurationFile) {
        let folder = configuration.path.lastIndex(of: "/").map { configuration.path[...$0] } ?? ""
        path = folder + "keys.toml"
    }

    /// Whether anything is there.
    public var exists: Bool { access(path, F_OK) == 0 }

    /// The file as it is written; nil where there is none.
    /// - Throws: where it cannot be read.
    public func text() throws(ConfigurationProblem) -> String? { try FileContents(path)?.text }

    /// What the file says, in its order; empty where there is none.
    /// - Throws: where it cannot be read or is no TOML, with its line.
    public func read() throws(ConfigurationProblem) -> [ConfigurationEntry] {
        try TOMLReading.entries(of: try text() ?? "")
    }

    /// Puts this text in the file's place, whole or not at all, for the agent alone.
    /// - Throws: where it, or what stands there, is no TOML or too large, or cannot be written; the file is then as it was.
    public func write(_ text: String) throws(ConfigurationProblem) {
        let most = Configuration.Limits.fileOctets
        guard text.utf8.count <= most else { throw ConfigurationProblem(.tooLarge(octets: most)) }
        _ = try TOMLReading.entries(of: text)
        let replacement = try FileReplacement(path)
        for _ in 0..<Limits.writeAttempts {
            let old = try FileContents(replacement.target)
            // What a hand broke is a hand's to mend.
            if let old { _ = try TOMLReading.entries(of: old.text) }
            if try replacement.write(text, over: old, mode: 0o600) { return }
        }
        throw ConfigurationProblem(.unwritable("another program keeps changing it"))
    }
}

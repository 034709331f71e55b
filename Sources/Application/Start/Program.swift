import Services

/// What the program says of itself.
public enum Program {
    /// The version of `--version`, User-Agent and the transcript.
    public static let version = "0.1.0"

    /// The process's first step, before any thread.
    public static func begin() { OpenSSLAtExit.leavesEverything() }
}

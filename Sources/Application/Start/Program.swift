/// What the program says of itself.
public enum Program {
    /// The version of `--version`, User-Agent and the transcript.
    public static let version = "0.1.0"
}

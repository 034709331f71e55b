/// The bounds of what this module keeps or accepts.
public enum Limits {
    /// Bytes of one escape sequence of the keyboard; a longer one is unknown.
    public static let escapeSequenceBytes = 32
    /// Milliseconds after which an Escape alone is the Escape key.
    public static let escapeDelayMilliseconds = 25
    /// Bytes taken from the keyboard in one reading.
    public static let keyboardBytes = 1_024
    /// Lines of a page that the line screen remembers to compare.
    public static let screenItems = 10_000
    /// Utterances that wait for the voice thread.
    public static let waitingUtterances = 64
    /// UTF-8 bytes of one utterance; the rest is not said.
    public static let utteranceBytes = 4_000
    /// Frames of a microphone file (10 minutes at 48 kHz).
    public static let microphoneFrames = 28_800_000
    /// Sound cards and plugins listed by name.
    public static let listedDevices = 200
}

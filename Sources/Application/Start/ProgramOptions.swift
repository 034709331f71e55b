/// The options that the subcommands share (`clairvoix --help`).
public struct ProgramOptions: Sendable, Equatable {
    public enum ScreenKind: String, Sendable, CaseIterable { case curses, lines }
    public enum SpeechKind: String, Sendable, CaseIterable {
        case espeak
        case speechDispatcher = "speech-dispatcher"
        case none
    }

    /// The configuration file; nil: the XDG place.
    public var config: String?
    /// The computer's configuration file, beneath the agent's; nil: its place in /etc.
    public var computer: String?
    /// The folder of what the program keeps; nil: the XDG place.
    public var state: String?
    public var language: String?
    public var screen: ScreenKind?
    public var speech: SpeechKind?
    /// A file for every utterance, a JSON line each.
    public var transcript: String?
    /// A file for every input of the engine.
    public var trace: String?
    public var isPractice = false
    /// Device URIs that go before the file's.
    public var microphone: String?
    public var headset: String?

    public init() {}
}

/// A problem in words, for the error output; the exit code goes with it.
public struct ProgramProblem: Error, Sendable, Equatable {
    public var sentence: String
    public var exitCode: Int32

    public init(_ sentence: String, exitCode: Int32 = 2) {
        self.sentence = sentence
        self.exitCode = exitCode
    }
}

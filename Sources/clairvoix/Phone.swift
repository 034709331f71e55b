import Application
import ArgumentParser

/// The softphone itself.
struct Phone: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "phone", abstract: "The softphone (the default).")

    @OptionGroup var shared: SharedOptions
    @Flag(help: "On the built-in practice line: no account, no server.") var practice = false
    @Option(help: "curses, or lines for a terminal that cannot move its cursor.") var screen: ProgramOptions.ScreenKind?
    @Option(help: "espeak, speech-dispatcher or none.") var speech: ProgramOptions.SpeechKind?
    @Option(help: "A file for every utterance, a JSON line each.") var transcript: String?

    func run() throws {
        var options = shared.program
        options.isPractice = practice
        options.screen = screen
        options.speech = speech
        options.transcript = transcript
        let chosen = options
        try carryOut { () throws(ProgramProblem) in
            if let trace = shared.replay { return try Replay.run(trace: trace, options: chosen) }
            return try Softphone.run(chosen)
        }
    }
}

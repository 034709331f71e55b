import Application
import ArgumentParser

/// The softphone itself.
struct Phone: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "phone", abstract: "The softphone (the default).")

    @OptionGroup var shared: SharedOptions
    @Flag(help: "On the built-in practice line: no account, no server.") var practice = false
    @OptionGroup var interface: InterfaceOptions

    func run() throws {
        var options = shared.program
        options.isPractice = practice
        options.screen = interface.screen
        options.speech = interface.speech
        options.transcript = interface.transcript
        let chosen = options
        try carryOut { () throws(ProgramProblem) in
            if let trace = shared.replay { return try Replay.run(trace: trace, options: chosen) }
            return try Softphone.run(chosen)
        }
    }
}

import Application
import ArgumentParser

/// The engine without screen and voice.
struct HeadlessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "headless",
        abstract: "The engine alone: JSON-RPC 2.0 on standard input and output, one object a line.")

    @OptionGroup var shared: SharedOptions
    @OptionGroup(visibility: .hidden) var unused: InterfaceOptions
    @Flag(help: "On the built-in practice line: no account, no server.") var practice = false

    func run() throws {
        var options = shared.program
        options.isPractice = practice
        let chosen = options
        try carryOut { () throws(ProgramProblem) in
            if let trace = shared.replay { return try Replay.run(trace: trace, options: chosen) }
            return try Headless.run(chosen)
        }
    }
}

import Application
import ArgumentParser

/// Links to call: left out of the help until it works.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Links to call (not implemented yet).", shouldDisplay: false)

    @Argument var links: [String] = []

    func run() throws {
        try carryOut { () throws(ProgramProblem) in
            throw ProgramProblem("open is not implemented yet; dial with: clairvoix ctl call.dial to=ADDRESS")
        }
    }
}

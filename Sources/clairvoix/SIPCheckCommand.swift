import Application
import ArgumentParser

/// Whether files hold SIP messages.
struct SIPCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sip-check", abstract: "\"valid\" or \"invalid: why\" for each file; exit 0 or 1.")

    @Argument(help: "Files of one message each.") var files: [String]

    func run() throws {
        try carryOut { () throws(ProgramProblem) in try SIPCheck.run(files: files) }
    }
}

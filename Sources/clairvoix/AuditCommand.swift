import Application
import ArgumentParser

/// Accessibility scenarios: left out of the help until they run.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Accessibility scenarios (not implemented yet).", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough) var arguments: [String] = []

    func run() throws {
        try carryOut { () throws(ProgramProblem) in throw ProgramProblem("audit is not implemented yet.") }
    }
}

import Application
import ArgumentParser

/// The program's one entry: subcommands, and the softphone where none is named.
@main
struct Clairvoix: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clairvoix",
        abstract: "A softphone for the terminal: spoken, by keyboard alone.",
        version: Program.version,
        subcommands: [
            Phone.self, HeadlessCommand.self, Control.self, DoctorCommand.self, ConfigurationCommand.self,
            SIPCheckCommand.self, HistoryCommand.self,
            ContactsCommand.self, OpenCommand.self, AuditCommand.self,
        ],
        defaultSubcommand: Phone.self)

    /// A wrong command line is a sentence on the error output and exit code 2, as every other fault.
    static func main() {
        Program.begin()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            exit(withError: code)
        } catch  where exitCode(for: error) == .success {
            exit(withError: error)
        } catch {
            ErrorOutput.write(fullMessage(for: error))
            exit(withError: ExitCode(2))
        }
    }
}

/// Runs a part of the program: a problem is one sentence on the error output, and its exit code.
func carryOut(_ part: () throws(ProgramProblem) -> Int32) throws {
    do {
        let code = try part()
        if code != 0 { throw ExitCode(code) }
    } catch let problem as ProgramProblem {
        ErrorOutput.write(problem.sentence)
        throw ExitCode(problem.exitCode)
    }
}

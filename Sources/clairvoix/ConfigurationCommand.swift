import Application
import ArgumentParser

extension ConfigurationCheck.Verb: ExpressibleByArgument {}

/// The configuration file: checked, shown with every value that holds, or described.
struct ConfigurationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "check: problems in words; show: what holds, secrets masked; schema: every key.")

    @Argument(help: "check, show or schema.") var verb: ConfigurationCheck.Verb
    @OptionGroup var shared: SharedOptions

    func run() throws {
        let options = shared.program
        try carryOut { () throws(ProgramProblem) in try ConfigurationCheck.run(verb, options: options) }
    }
}

import Application
import ArgumentParser

extension ContactFiles.Verb: ExpressibleByArgument {}

/// The agent's contacts, as files of vCards; and whom the directories know.
struct ContactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contacts",
        abstract: "import FILE, export FILE: vCards; search WORDS; check DIRECTORY: reads it whole.")

    @Argument(help: "import, export, search or check.") var verb: ContactFiles.Verb
    @Argument(help: "The file, the words, or the directory's name.") var argument: String
    @OptionGroup var shared: SharedOptions

    func run() throws {
        let options = shared.program
        try carryOut { () throws(ProgramProblem) in try ContactFiles.run(verb, argument, options: options) }
    }
}

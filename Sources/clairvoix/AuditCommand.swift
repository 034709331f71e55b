import Application
import ArgumentParser

/// Accessibility scenarios: read and checked; running them comes later.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Checks accessibility scenarios (--check); running them is not implemented yet.",
        discussion: """
            Reads scripts in Gherkin (.feature, French or English) and says what is not understood, one line each: \
            FILE:LINE: what is wrong. Exit 0 where all is understood, else 2. Nothing is run.
            The steps are listed in Accessibility/steps.en.md and steps.fr.md.
            """)

    @Flag(help: "Only read the scripts and say what is not understood.") var check = false
    @Option(help: "fr or en.") var language: String?
    @Argument(help: "Scripts, or folders of scripts.") var paths: [String]

    func run() throws {
        try carryOut { () throws(ProgramProblem) in
            var options = ProgramOptions()
            options.language = language
            return try ScenarioCheck.run(paths, isCheckOnly: check, options: options)
        }
    }
}

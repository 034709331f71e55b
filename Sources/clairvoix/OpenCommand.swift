import Application
import ArgumentParser

/// A link to call, for the agent of the running softphone.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract:
            "Puts a tel:, sip:, sips: or callto: link before the agent of the running softphone, who calls or declines."
    )

    @Argument(help: "The link.") var link: String
    @Option(help: "fr or en.") var language: String?

    func run() throws {
        var options = ProgramOptions()
        options.language = language
        let chosen = options
        try carryOut { () throws(ProgramProblem) in try LinkProposal.run(link: link, chosen) }
    }
}

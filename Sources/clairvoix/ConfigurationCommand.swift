import Application
import ArgumentParser

extension ConfigurationCheck.Verb: ExpressibleByArgument {}

/// The configuration file: checked, shown with every value that holds, or described.
struct ConfigurationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "check: problems in words; show: what holds, secrets masked; schema: every key; import-linphone.")

    @Argument(help: "check, show, schema or import-linphone.") var verb: ConfigurationCheck.Verb
    @Argument(help: "import-linphone: Linphone's file or provisioning document, or its address.") var source: String?
    @Flag(help: "schema: as JSON Schema, draft 2020-12.") var json = false
    @Option(help: "check: an address of a provisioning server, asked and not taken.") var provisioning: String?
    @Option(help: "check: organisation, site, role or agent, = and the file of that layer.") var layer: [String] = []
    @OptionGroup var shared: SharedOptions

    func run() throws {
        let options = shared.program
        var asked = ConfigurationCheck.Request()
        asked.source = source
        asked.isJSON = json
        asked.provisioning = provisioning
        asked.layers = layer
        let request = asked
        try carryOut { () throws(ProgramProblem) in
            try ConfigurationCheck.run(verb, request, options: options)
        }
    }
}

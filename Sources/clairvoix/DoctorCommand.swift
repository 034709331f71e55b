import Application
import ArgumentParser

/// What works here, and what to do where it does not.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Sound, voice, terminal, network, account: one line each, with the remedy.")

    @Option(help: "A tar archive for who helps from afar: findings, versions, settings without secrets.") var bundle:
        String?
    @Option(help: "With --bundle: a file of --trace, of which the last call's messages are added.") var withTrace:
        String?
    @Flag(help: "With --bundle: numbers and users of addresses stay whole.") var withNumbers = false
    @OptionGroup var shared: SharedOptions

    func run() throws {
        let options = shared.program
        var wanted = bundle.map { DiagnosticBundle(path: $0) }
        wanted?.trace = withTrace
        wanted?.keepsNumbers = withNumbers
        let archive = wanted
        try carryOut { () throws(ProgramProblem) in try Doctor.run(options, bundle: archive) }
    }
}

import Application
import ArgumentParser

/// What works here, and what to do where it does not.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Sound, voice, terminal, network, account: one line each, with the remedy.")

    @OptionGroup var shared: SharedOptions

    func run() throws {
        let options = shared.program
        try carryOut { () throws(ProgramProblem) in try Doctor.run(options) }
    }
}

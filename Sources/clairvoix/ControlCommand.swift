import Application
import ArgumentParser

/// One method of the control protocol on the running softphone.
struct Control: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ctl",
        abstract: "A method on the running softphone, such as: clairvoix ctl call.dial to=0476001122")

    @Argument(help: "The method's name; left out with --follow.") var method: String?
    @Argument(help: "Its parameters.") var parameters: [String] = []
    @Flag(help: "Prints the events as they come, until the softphone ends.") var follow = false

    func run() throws {
        try carryOut { () throws(ProgramProblem) in
            try ControlClient.run(method: method, parameters: parameters, isFollowing: follow)
        }
    }
}

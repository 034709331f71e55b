import Application
import ArgumentParser

extension HistoryFormat: ExpressibleByArgument {}

/// The calls and notes that are kept: searched, written for other programs, or erased for a person who asks for it.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "search: calls; export: CSV or JSON; erase: all that is kept of a person.",
        subcommands: [Search.self, Export.self, Erase.self])

    struct Search: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Calls that hold the words: names, numbers, notes; a line each, the newest first.")

        @Argument var text: String
        @OptionGroup var shared: SharedOptions

        func run() throws {
            let options = shared.program
            try carryOut { () throws(ProgramProblem) in try History.search(text, options) }
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All calls into a file that is made anew.")

        @Option(help: "csv or json.") var format: HistoryFormat
        @Argument var file: String
        @OptionGroup var shared: SharedOptions

        func run() throws {
            let options = shared.program
            try carryOut { () throws(ProgramProblem) in try History.export(format, to: file, options) }
        }
    }

    struct Erase: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All that is kept of a number or an address, for good.")

        @Argument var number: String
        @Flag(help: "Does not ask first.") var yes = false
        @OptionGroup var shared: SharedOptions

        func run() throws {
            let options = shared.program
            try carryOut { () throws(ProgramProblem) in try History.erase(number, isConfirmed: yes, options) }
        }
    }
}

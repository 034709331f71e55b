import Application
import ArgumentParser
import Audit
import Configuration

/// Accessibility scenarios, run on the real program.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Runs accessibility scenarios on the real program, and reports.",
        discussion: """
            Scripts are in Gherkin (.feature, French or English); their steps are listed in Accessibility/steps.en.md and \
            steps.fr.md. Each scenario has a program, a terminal, far ends and a network of its own; no sound card, server or \
            account is needed. Exit 0: no scenario failed; 1: one failed or could not be judged; 2: a script is not \
            understood, and nothing was run.
            """)

    @Flag(help: "Only read the scripts and say what is not understood.") var check = false
    @Option(help: "Use the program by hand: what was done and heard is written to this new script.") var record: String?
    @Option(help: "With --record, for whom: \(RecordOptions.profileNames).") var profile: String?
    @Flag(help: "With --record: nothing is played aloud, as in scenarios.") var silent = false
    @Option(help: "A folder for reports and evidence.") var report: String?
    @Option(help: "Reports, by commas: \(AuditRun.formatNames). All where none is named.") var format: String?
    @Option(help: "Who publishes the accessibility statement.") var organisation: String?
    @Option(help: "Where readers of the statement write to.") var email: String?
    @Option(help: "The postal address where readers of the statement write to.") var address: String?
    @Option(help: "The multi-year plan and the action plans that the statement names.") var plan: String?
    @Flag(help: "Keep the recorded sound with the evidence.") var keep = false
    @Option(help: "Only scenarios with one of these tags, by commas, without @.") var tags: String?
    @Option(help: "Another program to judge than this one.") var program: String?
    @Option(help: "Scenarios at one time.") var jobs: Int?
    @Option(help: "Run in another order, the same for the same number.") var shuffle: UInt64?
    @Option(help: "A deliberate fault to switch on in a debug build.") var fault: String?
    @Flag(help: "Judge the judges: each deliberate fault of a debug build must be caught.") var faults = false
    @Option(help: "fr or en.") var language: String?
    @Argument(help: "Scripts, or folders of scripts.") var paths: [String] = []

    func validate() throws {
        if record == nil, paths.isEmpty { throw ValidationError("Missing expected argument '<paths> ...'") }
        if record != nil, !paths.isEmpty || check { throw ValidationError("--record takes no further scripts.") }
        if record == nil, silent || profile != nil {
            throw ValidationError("--silent and --profile go with --record.")
        }
        if let profile, !RecordOptions.isProfile(profile) {
            throw ValidationError("Unknown profile: \(profile); known: \(RecordOptions.profileNames).")
        }
    }

    func run() throws {
        try carryOut { () throws(ProgramProblem) in
            var options = ProgramOptions()
            options.language = language
            if let record {
                var recording = RecordOptions(file: record, language: options.spokenBeforeSettings)
                if let profile { recording.takeProfile(named: profile) }
                recording.isSilent = silent
                recording.program = program
                return try RecordRun.run(recording)
            }
            if check { return try ScriptCheck.run(paths, options: options) }
            var audit = AuditOptions(paths: paths, language: options.spokenBeforeSettings)
            audit.report = report
            audit.formats = Self.list(format)
            audit.organisation = organisation ?? ""
            audit.email = email ?? ""
            audit.address = address ?? ""
            audit.plan = plan ?? ""
            audit.keepsSound = keep
            audit.tags = Self.list(tags)
            audit.program = program
            audit.jobs = jobs
            audit.shuffle = shuffle
            audit.fault = fault
            return faults ? try FaultRun.run(audit) : try AuditRun.run(audit)
        }
    }

    private static func list(_ text: String?) -> [String] { text?.split(separator: ",").map(String.init) ?? [] }
}

import Application
import Configuration
import Glibc
import Scenarios
import Synchronization

/// `clairvoix audit PATH…`: runs scenarios on the real program, says a line each, and writes reports.
public enum AuditRun {
    /// - Returns: the exit code: 0 where no scenario failed, 1 where one did or could not be judged, 2 where a script is not
    ///   understood: then nothing was run.
    public static func run(_ options: AuditOptions) throws(ProgramProblem) -> Int32 {
        let library = try Library(options.paths, options.language)
        guard library.problems.isEmpty else {
            for line in library.problems { print(PlainText.clean(line)) }
            return 2
        }
        let jobs = AuditJob.all(library, tags: options.tags)
        guard !jobs.isEmpty else {
            throw ProgramProblem(
                Bilingual("aucun scénario ne porte ces étiquettes", "no scenario has these tags")[options.language])
        }
        let formats = try formats(options)
        let folder = try AuditFolder(options)
        defer { folder.leave() }
        let program = try program(options)
        let found = Mutex<[Int: ScenarioResult]>([:])
        // Inherited by the programs that are judged: a headset that is unplugged is an error to them, and no signal.
        signal(SIGXFSZ, SIG_IGN)
        Interruption.watch()
        let started = Int(time(nil))
        Workers.run(shuffled(jobs, options.shuffle), count: options.jobs ?? Workers.processors) { job in
            let result = job.run(program, fault: options.fault, in: folder, options)
            found.withLock { $0[job.index] = result }
        }
        let results = found.withLock { found in found.sorted { $0.key < $1.key }.map(\.value) }
        guard !Interruption.isAsked else { return Interruption.exitCode }
        // What was left out is no pass of the requirements that it proves.
        let left = AuditJob.all(library, tags: []).filter { job in !jobs.contains { $0.isSame(as: job) } }
        let audit = AuditResult(
            programVersion: Program.version, startedAt: started,
            scenarios: results + left.map { $0.leftOut })
        if let report = options.report {
            _ = try ReportFiles.write(formats, of: audit, into: report, options.publication)
        }
        print(RunSummary.text(audit, options.language), terminator: "")
        let outcomes = results.map(\.outcome)
        if !left.isEmpty { print(leftOut(left.count)[options.language]) }
        return outcomes.contains(.failed) || outcomes.contains(.cantTell) ? 1 : 0
    }

    private static func leftOut(_ count: Int) -> Bilingual {
        Bilingual(
            "\(count) scénarios n'ont pas été choisis : leurs exigences restent non testées.",
            "\(count) scenarios were not chosen: their requirements stay not tested.")
    }

    /// The program under test: the one that was named, else this one.
    static func program(_ options: AuditOptions) throws(ProgramProblem) -> String {
        if let program = options.program {
            guard access(program, X_OK) == 0 else {
                throw ProgramProblem("\(program): \(String(cString: strerror(errno)))")
            }
            return program
        }
        guard let path = realpath("/proc/self/exe", nil) else {
            throw ProgramProblem("/proc/self/exe: \(String(cString: strerror(errno)))")
        }
        defer { free(path) }
        return String(cString: path)
    }

    private static func shuffled(_ jobs: [AuditJob], _ seed: UInt64?) -> [AuditJob] {
        guard let seed else { return jobs }
        var generator = SplitMix(state: seed)
        return jobs.shuffled(using: &generator)
    }
}

extension AuditRun {
    /// The names of reports, by commas.
    public static var formatNames: String { ReportFormat.allCases.map(\.rawValue).joined(separator: ", ") }

    private static func formats(_ options: AuditOptions) throws(ProgramProblem) -> [ReportFormat] {
        var formats: [ReportFormat] = []
        for name in options.formats {
            guard let format = ReportFormat(rawValue: name) else {
                throw ProgramProblem(
                    Bilingual(
                        "rapport inconnu : \(name) ; connus : \(formatNames)",
                        "unknown report: \(name); known: \(formatNames)")[options.language])
            }
            formats.append(format)
        }
        return formats.isEmpty ? ReportFormat.allCases : formats
    }
}

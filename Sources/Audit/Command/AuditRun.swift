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
        let folder = try AuditFolder(options, names: formats.map(\.fileName))
        defer { folder.leave() }
        let program = try program(options)
        let found = Mutex<[Int: AuditJob.Trial]>([:])
        Interruption.watch()
        let started = Int(time(nil))
        let punctuality = Punctuality()
        punctuality.start()
        defer { punctuality.stop() }
        // What failed while the computer was late is run again, by itself.
        var (left, count) = (shuffled(jobs, options.shuffle), try Workers.count(options))
        for turn in 0...Limits.trials where !left.isEmpty {
            Workers.run(left, count: count) { job in
                var trial = job.run(program, fault: options.fault, in: folder, options, punctuality)
                trial.result.repeats = turn
                Progress.tell(trial, isLast: turn == Limits.trials, options.language)
                found.withLock { $0[job.index] = trial }
            }
            let trials = found.withLock { $0 }
            (left, count) = (left.filter { trials[$0.index]?.isDoubtful ?? false }, 1)
        }
        Descendants.endAll()
        let results = found.withLock { found in found.sorted { $0.key < $1.key }.map(\.value.result) }
        guard !Interruption.isAsked else { return Interruption.exitCode }
        // What was left out is no pass of the requirements that it proves.
        let unchosen = AuditJob.all(library, tags: []).filter { job in !jobs.contains { $0.isSame(as: job) } }
        let audit = AuditResult(
            programVersion: Program.version, startedAt: started,
            scenarios: results + unchosen.map { $0.leftOut })
        // Said first: where reports cannot be written, it is all that is known.
        print(RunSummary.text(audit, options.language), terminator: "")
        if !unchosen.isEmpty { print(leftOut(unchosen.count)[options.language]) }
        fflush(nil)
        if let report = options.report {
            _ = try ReportFiles.write(formats, of: audit, into: report, options.publication)
        }
        let outcomes = results.map(\.outcome)
        return outcomes.contains(.failed) || outcomes.contains(.cantTell) ? 1 : 0
    }

    private static func leftOut(_ count: Int) -> Bilingual {
        Bilingual(
            "\(count) scénarios n'ont pas été choisis : leurs exigences restent non testées.",
            "\(count) scenarios were not chosen: their requirements stay not tested.")
    }

    /// The program under test: the one that was named, else this one.
    static func program(_ options: AuditOptions) throws(ProgramProblem) -> String { try program(options.program) }

    static func program(_ named: String?) throws(ProgramProblem) -> String {
        if let program = named {
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

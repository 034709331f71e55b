import Application
import Configuration
import Faults
import Scenarios
import Synchronization

/// `clairvoix audit --faults PATH…`: judges the judges. Each deliberate fault of a debug build is switched on by itself, and the
/// scenarios of the requirements that it breaks are run: each such requirement must have one that does not pass.
public enum FaultRun {
    /// - Returns: the exit code: 0 where every fault was caught for every requirement that it breaks, 1 where one was not, 2 where a
    ///   script is not understood.
    public static func run(_ options: AuditOptions) throws(ProgramProblem) -> Int32 {
        let library = try Library(options.paths, options.language)
        guard library.problems.isEmpty else {
            for line in library.problems { print(PlainText.clean(line)) }
            return 2
        }
        let faults = try faults(options)
        let jobs = AuditJob.all(library, tags: options.tags)
        let folder = try AuditFolder(options)
        defer { folder.leave() }
        let program = try AuditRun.program(options)
        Interruption.watch()
        let found = Mutex<[Fault: [ScenarioResult]]>([:])
        // Without the fault: who does not pass then proves nothing by failing with it.
        let sound = Mutex<[Int: Bool]>([:])
        Workers.run(Array(faults.enumerated()), count: options.jobs ?? Workers.processors) { place, fault in
            let results = judge(fault, by: jobs) { job in
                var trial = job
                trial.index += (place + 1) * jobs.count
                let result = trial.run(program, fault: fault.rawValue, in: folder, options)
                guard result.outcome == .failed else { return result }
                let isSound =
                    sound.withLock { $0[job.index] }
                    ?? (job.run(program, fault: nil, isTold: false, in: folder, options).outcome == .passed)
                sound.withLock { $0[job.index] = isSound }
                return isSound ? result : result.unproved(Self.unsound)
            } told: {
                Progress.tell(fault.rawValue, $0, options.language)
            }
            found.withLock { $0[fault] = results }
        }
        guard !Interruption.isAsked else { return Interruption.exitCode }
        let results = found.withLock { $0 }
        let table = FaultTable(
            faults.map { fault in
                FaultTable.Row(
                    name: fault.rawValue, words: fault.words, tags: fault.tags, results: results[fault] ?? [])
            })
        for language in SettingLanguage.allCases {
            try folder.write(table.markdown(language), to: "faults.\(language.rawValue).md")
        }
        for line in table.missing(options.language) { print(line) }
        print(table.summary[options.language])
        return table.isComplete ? 0 : 1
    }

    private static var unsound: Bilingual {
        Bilingual("ce scénario échoue aussi sans le défaut", "this scenario fails without the fault as well")
    }

    /// Runs scenarios until each requirement has one that caught the fault, or none is left.
    private static func judge(
        _ fault: Fault, by jobs: [AuditJob], _ run: (AuditJob) -> ScenarioResult, told: (ScenarioResult) -> Void
    ) -> [ScenarioResult] {
        var results: [ScenarioResult] = []
        var tried: Set<Int> = []
        for tag in fault.tags {
            for job in jobs where job.scenario.tags.contains(tag) && !tried.contains(job.index) {
                if results.contains(where: { $0.outcome == .failed && $0.tags.contains(tag) }) { break }
                tried.insert(job.index)
                let result = run(job)
                told(result)
                results.append(result)
            }
        }
        return results
    }

    /// All, or the one that was named.
    private static func faults(_ options: AuditOptions) throws(ProgramProblem) -> [Fault] {
        guard let name = options.fault else { return Fault.allCases }
        guard let fault = Fault(rawValue: name) else {
            let known = Fault.allCases.map(\.rawValue).joined(separator: ", ")
            throw ProgramProblem(
                Bilingual("défaut inconnu : \(name) ; connus : \(known)", "unknown fault: \(name); known: \(known)")[
                    options.language])
        }
        return [fault]
    }
}

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
        let folder = try AuditFolder(options, names: SettingLanguage.allCases.map(tableName))
        defer { folder.leave() }
        let program = try AuditRun.program(options)
        Interruption.watch()
        let punctuality = Punctuality()
        punctuality.start()
        defer { punctuality.stop() }
        let attempt = { @Sendable (job: AuditJob, fault: String?) -> ScenarioResult in
            var trial = job.run(program, fault: fault, in: folder, options, punctuality)
            for _ in 0..<Limits.trials where trial.isDoubtful {
                trial = job.run(program, fault: fault, in: folder, options, punctuality)
            }
            return trial.result
        }
        let found = Mutex<[Fault: [ScenarioResult]]>([:])
        let baseline = Baseline { attempt($0, nil).outcome == .passed }
        Workers.run(Array(faults.enumerated()), count: try Workers.count(options)) { place, fault in
            let results = judge(fault, by: jobs) { job in
                var trial = job
                trial.index += (place + 1) * jobs.count
                let result = attempt(trial, fault.rawValue)
                guard result.outcome == .failed else { return result }
                return baseline.passes(job) ? result : result.unproved(Self.unsound)
            } told: {
                Progress.tell(fault.rawValue, $0, options.language)
            }
            found.withLock { $0[fault] = results }
        }
        Descendants.endAll()
        guard !Interruption.isAsked else { return Interruption.exitCode }
        let results = found.withLock { $0 }
        let table = FaultTable(
            faults.map { fault in
                FaultTable.Row(
                    name: fault.rawValue, words: fault.words, tags: fault.tags, results: results[fault] ?? [])
            }, isWhole: options.fault == nil)
        for language in SettingLanguage.allCases {
            try folder.write(table.markdown(language), to: tableName(language))
        }
        for line in table.missing(options.language) { print(line) }
        print(table.summary[options.language])
        return table.isComplete ? 0 : 1
    }

    private static func tableName(_ language: SettingLanguage) -> String { "faults.\(language.rawValue).md" }

    private static var unsound: Bilingual {
        Bilingual("ce scénario échoue aussi sans le défaut", "this scenario fails without the fault as well")
    }

    /// Runs scenarios until each requirement has one that caught the fault, or none is left.
    private static func judge(
        _ fault: Fault, by jobs: [AuditJob], _ run: (AuditJob) -> ScenarioResult, told: (ScenarioResult) -> Void
    ) -> [ScenarioResult] {
        var results: [ScenarioResult] = []
        var missing = Set(fault.tags)
        var untried = jobs.filter { !missing.isDisjoint(with: $0.scenario.tags) }
        while !Interruption.isAsked, let place = next(of: untried, for: missing) {
            let result = run(untried.remove(at: place))
            told(result)
            results.append(result)
            if result.outcome == .failed { missing.subtract(result.tags) }
        }
        return results
    }

    /// Of the scenarios of the requirement that has the fewest of them, the one that costs the least for each requirement that it
    /// judges: it has to be run in any case, and may spare the many scenarios of another requirement.
    static func next(of jobs: [AuditJob], for missing: Set<String>) -> Int? {
        let places = missing.sorted().map { tag in jobs.indices.filter { jobs[$0].scenario.tags.contains(tag) } }
        let rarest = places.filter { !$0.isEmpty }.min { $0.count < $1.count } ?? []
        return rarest.min { cost(jobs[$0], missing) < cost(jobs[$1], missing) }
    }

    private static func cost(_ job: AuditJob, _ missing: Set<String>) -> Double {
        job.cost / Double(max(1, missing.intersection(job.scenario.tags).count))
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

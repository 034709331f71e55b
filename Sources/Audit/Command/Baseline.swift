import Foundation
import Synchronization

/// Which scenarios pass without a fault: who does not proves nothing by failing with one. Each is run once, when it is asked for
/// first; who asks meanwhile waits.
final class Baseline: Sendable {
    private let run: @Sendable (AuditJob) -> Bool
    private let known = Mutex<[Int: Bool]>([:])
    private let turns = Mutex<[Int: NSLock]>([:])

    /// - Parameter run: runs a scenario without a fault, and says whether it passed.
    init(_ run: @escaping @Sendable (AuditJob) -> Bool) { self.run = run }

    func passes(_ job: AuditJob) -> Bool {
        let turn = turns.withLock { turns in
            let turn = turns[job.index] ?? NSLock()
            turns[job.index] = turn
            return turn
        }
        return turn.withLock {
            if let passed = known.withLock({ $0[job.index] }) { return passed }
            let passed = run(job)
            known.withLock { $0[job.index] = passed }
            return passed
        }
    }
}

import Application
import Configuration
import Foundation
import Glibc
import Synchronization

/// Threads that carry out pieces of work which wait much more than they compute.
enum Workers {
    /// How many scenarios are run at one time: as asked for, else four a processor, which keep it
    /// busy for a fifth of the time.
    static func count(_ options: AuditOptions) throws(ProgramProblem) -> Int {
        guard let jobs = options.jobs else {
            return min(4 * max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), Limits.jobs)
        }
        guard (1...Limits.jobs).contains(jobs) else {
            throw ProgramProblem(
                Bilingual(
                    "--jobs \(jobs) : il en faut de 1 à \(Limits.jobs)",
                    "--jobs \(jobs): it takes 1 to \(Limits.jobs)")[options.language])
        }
        return jobs
    }

    /// Carries out everything, so many at one time, and returns when all is done.
    static func run<Work: Sendable>(_ work: [Work], count: Int, _ body: @escaping @Sendable (Work) -> Void) {
        let next = Mutex(0)
        let finished = DispatchSemaphore(value: 0)
        let threads = min(max(1, count), max(1, work.count))
        for _ in 0..<threads {
            let thread = Thread {
                while true {
                    let index = next.withLock { next in
                        defer { next += 1 }
                        return next
                    }
                    guard work.indices.contains(index), !Interruption.isAsked else { break }
                    body(work[index])
                }
                finished.signal()
            }
            thread.start()
        }
        for _ in 0..<threads { finished.wait() }
    }
}

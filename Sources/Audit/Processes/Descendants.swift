import CLinux
import Glibc
import Time

/// What a program under test started and left behind. Only processes of which the audit is an ancestor are ever ended.
struct Descendants {
    /// The program itself, which leads a session.
    let leader: pid_t
    /// A variable of its environment that no other program has: who makes a session of their own still inherit it.
    let mark: String?

    /// Processes whose parent ends are children of the audit from now on, so that they can be found.
    static func adopt() { _ = strangers }

    /// Who was below this process before it started any program: a shell that became the audit may have left its own.
    private static let strangers: Set<pid_t> = {
        _ = clinux_adopt_orphans()
        return Set(ProcessTable().ours.keys)
    }()

    /// Asks all of them to end (SIGTERM), and makes them (SIGKILL) where they take too long. Blocks.
    /// - Parameter turn: what is to be done while they end, for some milliseconds.
    func end(within limit: Duration, _ turn: () -> Void) {
        var known: Set<pid_t> = []
        for process in find(&known) { kill(process, SIGTERM) }
        let deadline = Instant.now + limit
        while !find(&known).isEmpty, Instant.now < deadline { turn() }
        Self.endEach(of: { find(&known) })
    }

    /// Ends whatever any program under test has left, once none runs any more: also what had neither its session nor its
    /// environment.
    static func endAll() {
        endEach(of: {
            let table = ProcessTable()
            let kept = strangers.reduce(into: strangers) { $0.formUnion(table.below($1).keys) }
            return table.ours.keys.filter { !kept.contains($0) && waitpid($0, nil, WNOHANG) != $0 }
        })
    }

    /// New ones may be started while others are ended; their parents are gone at last.
    private static func endEach(of find: () -> [pid_t]) {
        let deadline = Instant.now + Limits.programEnds
        while true {
            let found = find()
            guard !found.isEmpty, Instant.now < deadline else { return }
            for process in found { kill(process, SIGKILL) }
            pause(.milliseconds(5))
        }
    }

    /// - Parameter known: those that were found before: one that has ended has no environment any more, and waits to be taken off
    ///   the table by its parent, which may be the audit.
    private func find(_ known: inout Set<pid_t>) -> [pid_t] {
        let table = ProcessTable()
        let (ours, below) = (table.ours, table.below(leader))
        known = known.filter { ours[$0] != nil }
        for (process, entry) in ours where process != leader && !known.contains(process) {
            if entry.session == leader || below[process] != nil || isMarked(process) { known.insert(process) }
        }
        known = known.filter { waitpid($0, nil, WNOHANG) != $0 }
        return Array(known)
    }

    private func isMarked(_ process: pid_t) -> Bool {
        guard let mark else { return false }
        return ProcFile.octets("/proc/\(process)/environ").split(separator: 0).contains { $0.elementsEqual(mark.utf8) }
    }
}

import Glibc
import Services

/// Who started whom on this computer (proc_pid_stat(5)), at one moment.
struct ProcessTable {
    struct Entry {
        var parent: pid_t
        var session: pid_t
    }

    private var entries: [pid_t: Entry] = [:]

    init() {
        guard let names = FolderNames("/proc") else { return }
        for name in names.lazy.compactMap({ pid_t($0) }).prefix(Limits.processes) {
            entries[name] = Self.entry(ProcFile.octets("/proc/\(name)/stat"))
        }
    }

    /// Every process of which this one is an ancestor.
    var ours: [pid_t: Entry] { below(getpid()) }

    /// Every process of which that one is an ancestor. Who is nobody's child any more became ours.
    func below(_ ancestor: pid_t) -> [pid_t: Entry] {
        entries.filter { isBelow($0.key, ancestor) }
    }

    private func isBelow(_ process: pid_t, _ ancestor: pid_t) -> Bool {
        var process = process
        // The table may be of two moments: a circle has an end.
        for _ in 0..<entries.count {
            guard let parent = entries[process]?.parent, parent > 0 else { return false }
            if parent == ancestor { return true }
            process = parent
        }
        return false
    }

    /// The name of the program, in brackets, may hold anything: what counts comes after the last bracket.
    private static func entry(_ octets: [UInt8]) -> Entry? {
        guard let bracket = octets.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = octets[octets.index(after: bracket)...].split(separator: UInt8(ascii: " "))
        let numbers = fields.dropFirst().prefix(3).map { pid_t(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 3, let parent = numbers.first ?? nil, let session = numbers.last ?? nil else {
            return nil
        }
        return Entry(parent: parent, session: session)
    }
}

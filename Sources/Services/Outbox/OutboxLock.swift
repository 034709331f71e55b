import CLinux
import Glibc

/// The right to send what waits in a state folder: of two programs on one folder only one has it, or both would send the same record. It is
/// given back when the value goes, and when the process ends, however it does.
public final class OutboxLock: Sendable {
    private let file: Int32

    /// - Throws: where another program has it, or its file cannot be made.
    public init(in folder: StateFolder) throws(StateProblem) {
        try folder.makeFolder()
        let path = folder.path + "/outbox.lock"
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw StateProblem(path: path, reason: String(cString: strerror(errno))) }
        guard clinux_lock_file(file) == 0 else {
            throw StateProblem(path: path, reason: "another program sends these records")
        }
    }

    deinit { if file >= 0 { close(file) } }
}

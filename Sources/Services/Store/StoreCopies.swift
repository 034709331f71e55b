import GRDB
import Glibc

/// Copies of the store from before it was brought to a new shape, beside it: `desk.sqlite.1` is the newest.
enum StoreCopies {
    static func make(of database: DatabasePool, _ path: String) throws {
        // Half a copy takes no whole one's place.
        let draft = "\(path).copy"
        unlink(draft)
        let file = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StateProblem(path: draft, reason: String(cString: strerror(errno))) }
        close(file)
        do {
            let copy = try DatabaseQueue(path: draft)
            try database.backup(to: copy)
            try copy.close()
        } catch {
            unlink(draft)
            throw error
        }
        for number in stride(from: Limits.storeCopies - 1, through: 1, by: -1) {
            rename("\(path).\(number)", "\(path).\(number + 1)")
        }
        guard rename(draft, "\(path).1") == 0 else {
            throw StateProblem(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Somebody asked to be forgotten: the copies would remember.
    static func remove(_ path: String) {
        for number in 1...Limits.storeCopies { unlink("\(path).\(number)") }
        unlink("\(path).copy")
    }
}

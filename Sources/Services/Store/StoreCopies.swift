import GRDB
import Glibc

/// Copies of the store from before it was brought to a new shape, beside it: `desk.sqlite.1` is the newest.
enum StoreCopies {
    static func make(of database: DatabasePool, _ path: String) throws {
        for number in stride(from: Limits.storeCopies - 1, through: 1, by: -1) {
            rename("\(path).\(number)", "\(path).\(number + 1)")
        }
        let copy = try DatabaseQueue(path: "\(path).1")
        try database.backup(to: copy)
        try copy.close()
        chmod("\(path).1", 0o600)
    }
}

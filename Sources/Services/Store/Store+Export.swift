import AgentDesk
import GRDB
import Glibc

/// The two shapes in which calls are written for other programs.
public enum CallExport: String, Sendable, CaseIterable {
    case csv, json
}

extension Store {
    /// Writes all calls, the oldest first, as a table and as JSON, into new files of the state folder, their owner's alone.
    /// - Returns: the path of both without its end.
    public func export(into folder: StateFolder) throws(StateProblem) -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        let words = [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec]
        let name = folder.path + "/calls-" + words.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
        for format in CallExport.allCases { try export(as: format, to: "\(name).\(format.rawValue)") }
        return name
    }

    /// Writes all calls, the oldest first, into a file that is made anew, its owner's alone; what stood there stays until all is written.
    public func export(as format: CallExport, to path: String) throws(StateProblem) {
        let new: NewFile
        do { new = try NewFile(path) } catch { throw StateProblem(path: path, error) }
        let reason = try write(format, to: new.file)
        guard reason == 0 else { throw StateProblem(path: path, reason: String(cString: strerror(reason))) }
        do { try new.putInPlace() } catch { throw StateProblem(path: path, error) }
    }

    /// - Returns: 0, or the system's number of why not all was written.
    private func write(_ format: CallExport, to file: Int32) throws(StateProblem) -> Int32 {
        var reason: Int32 = 0
        func put(_ text: String) { if reason == 0 { reason = FileOutput.write(Array(text.utf8), to: file) } }
        put(format == .csv ? CallTable.heading : "[")
        try read { database in
            let rows = try Row.fetchCursor(
                database, sql: "SELECT \(CallRow.columns) FROM call WHERE ended IS NOT NULL ORDER BY begun, id")
            var isFirst = true
            while reason == 0, let row = try rows.next() {
                guard let call = try CallRow.call(row, database) else { continue }
                let notes = try String.fetchAll(
                    database, sql: "SELECT text FROM note WHERE call = ? ORDER BY id", arguments: [call.id])
                switch format {
                case .csv: put(CallTable.line(call, notes: notes))
                case .json: put((isFirst ? "\n" : ",\n") + CallTable.json(call, notes: notes))
                }
                isFirst = false
            }
        }
        if format == .json { put("\n]\n") }
        return reason
    }
}

import Application
import Configuration
import Glibc
import Scenarios

/// Writes reports into a folder, each whole or not at all, over what stood there under its name.
public enum ReportFiles {
    /// - Returns: the paths, in the order of the formats.
    /// - Throws: the system's words, with the path.
    public static func write(
        _ formats: [ReportFormat], of result: AuditResult, into folder: String, _ publication: Publication
    ) throws(ProgramProblem) -> [String] {
        try make(folder)
        var paths: [String] = []
        for format in formats {
            let path = folder + "/" + format.fileName
            guard WholeFile.write(format.content(result, publication), to: path, mode: 0o644) else {
                throw problem(path)
            }
            paths.append(path)
        }
        return paths
    }

    /// The folder and those above it.
    static func make(_ folder: String) throws(ProgramProblem) {
        var path = folder.hasPrefix("/") ? "/" : ""
        for part in folder.split(separator: "/") {
            path += (path.isEmpty || path.hasSuffix("/") ? "" : "/") + part
            guard mkdir(path, 0o777) == 0 || errno == EEXIST || isFolder(path) else { throw problem(path) }
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        let failure = errno
        defer { errno = failure }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func problem(_ path: String) -> ProgramProblem {
        // Scenarios may have run by then: 2 would say that none did.
        ProgramProblem("\(path): \(String(cString: strerror(errno)))", exitCode: 1)
    }
}

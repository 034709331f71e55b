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
            try replace(path, Array(format.content(result, publication).utf8))
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

    private static func replace(_ path: String, _ octets: [UInt8]) throws(ProgramProblem) {
        let draft = path + ".\(getpid()).draft"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw problem(path) }
        defer { unlink(draft) }
        do {
            defer { close(file) }
            try fill(file, octets, path)
        }
        guard rename(draft, path) == 0 else { throw problem(path) }
    }

    private static func fill(_ file: Int32, _ octets: [UInt8], _ path: String) throws(ProgramProblem) {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw problem(path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func problem(_ path: String) -> ProgramProblem {
        ProgramProblem("\(path): \(String(cString: strerror(errno)))")
    }
}

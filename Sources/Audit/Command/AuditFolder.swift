import Application
import Configuration
import Glibc
import Scenarios
import Services

/// Where a run works: a folder a scenario, in the folder of reports, or in a place of its own that is taken away.
struct AuditFolder: Sendable {
    let path: String
    private let isKept: Bool

    /// Where sockets are: their paths must be short, wherever the reports are.
    private let runtime: String

    /// In a folder of evidence that an audit made: what stands there may be replaced.
    private static let mark = "/.clairvoix-audit"

    init(_ options: AuditOptions) throws(ProgramProblem) {
        var kept: String?
        if let report = options.report {
            try ReportFiles.make(report)
            guard let whole = realpath(report, nil) else { throw Self.problem(report) }
            defer { free(whole) }
            kept = String(cString: whole)
        }
        if let kept { try Self.claim(kept + "/evidence") }
        var template = Array(("/tmp/clairvoix-audit." + String(repeating: "X", count: 6)).utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else { throw Self.problem("/tmp") }
        runtime = made
        isKept = kept != nil
        path = kept ?? made
        if kept == nil { mkdir(made + "/evidence", 0o700) }
    }

    /// Makes the folder of evidence, or takes the one that an earlier audit made; what is anybody else's is left alone.
    private static func claim(_ evidence: String) throws(ProgramProblem) {
        if mkdir(evidence, 0o700) == 0 {
            guard TextFile.write("", to: evidence + mark) else { throw problem(evidence) }
            return
        }
        guard errno == EEXIST else { throw problem(evidence) }
        var status = stat()
        guard lstat(evidence, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
            access(evidence + mark, F_OK) == 0
        else {
            errno = EEXIST
            throw problem(evidence)
        }
    }

    /// A scenario's place for sockets, made empty.
    func runtime(_ index: Int) -> String {
        let place = runtime + "/\(index + 1)"
        mkdir(place, 0o700)
        return place
    }

    /// A scenario's own folder, made empty.
    func scenario(_ index: Int) -> String {
        let place = path + "/" + name(index)
        Self.remove(place, depth: 0)
        mkdir(place, 0o700)
        return place
    }

    /// The pointer of reports to a scenario's evidence; nil where it is not kept.
    func evidence(_ index: Int) -> String? { isKept ? name(index) : nil }

    private func name(_ index: Int) -> String { "evidence/\(index + 1)" }

    /// Takes away what is no evidence.
    func tidy(_ index: Int, keepsSound: Bool) {
        let place = path + "/" + name(index)
        for folder in ["home", "state"] { Self.remove(place + "/" + folder, depth: 0) }
        unlink(place + "/microphone.wav")
        guard !keepsSound else { return }
        for name in Self.names(place) where name.hasSuffix(".wav") { unlink(place + "/" + name) }
    }

    /// Takes away what is not kept.
    func leave() { Self.remove(runtime, depth: 0) }

    /// Links are taken away, never followed.
    private static func remove(_ path: String, depth: Int) {
        guard depth < Limits.depth else { return }
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        for name in names(path) { remove(path + "/" + name, depth: depth + 1) }
        rmdir(path)
    }

    private static func names(_ path: String) -> [String] {
        guard let names = FolderNames(path) else { return [] }
        return names.prefix(Limits.entries).filter { $0 != "." && $0 != ".." }
    }

    private static func problem(_ path: String) -> ProgramProblem {
        ProgramProblem("\(path): \(String(cString: strerror(errno)))")
    }

    /// Writes a report; nothing where none is kept.
    func write(_ text: String, to name: String) throws(ProgramProblem) {
        guard isKept else { return }
        guard TextFile.write(text, to: path + "/" + name, mode: 0o644) else { throw Self.problem(path + "/" + name) }
    }
}

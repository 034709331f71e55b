import Application
import CLinux
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

    /// The mark of the folder of evidence, held until the end: nobody else writes there meanwhile, and a program that is gone
    /// holds nothing.
    private let claim: Int32?

    /// In a folder of evidence that an audit made: what stands there may be replaced.
    private static let mark = "/.clairvoix-audit"

    /// - Parameter names: of the files that are written at the end: what stands in their way is told before anything is run.
    init(_ options: AuditOptions, names: [String]) throws(ProgramProblem) {
        var kept: String?
        if let report = options.report {
            try ReportFiles.make(report)
            guard let whole = realpath(report, nil) else { throw Self.problem(report) }
            defer { free(whole) }
            kept = String(cString: whole)
        }
        var claim: Int32?
        if let kept { claim = try Self.claim(kept, names, options.language) }
        self.claim = claim
        var template = Array(("/tmp/clairvoix-audit." + String(repeating: "X", count: 6)).utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else {
            let problem = Self.problem("/tmp")
            if let claim { close(claim) }
            throw problem
        }
        runtime = made
        isKept = kept != nil
        path = kept ?? Self.real(made)
        if kept == nil { mkdir(made + "/evidence", 0o700) }
    }

    /// Makes the folder of evidence, or takes the one that an earlier audit made; what is anybody else's is left alone.
    /// - Returns: the descriptor that holds it.
    private static func claim(
        _ folder: String, _ names: [String], _ language: SettingLanguage
    ) throws(ProgramProblem) -> Int32 {
        for name in names where isFolder(folder + "/" + name) {
            errno = EISDIR
            throw problem(folder + "/" + name)
        }
        guard access(folder, W_OK | X_OK) == 0 else { throw problem(folder) }
        let evidence = folder + "/evidence"
        var isNew = mkdir(evidence, 0o700) == 0
        guard isNew || errno == EEXIST else { throw problem(evidence) }
        // An audit that ended just there left it empty.
        if !isNew, rmdir(evidence) == 0 { isNew = mkdir(evidence, 0o700) == 0 }
        var status = stat()
        guard lstat(evidence, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else {
            throw foreign(evidence, language)
        }
        let mark = open(evidence + mark, O_RDWR | O_NOFOLLOW | O_CLOEXEC | (isNew ? O_CREAT : 0), 0o600)
        guard mark >= 0 else { throw errno == ENOENT ? foreign(evidence, language) : problem(evidence) }
        guard clinux_lock_file(mark) == 0 else {
            close(mark)
            throw ProgramProblem(
                Bilingual(
                    "\(folder) : un autre audit y écrit en ce moment", "\(folder): another audit is writing there now")[
                        language])
        }
        return mark
    }

    private static func real(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func foreign(_ evidence: String, _ language: SettingLanguage) -> ProgramProblem {
        ProgramProblem(
            Bilingual(
                "\(evidence) : ce dossier n'est pas celui d'un audit, il est laissé tel quel",
                "\(evidence): this folder is not an audit's, it is left as it is")[language])
    }

    /// A scenario's place for sockets, made empty.
    func runtime(_ index: Int) -> String {
        let place = runtime + "/\(index + 1)"
        _ = FolderRemoval.remove(place)
        mkdir(place, 0o700)
        return place
    }

    /// A scenario's own folder, made empty.
    func scenario(_ index: Int) throws(Stop) -> String {
        let place = path + "/" + name(index)
        let problem = RealFolder.problem(path + "/evidence")
        guard problem == 0 else { throw Stage.cannotWrite(path + "/evidence", problem) }
        guard FolderRemoval.remove(place), mkdir(place, 0o700) == 0 else { throw Stage.cannotWrite(place) }
        return place
    }

    /// The pointer of reports to a scenario's evidence; nil where it is not kept.
    func evidence(_ index: Int) -> String? { isKept ? name(index) : nil }

    private func name(_ index: Int) -> String { "evidence/\(index + 1)" }

    /// Takes away what is no evidence.
    /// - Returns: what could not be taken away.
    func tidy(_ index: Int, keepsSound: Bool) -> [String] {
        let place = path + "/" + name(index)
        guard RealFolder.problem(place) == 0 else { return [place] }
        let left = ["home", "state"].map { place + "/" + $0 }.filter { !FolderRemoval.remove($0) }
        unlink(place + "/microphone.wav")
        if !keepsSound {
            for name in Self.names(place) where name.hasSuffix(".wav") { unlink(place + "/" + name) }
        }
        return left
    }

    /// Takes away what is not kept, and lets the next audit have the folder.
    func leave() {
        _ = FolderRemoval.remove(runtime)
        if let claim { close(claim) }
    }

    private static func names(_ path: String) -> [String] {
        guard let names = FolderNames(path) else { return [] }
        return Array(names.prefix(Limits.entries))
    }

    private static func problem(_ path: String) -> ProgramProblem {
        ProgramProblem("\(path): \(String(cString: strerror(errno)))")
    }

    /// Writes a report; nothing where none is kept.
    func write(_ text: String, to name: String) throws(ProgramProblem) {
        guard isKept else { return }
        guard WholeFile.write(text, to: path + "/" + name, mode: 0o644) else { throw Self.problem(path + "/" + name) }
    }
}

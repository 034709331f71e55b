import Application
import Configuration
import Glibc

/// The script that a recording writes: whole or not at all, and never over another file.
struct RecordFile {
    /// Where a script was written.
    enum Kept: Equatable {
        case file
        /// The name could not be given any more: the script is whole under another one.
        case draft(String, reason: String)
    }

    let path: String
    private let folder: String

    /// - Throws: where it could not be written, which is told before anything was done.
    init(_ path: String, _ language: SettingLanguage) throws(ProgramProblem) {
        self.path = path
        let slash = path.lastIndex(of: "/")
        folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        guard path.hasSuffix(".feature"), !path.hasSuffix("/.feature"), path != ".feature" else {
            throw ProgramProblem(
                Bilingual(
                    "\(Self.shown(path)) : le nom d'un scénario finit par .feature",
                    "\(Self.shown(path)): the name of a script ends with .feature")[language])
        }
        var status = stat()
        guard lstat(path, &status) != 0 else {
            throw ProgramProblem(
                Bilingual(
                    "\(Self.shown(path)) existe déjà : donnez un autre nom",
                    "\(Self.shown(path)) exists already: give another name")[language])
        }
        guard errno == ENOENT else { throw Self.problem(path) }
        // Rights alone do not tell: some folders take no files at all.
        guard let draft = Self.draft(in: folder) else { throw Self.problem(path) }
        close(draft.file)
        unlink(draft.path)
    }

    /// The name without folder and ending, as a title.
    var title: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return String(name.dropLast(".feature".count).map { $0 == "-" || $0 == "_" ? " " : $0 })
    }

    /// - Throws: the system's words, with the path; nothing is left behind then.
    func write(_ text: String) throws(ProgramProblem) -> Kept {
        guard let draft = Self.draft(in: folder) else { throw Self.problem(path) }
        let isWhole = WholeFile.fill(draft.file, Array(text.utf8))
        let reason = errno
        close(draft.file)
        guard isWhole else {
            unlink(draft.path)
            errno = reason
            throw Self.problem(path)
        }
        // A second name is refused where there is one already: nothing that came meanwhile is lost.
        if link(draft.path, path) == 0 {
            unlink(draft.path)
            return .file
        }
        if errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS {
            // A file system without second names.
            var status = stat()
            if lstat(path, &status) == 0 { errno = EEXIST } else if rename(draft.path, path) == 0 { return .file }
        }
        return .draft(draft.path, reason: String(cString: strerror(errno)))
    }

    /// A new file beside the script, its name short: that of the script may be as long as names can be.
    private static func draft(in folder: String) -> (file: Int32, path: String)? {
        for number in 0..<100 {
            let path = "\(folder)/.clairvoix-\(getpid())" + (number == 0 ? "" : "-\(number)")
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
            if file >= 0 { return (file, path) }
            // One that was kept is somebody's.
            guard errno == EEXIST else { return nil }
        }
        return nil
    }

    /// In one line, without controls.
    private static func shown(_ path: String) -> String {
        String(PlainText.clean(path).map { $0.isNewline ? "\u{FFFD}" : $0 })
    }

    private static func problem(_ path: String) -> ProgramProblem {
        let reason = String(cString: strerror(errno))
        return ProgramProblem("\(shown(path)): \(reason)", exitCode: 1)
    }
}

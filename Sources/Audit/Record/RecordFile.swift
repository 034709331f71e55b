import Application
import Configuration
import Glibc

/// The script that a recording writes: whole or not at all, and never over another file.
struct RecordFile {
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
                    "\(path) : le nom d'un scénario finit par .feature",
                    "\(path): the name of a script ends with .feature")[language])
        }
        var status = stat()
        guard lstat(path, &status) != 0 else {
            throw ProgramProblem(
                Bilingual(
                    "\(path) existe déjà : donnez un autre nom", "\(path) exists already: give another name")[language])
        }
        guard errno == ENOENT, access(folder, W_OK | X_OK) == 0 else { throw Self.problem(path) }
    }

    /// The name without folder and ending, as a title.
    var title: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return String(name.dropLast(".feature".count).map { $0 == "-" || $0 == "_" ? " " : $0 })
    }

    /// - Throws: the system's words, with the path; nothing is left behind then.
    func write(_ text: String) throws(ProgramProblem) {
        let part = path + ".\(getpid())"
        guard WholeFile.write(text, to: part, mode: 0o644) else {
            let problem = Self.problem(path)
            unlink(part)
            throw problem
        }
        defer { unlink(part) }
        // A second name is refused where there is one already: nothing that came meanwhile is lost.
        if link(part, path) == 0 { return }
        guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS else { throw Self.problem(path) }
        // A file system without second names.
        guard access(path, F_OK) != 0, rename(part, path) == 0 else { throw Self.problem(path) }
    }

    private static func problem(_ path: String) -> ProgramProblem {
        ProgramProblem("\(path): \(String(cString: strerror(errno)))", exitCode: 1)
    }
}

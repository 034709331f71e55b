import Application
import Configuration
import Glibc
import Services

/// The scripts that a path names: itself, or all `.feature` files of a folder, by name.
enum ScriptFiles {
    static func under(_ path: String, _ language: SettingLanguage) throws(ProgramProblem) -> [String] {
        let kind = try kind(of: path)
        if kind == S_IFREG { return [path] }
        guard kind == S_IFDIR else {
            throw ProgramProblem(
                path + Bilingual(" : ni un fichier ni un dossier", ": neither a file nor a folder")[language])
        }
        let files = try scripts(in: path, depth: 0, language)
        guard !files.isEmpty else {
            throw ProgramProblem(path + Bilingual(" : aucun fichier .feature", ": no .feature file")[language])
        }
        return files
    }

    private static func kind(of path: String) throws(ProgramProblem) -> mode_t {
        var status = stat()
        guard stat(path, &status) == 0 else { throw ProgramProblem("\(path): \(String(cString: strerror(errno)))") }
        return status.st_mode & S_IFMT
    }

    /// Folders that are links are not entered, so that there are no circles.
    private static func scripts(in folder: String, depth: Int, _ language: SettingLanguage) throws(ProgramProblem)
        -> [String]
    {
        guard depth < Limits.depth else {
            throw ProgramProblem(
                Bilingual(
                    "\(folder) : plus de \(Limits.depth) dossiers l'un dans l'autre",
                    "\(folder): more than \(Limits.depth) folders within each other")[language])
        }
        var result: [String] = []
        for name in try names(in: folder, language).sorted() where !name.hasPrefix(".") {
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            let kind = try kind(of: path)
            if kind == S_IFDIR {
                guard !isLink(path) else { continue }
                result += try scripts(in: path, depth: depth + 1, language)
            } else if kind == S_IFREG, name.hasSuffix(".feature") {
                result.append(path)
            }
            guard result.count <= Limits.scripts else { return result }
        }
        return result
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFLNK
    }

    private static func names(in folder: String, _ language: SettingLanguage) throws(ProgramProblem) -> [String] {
        guard let names = FolderNames(folder) else {
            throw ProgramProblem("\(folder): \(String(cString: strerror(errno)))")
        }
        let found = Array(names.prefix(Limits.entries + 1))
        guard found.count <= Limits.entries else {
            throw ProgramProblem(
                Bilingual(
                    "\(folder) : plus de \(Limits.entries) noms dans un dossier",
                    "\(folder): more than \(Limits.entries) names in a folder")[language])
        }
        return found
    }
}

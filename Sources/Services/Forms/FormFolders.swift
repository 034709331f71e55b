import AgentDesk
import Configuration
import Glibc

/// Where incident forms are: files `NAME.toml` in `forms`, beside the configuration file, then at the user's own place, then where the
/// program was installed. Of two of one name the first is read.
public struct FormFolders: Sendable, Equatable {
    /// The folders, the first to be looked into first.
    public let paths: [String]

    /// - Parameters:
    ///   - configuration: the file that holds, which `--config` may have named.
    ///   - environment: a variable's value, by its name.
    ///   - program: the path of the program's file; nil: that of this process.
    public init(beside configuration: ConfigurationFile, environment: (String) -> String?, program: String? = nil) {
        var bases = [configuration.folder]
        let standard = ConfigurationFile(path: nil, environment: environment).folder
        if standard != configuration.folder { bases.append(standard) }
        let program = program ?? ThemeFolders.ownPath
        if let name = program.lastIndex(of: "/") {
            // PREFIX/bin/clairvoix has its files in PREFIX/share/clairvoix.
            let folder = program[..<name]
            bases.append((folder.lastIndex(of: "/").map { folder[..<$0] } ?? "") + "/share/clairvoix")
        }
        paths = bases.map { $0 + "/forms" }
    }

    /// All forms in the order of their files' names, and why others cannot be had.
    public func read() -> (forms: [IncidentForm], problems: [FormProblem]) {
        var files: [String: String] = [:]
        for path in paths {
            guard let names = FolderNames(path) else { continue }
            while files.count < FormLimits.forms, let file = names.next() {
                guard file.hasSuffix(".toml"), ThemeFolders.isName(String(file.dropLast(5))) else { continue }
                if files[file] == nil { files[file] = path + "/" + file }
            }
        }
        var forms: [IncidentForm] = []
        var problems: [FormProblem] = []
        for (name, path) in files.sorted(by: { $0.key < $1.key }) {
            do throws(FormProblem) { forms.append(try Self.form(String(name.dropLast(5)), path)) } catch {
                problems.append(error)
            }
        }
        return (forms, problems)
    }

    private static func form(_ id: String, _ path: String) throws(FormProblem) -> IncidentForm {
        let entries: [ConfigurationEntry]
        do throws(ConfigurationProblem) {
            guard let contents = try FileContents(path, atMost: Limits.formOctets) else {
                throw ConfigurationProblem(.unreadable(String(cString: strerror(ENOENT))))
            }
            entries = try TOMLReading.entries(of: contents.text)
        } catch {
            throw FormProblem(.file(error), error.line, path)
        }
        do throws(FormProblem) { return try FormReading.form(id, entries) } catch {
            throw FormProblem(error.fault, error.line, path)
        }
    }
}

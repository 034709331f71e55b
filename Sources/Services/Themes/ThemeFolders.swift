import Configuration
import Glibc

/// Where themes are: files `NAME.toml` in `themes/KIND`, looked for beside the configuration file, then at the user's own place,
/// then where the program was installed, then in the sources of a program that runs from where it was built.
public struct ThemeFolders: Sendable, Equatable {
    /// The folders of one kind, the first to be looked into first.
    public let paths: [String]

    /// - Parameters:
    ///   - kind: `colours` or `earcons`.
    ///   - configuration: the file that holds, which `--config` may have named.
    ///   - environment: a variable's value, by its name.
    ///   - program: the path of the program's file; nil: that of this process.
    public init(
        kind: String, beside configuration: ConfigurationFile, environment: (String) -> String?, program: String? = nil
    ) {
        var bases = [configuration.folder]
        let standard = ConfigurationFile(path: nil, environment: environment).folder
        if standard != configuration.folder { bases.append(standard) }
        let program = program ?? Self.ownPath
        if let name = program.lastIndex(of: "/") {
            // PREFIX/bin/clairvoix has its files in PREFIX/share/clairvoix.
            let folder = program[..<name]
            let prefix = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
            bases.append(prefix + "/share/clairvoix")
        }
        if let build = program.firstRange(of: "/.build/") {
            bases.append(String(program[..<build.lowerBound]))
        }
        paths = bases.map { $0 + "/themes/" + kind }
    }

    /// The names of all themes, in alphabetical order; at most `Limits.themes`.
    public var names: [String] {
        var found: Set<String> = []
        for path in paths {
            guard let files = FolderNames(path) else { continue }
            while found.count < Limits.themes, let file = files.next() {
                guard file.hasSuffix(".toml"), Self.isName(String(file.dropLast(5))) else { continue }
                found.insert(String(file.dropLast(5)))
            }
        }
        return found.sorted()
    }

    /// The file of a theme in the first folder that has it; nil where none has, or the name is none.
    public func file(of name: String) -> String? {
        guard Self.isName(name) else { return nil }
        return paths.map { "\($0)/\(name).toml" }.first { access($0, F_OK) == 0 }
    }

    /// What a theme's file says.
    /// - Throws: where it is absent, cannot be read, is larger than `Limits.themeOctets`, or is no TOML in UTF-8.
    public static func entries(of file: String) throws(ConfigurationProblem) -> [ConfigurationEntry] {
        guard let contents = try FileContents(file, atMost: Limits.themeOctets) else {
            throw ConfigurationProblem(.unreadable(String(cString: strerror(ENOENT))))
        }
        return try TOMLReading.entries(of: contents.text)
    }

    /// A name that is a file's and leads nowhere else.
    static func isName(_ name: String) -> Bool {
        (1...Limits.themeNameCharacters).contains(name.count) && !name.hasPrefix(".") && !name.contains("/")
            && name.unicodeScalars.allSatisfy { $0.value >= 32 && !(127...159).contains($0.value) }
    }

    static var ownPath: String {
        var octets = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &octets, octets.count - 1)
        return String(decoding: octets.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

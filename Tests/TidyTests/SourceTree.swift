import Foundation

/// The repository as the tidy tests read it.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct File: Sendable, CustomStringConvertible {
        let path: String
        let text: String
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        var module: String { String(path.split(separator: "/").dropFirst().first ?? "") }
        var description: String { path }
    }

    static func files(under folder: String) -> [File] {
        let base = root.appending(path: folder)
        guard let walk = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else { return [] }
        return walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.compactMap { url in
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
            return File(path: String(url.path.dropFirst(root.path.count + 1)), text: text)
        }.sorted { $0.path < $1.path }
    }

    static let sources = files(under: "Sources")
    static let pureModules: Set = [
        "SIP", "Media", "CallEngine", "Announcements", "Configuration", "JSONText", "AgentDesk", "TerminalUI",
        "Control",
        "Scenarios",
    ]

    /// The modules that a file imports.
    static func imports(of file: File) -> [String] {
        file.lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at < 2, words.count > at + 1, !line.hasPrefix("//") else {
                return nil
            }
            return String(words[words.count - 1].split(separator: ".")[0])
        }
    }
}

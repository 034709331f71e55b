import Configuration
import Glibc
import Testing

@testable import Services

@Suite("The file of the agent's keys")
struct KeysFileTests {
    private func keys(_ path: String) -> KeysFile {
        KeysFile(beside: ConfigurationFile(path: path, environment: { _ in nil }))
    }

    @Test func standsBesideTheConfiguration() {
        #expect(keys("/home/a/.config/clairvoix/config.toml").path == "/home/a/.config/clairvoix/keys.toml")
        #expect(keys("mine.toml").path == "keys.toml")
        #expect(keys("/mine.toml").path == "/keys.toml")
    }

    @Test func isReadAsItIsWrittenAndIsTheAgentsAlone() throws {
        let folder = try TemporaryFolder()
        let file = keys(folder.path + "/new/config.toml")
        #expect(try !file.exists && file.read().isEmpty && file.text() == nil)
        let text = "# mine\nhang_up = [\"F4\", \"h\"]\n[list]\n\"call back\" = \"F5\"\n"
        try file.write(text)
        #expect(try file.exists && file.text() == text)
        #expect(try FileContents(file.path)?.mode == 0o600)
        let entries = try file.read()
        #expect(entries.map(\.key) == ["hang_up", "list"] && entries.map(\.line) == [2, 3])
        guard case .list(let chords)? = entries.first?.value.content else { throw Unexpected() }
        #expect(chords.map(\.content) == [.text("F4"), .text("h")])
        guard case .table(let list)? = entries.last?.value.content else { throw Unexpected() }
        #expect(list.map(\.key) == ["call back"] && list.map(\.line) == [4])
        #expect(folder.names == ["new"])
    }

    @Test func whatIsNoTOMLIsNotWritten() throws {
        let folder = try TemporaryFolder()
        let file = keys(folder.path + "/config.toml")
        try file.write("a = \"F1\"\n")
        let problem = #expect(throws: ConfigurationProblem.self) { try file.write("a = \"F1\"\nb = F2\n") }
        #expect(problem?.line == 2)
        #expect(try file.text() == "a = \"F1\"\n")
        _ = try folder.write("a\n", name: "keys.toml")
        let unread = #expect(throws: ConfigurationProblem.self) { try file.read() }
        #expect(unread?.sentence(in: .english, file: file.path).hasPrefix(file.path + ", line ") == true)
        // What a hand broke is not written over.
        #expect(throws: ConfigurationProblem.self) { try file.write("a = \"F1\"\n") }
        #expect(try file.text() == "a\n")
    }

    private struct Unexpected: Error {}
}

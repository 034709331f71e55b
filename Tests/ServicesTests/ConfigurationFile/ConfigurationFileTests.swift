import Configuration
import Glibc
import Testing

@testable import Services

/// A folder of its own for one test, removed with it.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/clairvoix-test-XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        path = String(cString: try #require(made))
    }

    func write(_ text: String, name: String = "config.toml", mode: mode_t = 0o600) throws -> String {
        let file = path + "/" + name
        let stream = try #require(fopen(file, "w"))
        fputs(text, stream)
        fclose(stream)
        chmod(file, mode)
        return file
    }

    func text(_ name: String) throws -> String { try #require(try FileContents(path + "/" + name)).text }

    /// The names of all that is in it, sorted.
    var names: [String] { Self.names(in: path).sorted() }

    private static func names(in path: String) -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func remove(_ path: String) {
        if unlink(path) == 0 { return }
        for name in names(in: path) { remove(path + "/" + name) }
        rmdir(path)
    }

    deinit { Self.remove(path) }
}

private func sentence(_ text: String, mode: mode_t = 0o600) throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, mode: mode)
    let problem = #expect(throws: ConfigurationProblem.self) {
        try ConfigurationFile(path: path, environment: { _ in nil }).load()
    }
    return try #require(problem).sentence(in: .english, file: "config.toml")
}

@Suite("The configuration file")
struct ConfigurationFileTests {
    @Test func aFileIsRead() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            language = "fr" # a comment with = and [
            [[account]]
            address = "sip:alice@example.org"
            name = \"\"\"Accueil\"\"\"
            password = 'w"onder#'
            [[account]]
            address = "sip:bob@example.org"
            [audio]
            codecs = [
              "pcma", # best
              "opus",
            ]
            tones.busy = false
            """)
        let settings = try ConfigurationFile(path: path, environment: { _ in nil }).load()
        #expect(settings.accounts.map(\.name) == ["Accueil", "bob"])
        #expect(settings.accounts.first?.password == "w\"onder#")
        #expect(settings.codecs == ["pcma", "opus"])
        #expect(settings.toneLevel(.toneBusy) == nil)
    }

    @Test(arguments: [
        (
            "language = \"fr\"\n\n[audio]\nheadst = \"null:\"\n",
            "config.toml, line 4: unknown key \"audio.headst\"; did you mean \"audio.headset\"?"
        ),
        (
            "# x\n[[account]]\naddress = \"sip:a@b.example\"\n[[account]]\naddress = \"sip:c@d.example\"\nexpires = 5\n",
            "config.toml, line 6: \"account.expires\" takes a whole number from 60 to 86400, not \"5\"; for example "
                + "expires = 300."
        ),
        (
            "a = \"\"\"\n[audio]\nx\n\"\"\"\n",
            "config.toml, line 1: unknown key \"a\"; remove it, or see "
                + "\"clairvoix config schema\"."
        ),
        (
            "[sip]\nport = 2020-01-01\n",
            "config.toml, line 2: \"sip.port\" takes a whole number from 0 to 65535, not a date; for example port = 5060."
        ),
    ])
    func faultsNameTheirLine(_ text: String, _ wanted: String) throws {
        #expect(try sentence(text) == wanted)
    }

    @Test func aSyntaxErrorTellsItsPlaceAndNoSecret() throws {
        let words = try sentence("language = \"fr\"\n[[account]]\npassword = hunter2\n")
        #expect(words.hasPrefix("config.toml, line 3: this is not TOML, column "))
        #expect(!words.contains("hunter2"))
    }

    @Test(arguments: [0o640, 0o604, 0o644] as [mode_t])
    func aFileWithASecretIsForItsOwnerAlone(_ mode: mode_t) throws {
        let secret = "[[account]]\naddress = \"sip:a@b.example\"\npassword = \"hunter2\"\n"
        let wanted =
            "config.toml: this file holds a password and others can read it; run chmod 600 config.toml."
        #expect(try sentence(secret, mode: mode) == wanted)
        let folder = try TemporaryFolder()
        let open = try folder.write("language = \"fr\"\n", mode: mode)
        #expect(try ConfigurationFile(path: open, environment: { _ in nil }).load().language == .french)
    }

    @Test func theFileIsFoundAtTheXDGPlace() throws {
        let folder = try TemporaryFolder()
        let absent = ConfigurationFile(path: nil, environment: { $0 == "XDG_CONFIG_HOME" ? folder.path : nil })
        #expect(absent.path == folder.path + "/clairvoix/config.toml")
        #expect(try absent.load() == Settings())
        let home = ConfigurationFile(path: nil, environment: { $0 == "HOME" ? "/home/a" : nil })
        #expect(home.path == "/home/a/.config/clairvoix/config.toml")
        #expect(throws: ConfigurationProblem(.unreadable("No such file or directory"))) {
            try ConfigurationFile(path: folder.path + "/none", environment: { _ in nil }).load()
        }
        #expect(throws: ConfigurationProblem(.unreadable("a directory"))) {
            try ConfigurationFile(path: folder.path, environment: { _ in nil }).load()
        }
    }

    @Test func aFileThatIsTooLargeIsRefused() throws {
        let text = String(repeating: "# comment\n", count: Configuration.Limits.fileOctets / 10 + 1)
        #expect(try sentence(text).contains("shorten it"))
    }

    @Test func deepNestingIsNoTrap() throws {
        let deep = "x = " + String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
        // Never given to the parser, which calls itself once a level.
        #expect(try sentence(deep).contains("line 1"))
    }

    @Test func aFleetOfAccountsIsReadWhole() throws {
        let folder = try TemporaryFolder()
        let one = { (number: Int) in
            "[[account]]\naddress = \"sip:user\(number)@example.org\"\n[account.dial]\npark = \"700\"\n"
        }
        let text = (0..<Configuration.Limits.accounts).map(one).joined()
        let accounts = try ConfigurationFile(path: folder.write(text), environment: { _ in nil }).load().accounts
        #expect(accounts.count == Configuration.Limits.accounts)
        #expect(accounts.last?.address == "sip:user\(Configuration.Limits.accounts - 1)@example.org")
        #expect(accounts.last?.dialString(.dialPark) == "700")
        #expect(try sentence(text + one(0)).contains("more than 10000 accounts"))
    }
}

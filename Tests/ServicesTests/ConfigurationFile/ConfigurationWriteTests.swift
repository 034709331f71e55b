import Configuration
import Glibc
import Testing

@testable import Services

private func configuration(_ path: String) -> ConfigurationFile {
    ConfigurationFile(path: path, environment: { _ in nil })
}

private func text(_ path: String) throws -> String { try #require(try FileContents(path)).text }

private func mode(_ path: String) throws -> mode_t { try #require(try FileContents(path)).mode }

@Suite("Writing the configuration file")
struct ConfigurationWriteTests {
    @Test func oneKeyChangesAndTheModeIsKept() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("# mine\n[voice]\nrate = 200 # slow\n", mode: 0o640)
        let settings = try configuration(path).write(.voiceRate, .integer(300))
        #expect(settings.voiceRate == 300)
        #expect(try text(path) == "# mine\n[voice]\nrate = 300 # slow\n")
        #expect(try mode(path) == 0o640)
        #expect(try configuration(path).write(.voiceRate, nil) == Settings())
        #expect(try text(path) == "# mine\n[voice]\n# slow\n")
        #expect(folder.names == ["config.toml"], "nothing is left beside it")
    }

    @Test func aMissingFileIsMadeForItsOwnerAlone() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a/b/config.toml"
        try configuration(path).write(.language, .text("en"))
        #expect(try text(path) == "language = \"en\"\n")
        #expect(try mode(path) == 0o600)
        var status = stat()
        #expect(stat(folder.path + "/a/b", &status) == 0 && status.st_mode & 0o777 == 0o700)
    }

    @Test func whatWouldBeWrongIsNotWritten() throws {
        let folder = try TemporaryFolder()
        let before = "[[account]]\naddress = \"sip:a@b.example\"\npassword = \"x\"\n"
        let path = try folder.write(before)
        #expect(throws: ConfigurationProblem(.contradiction(.accountPassword, .accountHA1), path: "account", line: 1)) {
            try configuration(path).write(.accountHA1, account: 0, .text(String(repeating: "0", count: 32)))
        }
        #expect(throws: ConfigurationProblem(.missing(.accountAddress), path: "account", line: 1)) {
            try configuration(path).write(.accountAddress, account: 0, nil)
        }
        // A value that the setting never accepted, and an account that is not there.
        #expect(throws: ConfigurationProblem.self) { try configuration(path).write(.voiceRate, .integer(1)) }
        #expect(throws: ConfigurationProblem(.unchangeable)) {
            try configuration(path).write(.accountName, account: 3, .text("x"))
        }
        #expect(try text(path) == before)
        let broken = try folder.write("language = \n")
        #expect(throws: ConfigurationProblem.self) { try configuration(broken).write(.language, .text("en")) }
        #expect(try text(broken) == "language = \n")
    }

    @Test func anOldProblemDoesNotKeepAnAgentFromASetting() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("future = 1\n")
        try configuration(path).write(.voiceRate, .integer(300))
        #expect(try text(path) == "future = 1\n\n[voice]\nrate = 300\n")
    }

    @Test func aSecretMakesTheFileItsOwnersAlone() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("[[account]]\naddress = \"sip:a@b.example\"\n", mode: 0o644)
        try configuration(path).write(.accountPassword, account: 0, .text("hunter2"))
        #expect(try mode(path) == 0o600)
        #expect(try configuration(path).load().accounts.first?.password == "hunter2")
    }

    @Test func anAccountIsAdded() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("[voice]\nrate = 300", mode: 0o644)
        let account: [SettingKey: SettingValue] = [
            .accountAddress: .text("sip:a@b.example"), .accountPassword: .text("\"\\"),
            .accountRegistrar: .servers([ServerAddress(transport: .tcp, host: "192.0.2.1")]), .dialPark: .text("7"),
        ]
        let settings = try configuration(path).write(account: account)
        #expect(try configuration(path).load() == settings)
        #expect(settings.accounts.first?.password == "\"\\" && settings.accounts.first?.dialString(.dialPark) == "7")
        #expect(try mode(path) == 0o600 && settings.voiceRate == 300)
        #expect(throws: ConfigurationProblem.self) {
            try configuration(path).write(account: [.accountName: .text("x")])
        }
        #expect(try configuration(path).load() == settings)
    }

    @Test func aSymbolicLinkStaysOne() throws {
        let folder = try TemporaryFolder()
        let target = try folder.write("", name: "real.toml")
        let link = folder.path + "/config.toml"
        #expect(symlink("real.toml", link) == 0)
        try configuration(link).write(.language, .text("fr"))
        #expect(try text(target) == "language = \"fr\"\n")
        var status = stat()
        #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        unlink(target)
        try configuration(link).write(.language, .text("en"))
        #expect(try text(target) == "language = \"en\"\n")
    }

    @Test func whatAnEditorWroteMeanwhileIsKept() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("[voice]\nrate = 200\n")
        var edits = 0
        let settings = try configuration(path).change { old in
            edits += 1
            // An editor that asks nobody, between our reading and our writing.
            if edits == 1 { _ = try? folder.write("[voice]\nrate = 200\npitch = 9\n") }
            return SettingsEdit.text(old, setting: .voiceRate, account: nil, to: .integer(300))
        } expecting: {
            $0.setting(.integer(300), for: .voiceRate, account: nil)
        }
        #expect(edits == 2 && settings.voicePitch == 9)
        #expect(try text(path) == "[voice]\nrate = 300\npitch = 9\n")
        #expect(throws: ConfigurationProblem(.unwritable("another program keeps changing it"))) {
            try configuration(path).change { old in
                _ = try? folder.write(old + "#")
                return old + "# x\n"
            } expecting: {
                $0
            }
        }
        #expect(folder.names == ["config.toml"])
    }

    @Test func twoProgramsLoseNothingOfEachOther() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("")
        let keys: [SettingKey] = [.voiceRate, .voicePitch, .toneBusy]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for key in keys {
                group.addTask { try configuration(path).write(key, .integer(key == .voiceRate ? 99 : 40)) }
            }
            try await group.waitForAll()
        }
        let settings = try configuration(path).load()
        for key in keys { #expect(settings.value(key) == .integer(key == .voiceRate ? 99 : 40)) }
    }

    @Test func whatIsNoFileIsRefused() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ConfigurationProblem(.unreadable("a directory"))) {
            try configuration(folder.path).write(.language, .text("fr"))
        }
        let path = try folder.write("x")
        #expect(throws: ConfigurationProblem(.unwritable("Not a directory"))) {
            try configuration(path + "/config.toml").write(.language, .text("fr"))
        }
    }
}

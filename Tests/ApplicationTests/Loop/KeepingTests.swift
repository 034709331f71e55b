import AgentDesk
import Announcements
import CallEngine
import Configuration
import Services
import TerminalUI
import Testing

@testable import Application

@Suite("What the agent changes, kept on disk")
struct KeepingTests {
    static func keeping(_ folder: TestFolder, _ language: SettingLanguage = .english) -> Keeping {
        Keeping(
            file: ConfigurationFile(path: folder.path + "/config.toml", environment: { _ in nil }),
            folder: StateFolder(path: folder.path + "/state", environment: { _ in nil }), language: language,
            isPractice: false)
    }

    private let rate = SettingPlace(key: .voiceRate)

    /// Broken by hand while the program runs: nothing is written, and the agent hears where and what to do.
    @Test func aFileThatCannotBeReadIsLeftAsItIs() throws {
        let folder = try TestFolder()
        let broken = "[voice\nrate = 200\n"
        _ = try folder.file("config.toml", broken)
        let why = Self.keeping(folder).setting(rate, .integer(300), address: nil)
        #expect(why?.contains("config.toml, line 1: this is not TOML") == true && why?.contains("check quotes") == true)
        #expect(Self.keeping(folder, .french).setting(rate, .integer(300), address: nil)?.contains("ligne 1") == true)
        #expect(folder.text("config.toml") == broken)
        #expect(Self.keeping(folder).fault() == why)
    }

    /// Only another value is wrong: the change is written, and the other fault told.
    @Test func anotherFaultIsToldAndTheChangeIsWritten() throws {
        let folder = try TestFolder()
        _ = try folder.file("config.toml", "[voice]\nlevel = 9\nrate = 200\n")
        let keeping = Self.keeping(folder)
        #expect(keeping.setting(rate, .integer(300), address: nil) == nil)
        #expect(folder.text("config.toml") == "[voice]\nlevel = 9\nrate = 300\n")
        let fault = try #require(keeping.fault())
        #expect(fault.contains("line 2") && fault.contains("\"voice.level\" takes") && fault.contains("for example"))
        _ = try folder.file("config.toml", "[voice]\nlevel = 1\n")
        #expect(keeping.fault() == nil)
    }

    /// The file that is named is the one to mend.
    @Test func brokenKeysAreLeftAsTheyAre() throws {
        let folder = try TestFolder()
        _ = try folder.file("keys.toml", "[letters\n")
        let why = Self.keeping(folder).keys("[letters]\nmicrophone = \"z\"\n")
        #expect(why?.contains("/keys.toml, line 1: this is not TOML") == true)
        #expect(folder.text("keys.toml") == "[letters\n")
    }

    /// A line's own setting too, where its account is the one that is known.
    @Test func anAccountsSettingIsWrittenBesideAnotherFault() throws {
        let folder = try TestFolder()
        let text = "[voice]\nlevel = 9\n\n[[account]]\naddress = \"sip:a@b.example\"\n"
        _ = try folder.file("config.toml", text)
        let keeping = Self.keeping(folder)
        let place = SettingPlace(key: .accountExpires, account: 0)
        #expect(keeping.setting(place, .integer(600), address: "sip:other@b.example") != nil)
        #expect(folder.text("config.toml") == text)
        let problem = keeping.setting(place, .integer(600), address: "sip:a@b.example")
        #expect(problem == nil)
        #expect(folder.text("config.toml") == text + "expires = 600\n")
        #expect(keeping.fault()?.contains("voice.level") == true)
    }

    /// Every note is kept; of the calls the newest.
    @Test func callsAreTrimmedAndNotesAreNot() throws {
        let folder = try TestFolder()
        let keeping = Self.keeping(folder)
        let party = Party(name: "Dupont", number: "1", address: "sip:1@b.example", isWithheld: false)
        #expect(keeping.note(Note(text: "first", party: party, at: 1)) == nil)
        let call = PastCall(party: party, isIncoming: true, cause: .endedByPeer, begunAt: 7, seconds: 1)
        #expect(keeping.call(call) == nil)
        let line = folder.text("state/calls.jsonl")
        let limit = Services.Limits.keptCalls
        _ = try folder.file(
            "state/calls.jsonl", String(repeating: "{}\n", count: 9) + String(repeating: line, count: limit))
        _ = try folder.file("state/notes.jsonl", String(repeating: folder.text("state/notes.jsonl"), count: limit + 9))
        keeping.trimCalls()
        #expect(folder.text("state/calls.jsonl") == String(repeating: line, count: limit))
        #expect(folder.text("state/notes.jsonl").split(separator: "\n").count == limit + 9)
        #expect(keeping.earlierCalls().first == call)
    }
}

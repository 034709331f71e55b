import AgentDesk
import Announcements
import CallEngine
import Configuration
import Foundation
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

    /// What is kept comes back at the next start; what is too old does not.
    @Test func callsAndNotesAreKeptAndOldOnesForgotten() throws {
        let folder = try TestFolder()
        let keeping = Self.keeping(folder)
        let party = Party(name: "Dupont", number: "1", address: "sip:1@b.example", isWithheld: false)
        let day = 86_400
        let old = PastCall(
            id: "a-1", party: party, isIncoming: true, cause: .missed, begunAt: 10 * day, seconds: nil)
        let new = PastCall(
            id: "a-2", party: party, isIncoming: true, cause: .endedByPeer, begunAt: 99 * day, seconds: 1)
        #expect(keeping.call(old) == nil && keeping.call(new) == nil)
        #expect(keeping.note(Note(text: "first", party: party, at: 99 * day, call: "a-2")) == nil)
        #expect(keeping.found("dup")?.count == 2 && keeping.notes(of: "a-2").map(\.text) == ["first"])
        keeping.store.close()
        let next = Keeping(
            file: keeping.file, folder: keeping.folder, language: .english, isPractice: false, keepDays: 30)
        let earlier = next.earlier(at: 100 * day)
        #expect(earlier.calls == [new] && earlier.notes.count == 1 && earlier.warning == nil)
    }

    @Test func aBrokenHistoryIsToldWithItsPlace() throws {
        let folder = try TestFolder()
        let keeping = Self.keeping(folder)
        #expect(keeping.earlier(at: 1).warning == nil)
        keeping.store.close()
        // With its log SQLite would still have it whole.
        for end in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: folder.path + "/state/desk.sqlite" + end)
        }
        _ = try folder.file("state/desk.sqlite", String(repeating: "no database", count: 999))
        let warning = try #require(Self.keeping(folder).earlier(at: 1).warning)
        #expect(warning.contains("The history was damaged") && warning.contains("desk.sqlite.broken-"))
    }

    @Test func whereNothingCanBeKeptTheReasonIsTold() throws {
        let folder = try TestFolder()
        _ = try folder.file("state", "a file, not a folder")
        let note = Note(text: "first", party: nil, at: 1)
        #expect(Self.keeping(folder).note(note)?.contains("state") == true)
        #expect(Self.keeping(folder).earlier(at: 1).warning?.contains("state") == true)
    }

    @Test func aPersonIsErasedAndCallsAreExported() throws {
        let folder = try TestFolder()
        let keeping = Self.keeping(folder)
        let party = Party(name: "Dupont", number: "0476001122", address: "sip:0476001122@b.example")
        #expect(
            keeping.call(
                PastCall(id: "a-1", party: party, isIncoming: true, cause: .missed, begunAt: 1, seconds: nil)) == nil)
        let name = try keeping.export().get()
        #expect(folder.text("state/" + (name.split(separator: "/").last ?? "") + ".csv").contains("0476001122"))
        #expect(try keeping.erase(DeskPerson(address: "0476001122")).get() == DeskErasure(calls: 1))
    }
}

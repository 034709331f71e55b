import Announcements
import Configuration
import Glibc
import Testing

@testable import Application

@Suite("Themes of earcons on disk")
struct EarconThemesTests {
    /// The folder of the sources' own themes.
    static let own =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        + "/themes/earcons"

    @Test func theStandardThemesFileIsTheBuiltInOne() {
        let read = EarconThemes.load("standard", folders: [Self.own])
        #expect(read.problem == nil)
        #expect(read.theme == .standard)
    }

    @Test func everyThemeKeepsTheRules() throws {
        let folder = try #require(opendir(Self.own))
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".toml") { names.append(String(name.dropLast(5))) }
        }
        #expect(names.contains("soft") && names.contains("standard"))
        for name in names {
            let read = EarconThemes.load(name, folders: [Self.own])
            #expect(read.problem == nil, "\(name)")
            for earcon in Earcon.allCases {
                #expect((20...150).contains(read.theme.milliseconds(of: earcon)), "\(name) \(earcon)")
            }
        }
        let soft = EarconThemes.load("soft", folders: [Self.own]).theme
        #expect(soft.volumePercent < 100 && soft.notes != EarconTheme.standard.notes)
    }

    @Test func whatIsBrokenOrMissingIsTheStandardOneAndSaysWhy() throws {
        let folder = try TestFolder()
        _ = try folder.file("broken.toml", "earcons = [\n")
        _ = try folder.file("short.toml", "[earcons]\nheld = [[440, 40]]\n")
        for name in ["broken", "short", "absent", "../standard", "", "a/b"] {
            let read = EarconThemes.load(name, folders: [folder.path])
            #expect(read.theme == .standard)
            #expect(read.problem?.french.isEmpty == false, "\(name)")
        }
        #expect(EarconThemes.load("standard", folders: [folder.path]).problem == nil, "it is built in")
        #expect(
            EarconThemes.load("short", folders: [folder.path, Self.own]).problem?.english.contains("short.toml") == true
        )
    }

    @Test func foldersAreTheUsersThePrefixesAndTheSources() {
        #expect(
            EarconThemes.folders(
                configuration: "/home/a/.config/clairvoix/config.toml", program: "/usr/local/bin/clairvoix") == [
                    "/home/a/.config/clairvoix/themes/earcons", "/usr/local/share/clairvoix/themes/earcons",
                ])
        #expect(
            EarconThemes.folders(configuration: "c.toml", program: "/src/.build/x86_64/debug/clairvoix").last
                == "/src/themes/earcons")
    }

    @Test func theNamesThatAFileMayWriteAreAllEarcons() {
        #expect(Setting.earconNames == Earcon.allCases.map(\.rawValue))
    }

    @Test func theDoctorAndTheCheckTellOfABrokenTheme() throws {
        let folder = try TestFolder()
        let file = try folder.file("config.toml", "[voice]\nearcon_theme = \"whistle\"\nfrench = \"zz\"\n")
        let check = try CommandTests().run(["config", "check", "--config", file, "--language", "en"], in: folder)
        #expect(check.code == 2)
        #expect(check.text.contains("no theme of short sounds \"whistle\""))
        let doctor = try CommandTests().run(
            ["doctor", "--config", file, "--language", "en", "--microphone", "silence:", "--headset", "null:"],
            in: folder)
        #expect(doctor.text.contains("Short sounds: to mend: no theme"))
        #expect(doctor.text.contains("espeak-ng has no voice zz"))
        #expect(doctor.text.contains("Screen reader: good: "))
    }
}

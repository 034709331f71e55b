import Announcements
import Configuration
import Glibc
import Services
import Testing

@testable import Application

@Suite("Themes of earcons on disk")
struct EarconThemesTests {
    private static let root =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    /// The folder of the sources' own themes.
    static let own = root + "/themes/earcons"

    /// As the program finds them that was built from these sources.
    static func folders(beside configuration: String) -> ThemeFolders {
        ThemeFolders(
            kind: "earcons", beside: ConfigurationFile(path: configuration, environment: { _ in nil }),
            environment: { _ in nil }, program: root + "/.build/debug/clairvoix")
    }

    @Test func theStandardThemesFileIsTheBuiltInOne() {
        let read = EarconThemes.load("standard", folders: Self.folders(beside: "/none/config.toml"))
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
            let read = EarconThemes.load(name, folders: Self.folders(beside: "/none/config.toml"))
            #expect(read.problem == nil, "\(name)")
            for earcon in Earcon.allCases {
                #expect((20...150).contains(read.theme.milliseconds(of: earcon)), "\(name) \(earcon)")
            }
        }
        let soft = EarconThemes.load("soft", folders: Self.folders(beside: "/none/config.toml")).theme
        #expect(soft.volumePercent < 100 && soft.notes != EarconTheme.standard.notes)
    }

    @Test func whatIsBrokenOrMissingIsTheStandardOneAndSaysWhy() throws {
        let folder = try TestFolder()
        _ = try folder.file("themes/earcons/broken.toml", "earcons = [\n")
        _ = try folder.file("themes/earcons/short.toml", "[earcons]\nheld = [[440, 40]]\n")
        let folders = Self.folders(beside: folder.path + "/config.toml")
        for name in ["broken", "short", "absent", "../standard", "", "a/b"] {
            let read = EarconThemes.load(name, folders: folders)
            #expect(read.theme == .standard)
            #expect(read.problem?.french.isEmpty == false, "\(name)")
        }
        #expect(EarconThemes.load("short", folders: folders).problem?.english.contains("short.toml") == true)
        let absent = EarconThemes.load("absent", folders: folders).problem
        #expect(absent?.english.contains("those of this computer: broken, short, soft, standard") == true)
        let nowhere = ThemeFolders(
            kind: "earcons", beside: ConfigurationFile(path: "/none/c", environment: { _ in nil }),
            environment: { _ in nil }, program: "")
        #expect(EarconThemes.load("standard", folders: nowhere).problem == nil, "it is built in")
    }

    /// As `--config` and the help of the settings say: the file that was named, not that of the XDG place.
    @Test func themesBesideANamedConfigurationAreFound() throws {
        let folder = try TestFolder()
        _ = try folder.file("themes/earcons/mine.toml", "[earcons]\n")
        _ = try folder.file("themes/colours/mine.toml", "[name]\n")
        let file = try folder.file("config.toml", "[interface]\ntheme = \"mine\"\n\n[voice]\nearcon_theme = \"mine\"\n")
        var options = ProgramOptions()
        options.config = file
        #expect(options.earconFolders.file(of: "mine") == folder.path + "/themes/earcons/mine.toml")
        // Found and read: what is wrong with it is told, not that it is absent.
        let problem = #expect(throws: ProgramProblem.self) { try options.themes.theme("mine", .english) }
        #expect(problem?.sentence.contains("/themes/colours/mine.toml") == true)
        let check = try CommandTests().run(["config", "check", "--config", file, "--language", "en"], in: folder)
        #expect(check.code == 2)
        #expect(check.text.contains("/themes/earcons/mine.toml"))
        #expect(check.text.contains("/themes/colours/mine.toml"), "the check reads the colours too")
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

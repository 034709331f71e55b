import Configuration
import Glibc
import Testing

@testable import Services

@Suite struct ThemeFoldersTests {
    private static func file(_ path: String?, _ environment: [String: String] = [:]) -> ConfigurationFile {
        ConfigurationFile(path: path, environment: { environment[$0] })
    }

    @Test func placesGoFromTheUserToTheInstalledToTheSources() {
        func paths(_ configuration: String?, _ environment: [String: String], _ program: String) -> [String] {
            ThemeFolders(
                kind: "colours", beside: Self.file(configuration, environment), environment: { environment[$0] },
                program: program
            ).paths
        }
        #expect(
            paths(nil, ["XDG_CONFIG_HOME": "/c", "HOME": "/home/a"], "/usr/local/bin/clairvoix")
                == ["/c/clairvoix/themes/colours", "/usr/local/share/clairvoix/themes/colours"])
        // Beside the file that --config names first, then at the XDG place.
        #expect(
            paths("/d/mine.toml", ["XDG_CONFIG_HOME": "/c"], "/bin/clairvoix")
                == ["/d/themes/colours", "/c/clairvoix/themes/colours", "/share/clairvoix/themes/colours"])
        #expect(
            paths("c.toml", ["XDG_CONFIG_HOME": "relative", "HOME": "/home/a"], "/src/.build/x86_64/debug/clairvoix")
                == [
                    "./themes/colours", "/home/a/.config/clairvoix/themes/colours",
                    "/src/.build/x86_64/share/clairvoix/themes/colours", "/src/themes/colours",
                ])
        #expect(paths("/c.toml", ["HOME": "/h"], "").first == "/themes/colours")
    }

    /// As a program finds them that runs from where it was built.
    static func sources(_ environment: @escaping (String) -> String?) -> ThemeFolders {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        return ThemeFolders(
            kind: "colours", beside: file("/none/config.toml"), environment: environment,
            program: root + "/.build/debug/clairvoix")
    }

    @Test func themesOfTheSourcesAreFound() {
        let names = Self.sources { _ in nil }.names
        #expect(Set(["contrast-dark", "contrast-light", "yellow-on-black"]).isSubset(of: names))
    }

    @Test func usersOwnGoesFirstAndNamesLeadNowhereElse() throws {
        let place = try TemporaryFolder()
        let themes = place.path + "/clairvoix"
        for folder in [themes, themes + "/themes", themes + "/themes/colours"] { mkdir(folder, 0o700) }
        let own = themes + "/themes/colours/contrast-dark.toml"
        let text = "[name]\nfr = \"À moi\"\n"
        let stream = try #require(fopen(own, "w"))
        fputs(text, stream)
        fclose(stream)
        defer {
            unlink(own)
            for folder in [themes + "/themes/colours", themes + "/themes", themes] { rmdir(folder) }
        }
        let folders = Self.sources { $0 == "XDG_CONFIG_HOME" ? place.path : nil }
        #expect(folders.file(of: "contrast-dark") == own)
        #expect(folders.file(of: "contrast-light")?.hasSuffix("/themes/colours/contrast-light.toml") == true)
        for name in ["", ".", "..", "../colours/contrast-dark", "none", "a\u{0}b", String(repeating: "a", count: 65)] {
            #expect(folders.file(of: name) == nil)
        }
        let entries = try ThemeFolders.entries(of: own)
        #expect(entries.map(\.key) == ["name"] && entries.first?.line == 1)
        #expect(throws: ConfigurationProblem(.unreadable("No such file or directory"))) {
            try ThemeFolders.entries(of: own + "x")
        }
        #expect(throws: ConfigurationProblem.self) { try ThemeFolders.entries(of: place.path) }
    }

    @Test func aFileThatIsNoThemeIsRefused() throws {
        let place = try TemporaryFolder()
        let huge = try place.write(String(repeating: "# a\n", count: Limits.themeOctets / 4 + 1))
        #expect(throws: ConfigurationProblem(.tooLarge(octets: Limits.themeOctets))) {
            try ThemeFolders.entries(of: huge)
        }
        let broken = try place.write("[name\n", name: "tool")
        #expect(throws: ConfigurationProblem.self) { try ThemeFolders.entries(of: broken) }
    }
}

import Configuration
import Glibc
import Testing

@testable import Services

@Suite struct ThemeFoldersTests {
    @Test func placesGoFromTheUserToTheInstalledToTheSources() {
        func paths(_ environment: [String: String], _ program: String) -> [String] {
            ThemeFolders(kind: "colours", environment: { environment[$0] }, program: program).paths
        }
        #expect(
            paths(["XDG_CONFIG_HOME": "/c", "HOME": "/home/a"], "/usr/local/bin/clairvoix")
                == ["/c/clairvoix/themes/colours", "/usr/local/share/clairvoix/themes/colours"])
        #expect(
            paths(["XDG_CONFIG_HOME": "relative", "HOME": "/home/a"], "/src/.build/x86_64/debug/clairvoix")
                == [
                    "/home/a/.config/clairvoix/themes/colours", "/src/.build/x86_64/share/clairvoix/themes/colours",
                    "/src/themes/colours",
                ])
        #expect(paths([:], "/bin/clairvoix") == ["/share/clairvoix/themes/colours"])
        #expect(paths([:], "").isEmpty)
    }

    /// As a program finds them that runs from where it was built.
    static func sources(_ environment: @escaping (String) -> String?) -> ThemeFolders {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        return ThemeFolders(kind: "colours", environment: environment, program: root + "/.build/debug/clairvoix")
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
        #expect(throws: ConfigurationProblem(.unreadable("over \(Limits.themeOctets) octets"))) {
            try ThemeFolders.entries(of: huge)
        }
        let broken = try place.write("[name\n", name: "tool")
        #expect(throws: ConfigurationProblem.self) { try ThemeFolders.entries(of: broken) }
    }
}

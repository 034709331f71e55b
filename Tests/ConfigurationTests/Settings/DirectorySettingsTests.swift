import Configuration
import Testing

/// The directories and the plan of numbers of the configuration.
@Suite struct DirectorySettingsTests {
    private func entry(_ key: String, _ content: ConfigurationValue.Content) -> ConfigurationEntry {
        ConfigurationEntry(key: key, line: 1, value: ConfigurationValue(content, line: 1))
    }

    private func read(_ pairs: [(String, String)]) -> SettingsReader {
        let table = ConfigurationValue(.table(pairs.map { entry($0.0, .text($0.1)) }), line: 1)
        return SettingsReader([entry("directory", .list([table]))])
    }

    @Test func aDirectoryHasItsDefaults() {
        let reader = read([("name", "Mairie"), ("url", "ldaps://example.org"), ("base", "dc=org")])
        #expect(reader.problems.isEmpty)
        let directory = reader.settings.directories.first
        #expect(directory?.kind == .ldap)
        #expect(directory?.isTrusted == true)
        #expect(directory?.refreshMinutes == 60)
        #expect(directory?.numberAttributes == ["telephoneNumber", "mobile", "homePhone"])
    }

    @Test(arguments: [
        [("url", "ldap://x"), ("base", "x")], [("name", "x"), ("base", "x")], [("name", "x"), ("url", "ldap://x")],
        [("name", "x"), ("url", "https://x"), ("base", "x")],
        [("name", "x"), ("kind", "carddav"), ("url", "ldap://x")],
        [("name", "x"), ("kind", "vcard_url"), ("url", "file:///etc/passwd")],
        [("name", "x"), ("url", "ldap://x y"), ("base", "x")],
    ])
    func whatIsMissingOrWrongIsTold(_ pairs: [(String, String)]) {
        #expect(read(pairs).problems.count == 1)
    }

    /// In any address: it would go to the server by `http:` too, and be shown with the address.
    @Test(arguments: [
        ("carddav", "https://u:s3cret@example.org/x"), ("carddav", "http://s3cret@example.org"),
        ("vcard_url", "HTTP://u:s3cret@[2001:db8::1]:80?x"), ("ldap", "ldaps://u:s3cret@example.org"),
        ("carddav", "ftp://u:s3cret@example.org"), ("carddav", "https://@example.org"),
        ("carddav", "https://u:a#s3cret@example.org/"),
    ])
    func anAddressNamesNoUser(_ kind: String, _ url: String) {
        let problems = read([("name", "x"), ("kind", kind), ("url", url), ("base", "x")]).problems
        #expect(problems.map(\.fault) == [.userInAddress] && problems.first?.path == "directory.url")
        for language in SettingLanguage.allCases {
            let words = problems.map { $0.sentence(in: language, file: "f") + $0.spoken(in: language) }.joined()
            #expect(words.contains("user") && words.contains("password") && !words.contains("s3cret"))
        }
        let other = read([("name", "x"), ("kind", "carddav"), ("url", "https://example.org/a@b?c@d")])
        #expect(other.problems.isEmpty)
    }

    @Test func aSecretIsASecret() {
        let settings = read([
            ("name", "x"), ("url", "ldap://x"), ("base", "x"), ("password", "hidden"),
        ]).settings
        #expect(settings.holdsSecret)
        #expect(!settings.report(in: .french).contains("hidden"))
    }

    @Test func aPlanIsDigits() {
        func plan(_ key: String, _ text: String) -> SettingsReader {
            SettingsReader([entry("numbers", .table([entry(key, .text(text))]))])
        }
        #expect(plan("outside_line", "0").settings.numbersOutsideLine == "0")
        #expect(plan("outside_line", "0").problems.isEmpty)
        for bad in ["a", "+33", "", "٣", "1234567890123456"] { #expect(plan("country", bad).problems.count == 1) }
        let lengths = entry("internal_lengths", .list([ConfigurationValue(.text("4"), line: 1)]))
        #expect(SettingsReader([entry("numbers", .table([lengths]))]).settings.numbersInternalLengths == [4])
    }
}

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

import Testing

@testable import Configuration

/// `[[hook]]` and `[[link]]`.
@Suite struct EventTableTests {
    private static func entry(_ key: String, _ content: ConfigurationValue.Content, _ line: Int = 1)
        -> ConfigurationEntry
    {
        ConfigurationEntry(key: key, line: line, value: ConfigurationValue(content, line: line))
    }

    private static func table(_ list: String, _ entries: [[ConfigurationEntry]]) -> ConfigurationEntry {
        entry(list, .list(entries.map { ConfigurationValue(.table($0), line: 1) }))
    }

    private static func texts(_ texts: String...) -> ConfigurationValue.Content {
        .list(texts.map { ConfigurationValue(.text($0), line: 1) })
    }

    @Test func programsAndPagesAreReadInOrder() throws {
        let settings = try SettingsReader.read([
            Self.table(
                "hook",
                [
                    [Self.entry("program", .text("/usr/bin/a"))],
                    [Self.entry("program", .text("~/b")), Self.entry("events", Self.texts("ringing"))],
                ]),
            Self.table(
                "link",
                [
                    [
                        Self.entry("url", .text("https://example.org/?c={from.number}")),
                        Self.entry("name", .text("Fiche")), Self.entry("on", Self.texts("answered", "key")),
                    ]
                ]),
        ])
        #expect(settings.hooks.map(\.program) == ["/usr/bin/a", "~/b"])
        #expect(settings.hooks[0].events.count == 7 && settings.hooks[1].events == ["ringing"])
        #expect(settings.links.map(\.name) == ["Fiche"] && settings.links[0].occasions == ["answered", "key"])
        #expect(settings.links[0].url?.filled { _ in "1" } == "https://example.org/?c=1")
        #expect(settings.report(in: .french).contains("[[hook]]\nevents = [\"ringing\"]\nprogram = \"~/b\""))
    }

    @Test(arguments: [
        ("hook", "program", "call-log"), ("hook", "program", ""), ("link", "url", "ftp://example.org/"),
        ("link", "url", "https://{from.raw}/"),
    ])
    func wrongValuesAreToldByTheirKey(_ list: String, _ key: String, _ value: String) {
        let problems = SettingsReader([Self.table(list, [[Self.entry(key, .text(value))]])]).problems
        #expect(problems.map(\.path) == ["\(list).\(key)"])
    }

    @Test(arguments: [("hook", SettingKey.hookProgram), ("link", .linkURL)])
    func whatIsMissingIsTold(_ list: String, _ key: SettingKey) {
        let problems = SettingsReader([Self.table(list, [[]])]).problems
        #expect(problems.map(\.fault) == [.missing(key)])
        for language in SettingLanguage.allCases {
            #expect(problems[0].sentence(in: language, file: "f").contains("[[\(list)]]"))
        }
    }

    @Test(arguments: ["hook", "link"])
    func thereIsALimit(_ list: String) {
        let key = list == "hook" ? "program" : "url"
        let value = list == "hook" ? "/a/b" : "https://example.org/"
        let tables = Array(repeating: [Self.entry(key, .text(value))], count: Limits.hooks + 1)
        let problems = SettingsReader([Self.table(list, tables)]).problems
        #expect(problems.map(\.fault) == [.tooManyTables(Limits.hooks)])
    }
}

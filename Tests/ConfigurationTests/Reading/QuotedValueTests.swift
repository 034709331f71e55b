import Testing

@testable import Configuration

private func entry(_ key: String, _ content: ConfigurationValue.Content) -> ConfigurationEntry {
    ConfigurationEntry(key: key, line: 1, value: ConfigurationValue(content, line: 1))
}

/// The problem at this key of a list's only table.
private func problem(_ list: String, _ key: String, _ content: ConfigurationValue.Content) -> ConfigurationProblem? {
    let table = ConfigurationValue(.table([entry(key, content)]), line: 1)
    let reader = SettingsReader([entry(list, .list([table]))])
    return reader.problems.first { $0.path == "\(list).\(key)" }
}

private func sentences(_ problem: ConfigurationProblem) -> [String] {
    SettingLanguage.allCases.flatMap { [problem.sentence(in: $0, file: "f"), problem.spoken(in: $0)] }
}

@Suite("What problems quote of a value that is refused")
struct QuotedValueTests {
    @Test(arguments: [
        ("link", "url", "ftp://x.example/?apikey=SECRET"), ("link", "url", "x.example/?apikey=SECRET"),
        ("link", "url", "https://x.example/?apikey=SECRET&n={no.such}"), ("link", "url", "https://u:SECRET@x.example/"),
        ("directory", "url", "ftp://user:SECRET@h/"), ("directory", "url", "ftp://user:a#SECRET@h/"),
        ("directory", "url", "user:SECRET@h"), ("connector", "proxy", "http://u:SECRET@h/\u{7}"),
        ("connector", "template", "{\"key\":\"SECRET\u{7}\"}"), ("account", "registrar", "sip:u:SECRET@h"),
        ("account", "address", "sip:alice:SECRET@no host"), ("contact", "address", "sip:alice:SECRET@no host"),
    ])
    func isNoSecret(_ list: String, _ key: String, _ value: String) throws {
        let refused = try #require(problem(list, key, .text(value)))
        for sentence in sentences(refused) { #expect(!sentence.contains("SECRET"), "\(sentence)") }
    }

    @Test func isTheRestOfAnAddress() throws {
        let refused = try #require(problem("link", "url", .text("https://x.example/{no}?apikey=SECRET")))
        for sentence in sentences(refused) { #expect(sentence.contains("https://x.example/{no}?apikey=(secret)")) }
    }

    @Test(arguments: [
        ("headers", "SECRETNOCOLON", "Name: value"), ("headers", ": SECRET", "Name: value"),
        ("values", "SECRETNOEQ", "name=value"), ("values", "=SECRET", "name=value"),
    ])
    func isNothingOfALineWithoutItsName(_ key: String, _ line: String, _ form: String) throws {
        let lines = ConfigurationValue.Content.list([ConfigurationValue(.text(line), line: 1)])
        let refused = try #require(problem("connector", key, lines))
        for sentence in sentences(refused) { #expect(!sentence.contains("SECRET"), "\(sentence)") }
        #expect(refused.sentence(in: .english, file: "f").contains(form))
    }
}

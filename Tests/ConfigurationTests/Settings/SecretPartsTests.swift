import Testing

@testable import Configuration

private func entry(_ key: String, _ content: ConfigurationValue.Content) -> ConfigurationEntry {
    ConfigurationEntry(key: key, line: 1, value: ConfigurationValue(content, line: 1))
}

@Suite("Secrets in tables, addresses and header fields")
struct SecretPartsTests {
    private let settings: Settings = {
        let headers = [ConfigurationValue(.text("Authorization: Bearer t0ken-of-ours"), line: 1)]
        let connector = [
            entry("name", .text("Tickets")), entry("kind", .text("http")),
            entry("template", .text(#"{"tok":"t3mplate-tok"}"#)),
            entry("url", .text("https://a.example.org/in?key=long-key-1")), entry("secret", .text("s3cret-9")),
            entry("headers", .list(headers)),
            entry("values", .list([ConfigurationValue(.text("key=of-e4ch-record"), line: 1)])),
            entry("proxy", .text("agent:pr0xy-pw@192.0.2.1:3128")),
            entry("ask_url", .text("https://a.example.org/?ref={{id}}&key=long-key-2")),
        ]
        let directory = [
            entry("name", .text("Mairie")), entry("url", .text("ldaps://a.example.org/?key=d1r-in-url")),
            entry("base", .text("dc=x")), entry("password", .text("d1r-pw")),
        ]
        let link = [entry("url", .text("https://a.example.org/?n={from.number}&key=long-key-3"))]
        let tables = [("connector", connector), ("directory", directory), ("link", link)].map { name, entries in
            entry(name, .list([ConfigurationValue(.table(entries), line: 1)]))
        }
        let reader = SettingsReader(tables)
        #expect(reader.problems.isEmpty)
        return reader.settings
    }()
    private let hidden = [
        "t0ken-of-ours", "long-key-1", "s3cret-9", "pr0xy-pw", "long-key-2", "d1r-in-url", "d1r-pw", "long-key-3",
        "of-e4ch-record",
    ]

    @Test func allOfThemAreKnown() {
        for secret in hidden { #expect(settings.secrets.contains(secret), "\(secret)") }
    }

    @Test func theReportShowsNoneOfThem() {
        let report = settings.report(in: .french)
        for secret in hidden + ["t3mplate-tok"] { #expect(!report.contains(secret), "\(secret)") }
        for shown in [
            #"template = "(secret, 22 octets)""#,
            #"headers = ["Authorization: (secret)"]"#, #"values = ["key=(secret)"]"#,
            #"proxy = "(secret)@192.0.2.1:3128""#,
            #"url = "https://a.example.org/?n={from.number}&key=(secret)""#,
            #"ask_url = "https://a.example.org/?ref={{id}}&key=(secret)""#,
        ] { #expect(report.contains(shown), "\(shown)") }
    }

    @Test func whatHoldsNoSecretIsShownAsItIs() {
        for text in [
            "https://a.example.org/x", "sip:alice@example.org", "Voirie ?", "https://a.example.org/?n={queue}",
        ] {
            #expect(SecretParts(address: text, isProxy: false).masked == text)
        }
        #expect(SecretParts(address: "192.0.2.1:3128", isProxy: true).secrets.isEmpty)
        #expect(SecretParts.value(of: "X-Api-Key: {{secret}}", behind: ":") == nil)
    }

    @Test func aLineWithoutItsSignIsHiddenWhole() {
        let headers = ["SECRETNOCOLON", "A: {{a}}SECRET{{b}}", "X-Api-Key: {{secret}}"]
        #expect(
            Settings.shown(.connectorHeaders, .list(headers))
                == .list(["(secret)", "A: (secret)", "X-Api-Key: {{secret}}"]))
        #expect(
            Settings.shown(.connectorValues, .list(["SECRETNOEQ", "type=1"])) == .list(["(secret)", "type=(secret)"]))
    }
}

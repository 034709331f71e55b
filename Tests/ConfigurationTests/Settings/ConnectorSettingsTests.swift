import Testing

@testable import Configuration

private func read(_ entries: [(String, ConfigurationValue.Content)]...) -> SettingsReader {
    let tables = entries.map { table in
        ConfigurationValue(
            .table(table.map { ConfigurationEntry(key: $0.0, line: 2, value: ConfigurationValue($0.1, line: 2)) }),
            line: 1)
    }
    let list = ConfigurationEntry(key: "connector", line: 1, value: ConfigurationValue(.list(tables), line: 1))
    return SettingsReader([list])
}

@Suite("The record servers of the configuration")
struct ConnectorSettingsTests {
    @Test func aServerIsReadWithItsDefaults() {
        let reader = read([
            ("name", .text("Publik")), ("kind", .text("publik")), ("url", .text("https://d.example")),
            ("client", .text("c")), ("secret", .text("s")),
        ])
        #expect(reader.problems.isEmpty)
        let server = reader.settings.connectors.first
        #expect(server?.name == "Publik" && server?.timeout == 30 && server?.secret == "s")
        #expect(reader.settings.holdsSecret, "its owner alone may read the file")
        #expect(!reader.settings.report(in: .english).contains("\"s\""))
    }

    @Test func whatAKindNeedsIsAskedFor() {
        let reader = read([("name", .text("G")), ("kind", .text("glpi")), ("url", .text("https://g.example/api.php"))])
        #expect(
            reader.problems.map(\.fault) == [
                .missing(.connectorClient), .missing(.connectorApplicationSecret), .missing(.connectorUser),
            ])
    }

    @Test func whatPeopleSayGoesInClearToThisComputerAlone() {
        func faults(_ url: String, ask: String? = nil) -> [ConfigurationProblem] {
            var table: [(String, ConfigurationValue.Content)] = [
                ("name", .text("H")), ("kind", .text("http")), ("url", .text(url)), ("template", .text("{}")),
            ]
            if let ask { table.append(("ask_url", .text(ask))) }
            return read(table).problems
        }
        for url in [
            "https://h.example/x", "HTTPS://h.example", "http://127.0.0.1:80/x", "http://[::1]/", "http://localhost",
        ] {
            #expect(faults(url).isEmpty, "\(url)")
        }
        for url in [
            "http://h.example/x", "http://localhost@h.example/", "http://127.0.0.1.h.example", "ftp://h.example",
            "h.example",
            "http://localhost\\@h.example",
        ] {
            #expect(faults(url).map(\.fault) == [.plainServer], "\(url)")
        }
        let asked = faults("https://h.example", ask: "http://h.example?ref={{id}}")
        #expect(asked.map(\.fault) == [.plainServer] && asked.first?.path == "connector.ask_url")
    }

    @Test func twoSecretsContradict() {
        let reader = read([
            ("name", .text("Z")), ("kind", .text("zammad")), ("url", .text("https://z.example")), ("group", .text("g")),
            ("secret", .text("s")), ("secret_file", .text("~/z")),
        ])
        #expect(reader.problems.map(\.fault) == [.contradiction(.connectorSecret, .connectorSecretFile)])
    }
}

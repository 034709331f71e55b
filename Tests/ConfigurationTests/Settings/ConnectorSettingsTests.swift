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

    @Test func twoSecretsContradict() {
        let reader = read([
            ("name", .text("Z")), ("kind", .text("zammad")), ("url", .text("https://z.example")), ("group", .text("g")),
            ("secret", .text("s")), ("secret_file", .text("~/z")),
        ])
        #expect(reader.problems.map(\.fault) == [.contradiction(.connectorSecret, .connectorSecretFile)])
    }
}

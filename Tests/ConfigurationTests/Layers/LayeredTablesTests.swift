import Testing

@testable import Configuration

private func entry(_ key: String, _ content: ConfigurationValue.Content) -> ConfigurationEntry {
    ConfigurationEntry(key: key, line: 1, value: ConfigurationValue(content, line: 1))
}

private func texts(_ values: String...) -> ConfigurationValue.Content {
    .list(values.map { ConfigurationValue(.text($0), line: 1) })
}

private func table(_ list: String, _ values: KeyValuePairs<String, String>) -> ConfigurationEntry {
    let entries = values.map { entry($0.key, .text($0.value)) }
    return entry(list, .list([ConfigurationValue(.table(entries), line: 1)]))
}

private func publik(_ more: KeyValuePairs<String, String>) -> ConfigurationEntry {
    let whole: KeyValuePairs = [
        "name": "Publik", "kind": "publik", "url": "https://a.example.org", "client": "clairvoix",
    ]
    let entries = more.map { entry($0.key, .text($0.value)) }
    let rest = whole.filter { pair in !more.contains { $0.key == pair.key } }.map { entry($0.key, .text($0.value)) }
    return entry("connector", .list([ConfigurationValue(.table(rest + entries), line: 1)]))
}

private func layer(_ kind: LayerKind, _ entries: ConfigurationEntry...) -> SettingsLayer {
    let reader = LayerReader(entries, kind: kind, isRemote: false, mayRunCommands: true)
    #expect(reader.problems.isEmpty)
    return reader.layer
}

@Suite("Tables of a fleet's layers")
struct LayeredTablesTests {
    @Test func whatALayerGivesHolds() {
        let merged = LayeredSettings(
            [
                layer(
                    .organisation, publik(["secret": "k3y"]),
                    table(
                        "directory", ["name": "Mairie", "url": "ldaps://a.example.org", "base": "dc=example,dc=org"]),
                    table("hook", ["program": "/usr/bin/log"]),
                    table("link", ["name": "Fiche", "url": "https://a.example.org/?n={from.number}"]))
            ], local: SettingsReader([table("link", ["name": "Carte", "url": "https://b.example.org/"])]).settings)
        #expect(merged.settings.connectors.map(\.name) == ["Publik"])
        #expect(merged.settings.directories.map(\.name) == ["Mairie"])
        #expect(merged.settings.hooks.map(\.program) == ["/usr/bin/log"])
        #expect(merged.settings.links.map(\.name) == ["Fiche", "Carte"], "the lower layer's first")
        #expect(merged.problems.isEmpty && merged.overruled.isEmpty)
    }

    @Test func ofOneNameTheLaterGoesOverTheEarlier() throws {
        let merged = LayeredSettings(
            [
                layer(.site, publik(["url": "https://site.example.org"])),
                layer(.organisation, publik(["secret": "k3y", "user": "everyone"])),
            ], local: SettingsReader([publik(["url": "https://mine.example.org", "secret_file": "/secret"])]).settings)
        let connector = try #require(merged.settings.connectors.first)
        #expect(merged.settings.connectors.count == 1)
        #expect(connector.url == "https://mine.example.org")
        #expect(connector.text(.connectorUser) == "everyone")
        #expect(connector.secret == nil && connector.secretFile == "/secret", "one secret takes the place of another")
    }

    @Test func aLockedKeyOfATableIsItsLockersAlone() {
        let merged = LayeredSettings(
            [layer(.organisation, entry("locked", texts("connector.url")), publik([:]))],
            local: SettingsReader([
                entry(
                    "connector",
                    .list(
                        [publik(["url": "https://mine.example.org"]), publik(["name": "Autre"])].compactMap {
                            if case .list(let tables) = $0.value.content { tables.first } else { nil }
                        }))
            ]).settings)
        #expect(merged.settings.connectors.map(\.url) == ["https://a.example.org"])
        #expect(merged.overruled.map(\.key) == [.connectorURL])
    }

    @Test func moreTablesThanThePhoneTakesAreAProblem() {
        let layers = [LayerKind.organisation, .site].map { kind in
            let tables = (0..<5).map { number in
                ConfigurationValue(.table([entry("url", .text("https://a.example.org/\(number)"))]), line: 1)
            }
            return layer(kind, entry("link", .list(tables)))
        }
        let merged = LayeredSettings(layers, local: Settings())
        #expect(merged.settings.links.count == Limits.links)
        #expect(merged.problems.map(\.fault) == [.tooManyTables(Limits.links)])
    }

    @Test func aServerMayNotNameProgramsInTablesEither() {
        let entries = [
            table("hook", ["program": "/tmp/x"]), entry("events", .table([entry("opener", .text("/tmp/x"))])),
            entry(
                "connector",
                .list([
                    ConfigurationValue(
                        .table([
                            entry("name", .text("GLPI")), entry("kind", .text("glpi_v1")),
                            entry("url", .text("https://a.example.org")), entry("secret_command", texts("/tmp/x")),
                        ]), line: 1)
                ])),
        ]
        let reader = LayerReader(entries, kind: .agent, isRemote: true, mayRunCommands: false)
        #expect(Set(reader.problems.map(\.path)) == ["connector.secret_command", "hook.program", "events.opener"])
        #expect(reader.layer.settings.hooks.isEmpty && reader.layer.settings.opener == nil)
        #expect(reader.layer.settings.connectors.map(\.secretCommand) == [[]])
        #expect(LayerReader(entries, kind: .agent, isRemote: true, mayRunCommands: true).problems.isEmpty)
    }

    @Test func contactsOfLayersStandApartFromTheAgents() {
        let merged = LayeredSettings(
            [layer(.site, table("contact", ["name": "Standard", "address": "9"]))],
            local: SettingsReader([table("contact", ["name": "Voirie", "address": "0476000000"])]).settings)
        #expect(merged.settings.contacts.map(\.name) == ["Voirie"])
        #expect(merged.settings.providedContacts.map(\.name) == ["Standard"])
    }
}

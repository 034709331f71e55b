import Testing

@testable import Configuration

private func entry(_ key: String, _ content: ConfigurationValue.Content) -> ConfigurationEntry {
    ConfigurationEntry(key: key, line: 1, value: ConfigurationValue(content, line: 1))
}

private func texts(_ values: String...) -> ConfigurationValue.Content {
    .list(values.map { ConfigurationValue(.text($0), line: 1) })
}

private func account(_ entries: ConfigurationEntry...) -> ConfigurationEntry {
    entry("account", .list([ConfigurationValue(.table(entries), line: 1)]))
}

private func voice(_ entries: ConfigurationEntry...) -> ConfigurationEntry { entry("voice", .table(entries)) }

private func layer(_ kind: LayerKind, _ entries: ConfigurationEntry...) -> SettingsLayer {
    LayerReader(entries, kind: kind, isRemote: false, mayRunCommands: true).layer
}

@Suite("Layers of a fleet's settings")
struct LayeredSettingsTests {
    @Test func laterLayersGoOverEarlierOnesAndTheAgentOverAll() {
        let merged = LayeredSettings(
            [
                layer(.role, voice(entry("rate", .integer(180)), entry("pitch", .integer(60)))),
                layer(.organisation, voice(entry("rate", .integer(300)), entry("volume", .integer(80)))),
            ], local: SettingsReader([voice(entry("pitch", .integer(40)))]).settings)
        #expect(merged.settings.voiceRate == 180, "the order is the kinds', not the list's")
        #expect(merged.settings.voicePitch == 40)
        #expect(merged.settings.voiceVolume == 80)
        #expect(merged.settings.layer(of: .voiceRate, account: nil) == .role)
        #expect(merged.settings.layer(of: .voicePitch, account: nil) == .local)
        #expect(merged.settings.layer(of: .voiceVolume, account: nil) == .organisation)
        #expect(merged.settings.layer(of: .voiceLevel, account: nil) == nil)
        #expect(merged.overruled.isEmpty && merged.problems.isEmpty)
    }

    @Test func whatIsTakenBackFallsOnTheLayerBeneath() {
        let merged = LayeredSettings(
            [layer(.site, voice(entry("rate", .integer(180))))],
            local: SettingsReader([voice(entry("rate", .integer(400)))]).settings)
        #expect(merged.settings.voiceRate == 400)
        let changed = merged.settings.setting(nil, for: .voiceRate, account: nil)
        #expect(changed.voiceRate == 180 && changed.standard(.voiceRate) == .integer(180))
    }

    @Test func aLockedKeyIsNeitherALaterLayersNorTheAgents() {
        let merged = LayeredSettings(
            [
                layer(.organisation, entry("locked", texts("voice.rate")), voice(entry("rate", .integer(200)))),
                layer(.site, voice(entry("rate", .integer(300)))),
            ], local: SettingsReader([voice(entry("rate", .integer(400)))]).settings)
        #expect(merged.settings.voiceRate == 200)
        #expect(merged.settings.lock(of: .voiceRate) == .organisation)
        #expect(merged.settings.lock(of: .voicePitch) == nil)
        #expect(merged.overruled.map(\.layer) == [.site, .local])
        #expect(merged.overruled.allSatisfy { $0.by == .organisation && $0.key == .voiceRate })
    }

    @Test func aTableIsLockedWhole() {
        let merged = LayeredSettings([layer(.site, entry("locked", texts("voice")))], local: Settings())
        #expect(SettingSection.voice.settings.allSatisfy { merged.settings.lock(of: $0.key) == .site })
        #expect(merged.settings.lock(of: .language) == nil)
    }

    /// An organisation keeps the voice for the agent: no site may lock it.
    @Test func whatIsTheAgentsIsNotLockedAbove() {
        let merged = LayeredSettings(
            [
                layer(.organisation, entry("user", texts("voice"))),
                layer(.site, entry("locked", texts("voice.rate", "language")), voice(entry("rate", .integer(300)))),
            ], local: SettingsReader([voice(entry("rate", .integer(400)))]).settings)
        #expect(merged.settings.voiceRate == 400)
        #expect(merged.settings.lock(of: .voiceRate) == nil && merged.settings.lock(of: .language) == .site)
    }

    @Test func accountsAreMatchedByTheirPlace() throws {
        let merged = LayeredSettings(
            [
                layer(
                    .organisation, account(entry("registrar", .text("sip:192.0.2.10")), entry("expires", .integer(600)))
                ),
                layer(
                    .agent,
                    account(
                        entry("address", .text("sip:alice@example.org")),
                        entry("ha1", .text(String(repeating: "a", count: 32))))),
            ], local: SettingsReader([account(entry("expires", .integer(120)))], isPart: true).settings)
        let line = try #require(merged.settings.accounts.first)
        #expect(merged.settings.accounts.count == 1 && merged.problems.isEmpty)
        #expect(line.address == "sip:alice@example.org" && line.expirySeconds == 120)
        #expect(line.registrars.map(\.host) == ["192.0.2.10"])
        #expect(merged.settings.layer(of: .accountHA1, account: 0) == .agent)
    }

    @Test func oneSecretTakesThePlaceOfAnother() throws {
        let merged = LayeredSettings(
            [layer(.agent, account(entry("address", .text("sip:alice@example.org")), entry("password", .text("old"))))],
            local: SettingsReader([account(entry("password_command", texts("pass")))], isPart: true).settings)
        let line = try #require(merged.settings.accounts.first)
        #expect(line.password == nil && line.passwordCommand == ["pass"] && merged.problems.isEmpty)
    }

    @Test func anAccountThatNoLayerNamesIsAProblem() {
        let merged = LayeredSettings([layer(.site, account(entry("expires", .integer(600))))], local: Settings())
        #expect(merged.problems.map(\.fault) == [.missing(.accountAddress)])
    }

    @Test func aServerMayNeitherRunProgramsNorSayWhereItIs() {
        let entries = [
            account(entry("address", .text("sip:alice@example.org")), entry("password_command", texts("rm"))),
            entry("provisioning", .table([entry("url", .text("https://elsewhere.example.org/"))])),
        ]
        let reader = LayerReader(entries, kind: .agent, isRemote: true, mayRunCommands: false)
        #expect(reader.problems.map(\.path) == ["account.password_command", "provisioning.url"])
        #expect(reader.layer.settings.provisioningURL == nil)
        #expect(reader.layer.settings.accounts[0].passwordCommand.isEmpty)
        let allowed = LayerReader(entries, kind: .agent, isRemote: true, mayRunCommands: true)
        #expect(allowed.problems.map(\.path) == ["provisioning.url"])
    }

    @Test func strangeNamesOfLockedKeysAreTold() {
        let reader = LayerReader(
            [entry("locked", texts("voice.speed", "voice")), entry("user", .text("voice"))], kind: .site,
            isRemote: false, mayRunCommands: true)
        #expect(reader.problems.count == 2)
        #expect(reader.problems.last?.fault == .notAListOfKeys)
        #expect(reader.layer.locked.contains(.voiceRate))
    }

    @Test func secretsOfAllLayersAreKnown() {
        let merged = LayeredSettings(
            [
                layer(
                    .agent,
                    account(entry("address", .text("sip:alice@example.org")), entry("password", .text("hunter2"))))
            ],
            local: SettingsReader([
                entry("provisioning", .table([entry("url", .text("https://x.example.org/a?key=k3y"))]))
            ]).settings)
        #expect(merged.settings.secrets == ["hunter2", "key=k3y"])
    }

    @Test func theReportSaysWhoseAValueIs() {
        let merged = LayeredSettings(
            [layer(.organisation, entry("locked", texts("voice.rate")), voice(entry("rate", .integer(200))))],
            local: Settings())
        let line = "rate = 200  # l'organisation, verrouillé par l'organisation"
        #expect(merged.settings.report(in: .french).contains(line))
    }

    @Test func theReportSaysWhoseEachValueOfATableIs() {
        func directory(_ entries: ConfigurationEntry...) -> ConfigurationEntry {
            entry("directory", .list([ConfigurationValue(.table([entry("name", .text("Mairie"))] + entries), line: 1)]))
        }
        let merged = LayeredSettings(
            [
                layer(
                    .organisation,
                    directory(
                        entry("url", .text("ldaps://a.example.org")), entry("base", .text("dc=a")),
                        entry("user", .text("uid=a")))),
                layer(.site, directory(entry("url", .text("ldaps://b.example.org")), entry("base", .text("dc=b")))),
            ],
            local: SettingsReader([directory(entry("base", .text("dc=c")))], isPart: true).settings)
        let report = merged.settings.report(in: .english)
        for line in [
            "url = \"ldaps://b.example.org\"  # the site\n", "user = \"uid=a\"  # the organisation\n",
            "base = \"dc=c\"\n", "name_attribute = \"cn\"\n",
        ] { #expect(report.contains(line), "\(report)") }
    }
}

import Testing

@testable import Configuration

private func entry(_ key: String, _ content: ConfigurationValue.Content, line: Int = 1) -> ConfigurationEntry {
    ConfigurationEntry(key: key, line: line, value: ConfigurationValue(content, line: line))
}

private func account(_ entries: [ConfigurationEntry]) -> ConfigurationEntry {
    entry("account", .list([ConfigurationValue(.table(entries), line: 2)]), line: 2)
}

private func texts(_ values: String...) -> ConfigurationValue.Content {
    .list(values.map { ConfigurationValue(.text($0), line: 5) })
}

@Suite("The configuration's table against what files say")
struct SettingsReaderTests {
    @Test func aWholeFileIsRead() throws {
        let settings = try SettingsReader.read([
            entry("language", .text("en")),
            account([
                entry("address", .text("sip:alice@example.org")), entry("password", .text("wonder")),
                entry("registrar", .text("sip:[2001:db8::1]:5070;transport=tcp")), entry("expires", .integer(120)),
                entry("trusted", texts("192.0.2.11")),
            ]),
            entry(
                "audio",
                .table([
                    entry("microphone", .text("tone:440")), entry("codecs", texts("pcma", "opus")),
                    entry("rtp_ports", .text("20000-20100")), entry("voice_device", .text("alsa:bone")),
                    entry("ring_devices", texts("alsa:default", "alsa:speaker")),
                    entry("ears", .text("voice_right")),
                    entry("tones", .table([entry("busy", .boolean(false)), entry("ring_back", .integer(30))])),
                ])),
            entry("voice", .table([entry("level", .integer(3)), entry("numbers", .text("digits"))])),
            entry("sip", .table([entry("dns_servers", texts("192.0.2.53:5353"))])),
        ])
        #expect(settings.dnsServers == ["192.0.2.53:5353"])
        #expect(Settings().dnsServers.isEmpty)
        #expect(settings.language == .english)
        let line = try #require(settings.accounts.first)
        #expect(line.name == "alice")
        #expect(line.registrars == [ServerAddress(transport: .tcp, host: "2001:db8::1", port: 5070)])
        #expect(line.expirySeconds == 120)
        #expect(line.trusted == ["192.0.2.11"])
        #expect(settings.holdsSecret)
        #expect(settings.microphones == ["tone:440"])
        #expect(settings.headsets == ["alsa:default"])
        #expect(settings.codecs == ["pcma", "opus"])
        #expect(settings.rtpPorts == 20_000...20_100)
        #expect(settings.voiceDevices == ["alsa:bone"] && settings.ears == "voice_right")
        #expect(settings.ringDevices == ["alsa:default", "alsa:speaker"])
        #expect(Settings().voiceDevices.isEmpty && Settings().ringDevices.isEmpty && Settings().ears == "both")
        #expect(settings.toneLevel(.toneBusy) == nil)
        #expect(settings.toneLevel(.toneRingBack) == 30)
        #expect(settings.toneLevel(.toneCallWaiting) == 30)
        #expect(settings.voiceLevel == 3)
        #expect(settings.spellsNumbers)
    }

    @Test func devicesAreOneOrSeveralAndThoseChosenForTheVoiceArePrivate() throws {
        func read(_ entries: ConfigurationEntry...) throws -> Settings {
            try SettingsReader.read([entry("audio", .table(entries))])
        }
        #expect(Settings().privateDevices == ["alsa:default"])
        let several = try read(
            entry("headset", texts("alsa:jabra", "alsa:speaker")), entry("voice_device", .text("alsa:bone")),
            entry("ring_devices", texts("alsa:speaker")))
        #expect(several.headsets == ["alsa:jabra", "alsa:speaker"])
        #expect(several.privateDevices == ["alsa:jabra", "alsa:bone"], "neither what comes by itself nor what rings")
        let marked = try read(entry("headset", texts("alsa:jabra")), entry("private_devices", .text("alsa:bone")))
        #expect(marked.privateDevices == ["alsa:bone"])
        let none = try read(entry("headset", texts("alsa:speaker")), entry("private_devices", .list([])))
        #expect(none.privateDevices.isEmpty)
        #expect(throws: ConfigurationProblem.self) { try read(entry("headset", .list([]))) }
    }

    @Test func anAccountWithoutRegistrarTakesItsDomain() throws {
        let settings = try SettingsReader.read([account([entry("address", .text("sip:bob@pbx.example.org"))])])
        #expect(settings.accounts.first?.registrars == [ServerAddress(host: "pbx.example.org")])
        let direct = try SettingsReader.read([
            account([entry("address", .text("sip:bob@pbx.example.org")), entry("registrar", .text("none"))])
        ])
        #expect(direct.accounts.count == 1)
        #expect(direct.accounts.first?.registrars == [])
    }

    static let faults: [(ConfigurationEntry, String, String)] = [
        (
            entry("languge", .text("fr"), line: 3),
            "c.toml, line 3: unknown key \"languge\"; did you mean \"language\"?",
            "c.toml, ligne 3 : clé inconnue « languge » ; vouliez-vous dire « language » ?"
        ),
        (
            entry("microphone", .text("null:"), line: 4),
            "c.toml, line 4: unknown key \"microphone\"; did you mean \"audio.microphone\"?",
            "c.toml, ligne 4 : clé inconnue « microphone » ; vouliez-vous dire « audio.microphone » ?"
        ),
        (
            entry("zzzzzzzz", .integer(1), line: 2),
            "c.toml, line 2: unknown key \"zzzzzzzz\"; remove it, or see \"clairvoix config schema\".",
            "c.toml, ligne 2 : clé inconnue « zzzzzzzz » ; retirez-la, ou voyez « clairvoix config schema »."
        ),
        (
            entry("language", .integer(1), line: 1),
            "c.toml, line 1: \"language\" takes one of \"fr\", \"en\", not a whole number; for example language = \"fr\".",
            "c.toml, ligne 1 : « language » attend l'un de \"fr\", \"en\", pas un nombre entier ; par exemple "
                + "language = \"fr\"."
        ),
        (
            entry("language", .text("de"), line: 1),
            "c.toml, line 1: \"language\" takes one of \"fr\", \"en\", not \"de\"; for example language = \"fr\".",
            "c.toml, ligne 1 : « language » attend l'un de \"fr\", \"en\", pas « de » ; par exemple language = \"fr\"."
        ),
        (
            entry("audio", .table([entry("codecs", texts("opus", "g723"))])),
            "c.toml, line 5: \"audio.codecs\" takes a list out of \"opus\", \"g722\", \"pcma\", \"pcmu\", \"g729\", not \"g723\"; "
                + "for example codecs = [\"opus\", \"g722\", \"pcma\", \"pcmu\"].",
            "c.toml, ligne 5 : « audio.codecs » attend une liste prise parmi \"opus\", \"g722\", \"pcma\", \"pcmu\", \"g729\", "
                + "pas « g723 » ; par exemple codecs = [\"opus\", \"g722\", \"pcma\", \"pcmu\"]."
        ),
        (
            entry("audio", .table([entry("ring_devices", texts("loudspeaker"))])),
            "c.toml, line 5: \"audio.ring_devices\" takes alsa:NAME, wav:FILE, tone:HERTZ, burst:HERTZ, silence: or null:, or a list of "
                + "such devices, not \"loudspeaker\"; for example ring_devices = [\"alsa:default\", \"alsa:plughw:CARD=PCH\"].",
            "c.toml, ligne 5 : « audio.ring_devices » attend alsa:NOM, wav:FICHIER, tone:HERTZ, burst:HERTZ, silence: ou null:, ou une "
                + "liste de tels appareils, pas « loudspeaker » ; par exemple ring_devices = [\"alsa:default\", \"alsa:plughw:CARD=PCH\"]."
        ),
        (
            entry("voice", .table([entry("level", .integer(4), line: 9)])),
            "c.toml, line 9: \"voice.level\" takes a whole number from 1 to 3, not \"4\"; for example level = 2.",
            "c.toml, ligne 9 : « voice.level » attend un nombre entier de 1 à 3, pas « 4 » ; par exemple level = 2."
        ),
        (
            entry("account", .table([]), line: 7),
            "c.toml, line 7: \"account\" is a list of tables; write [[account]].",
            "c.toml, ligne 7 : « account » est une liste de tables ; écrivez [[account]]."
        ),
        (
            account([entry("name", .text("Accueil"))]),
            "c.toml, line 2: this account has no \"account.address\"; add address = \"sip:alice@example.org\".",
            "c.toml, ligne 2 : ce compte n'a pas « account.address » ; ajoutez address = \"sip:alice@example.org\"."
        ),
        (
            account([
                entry("address", .text("sip:a@b.example")), entry("password", .text("x")),
                entry("ha1", .text("939e7578ed9e3c518a452acee763bce9")),
            ]),
            "c.toml, line 2: this account has both \"password\" and \"ha1\"; keep one of them.",
            "c.toml, ligne 2 : ce compte a à la fois « password » et « ha1 » ; gardez l'un des deux."
        ),
        (
            account([entry("address", .text("sip:a@b.example")), entry("registrar", .text("tls://x"), line: 8)]),
            "c.toml, line 8: \"account.registrar\" takes sip:host:port;transport=udp, tcp or tls, or a list of 8 at most, "
                + "or none, not \"tls://x\"; for example registrar = \"sip:192.0.2.10:5060;transport=tcp\".",
            "c.toml, ligne 8 : « account.registrar » attend sip:serveur:port;transport=udp, tcp ou tls, ou une liste de 8 "
                + "au plus, ou none, pas « tls://x » ; par exemple registrar = \"sip:192.0.2.10:5060;transport=tcp\"."
        ),
    ]

    @Test(arguments: faults)
    func everyFaultIsOneSentence(_ given: ConfigurationEntry, _ english: String, _ french: String) throws {
        let problem = try #require(SettingsReader([given]).problems.first)
        #expect(problem.sentence(in: .english, file: "c.toml") == english)
        #expect(problem.sentence(in: .french, file: "c.toml") == french)
    }

    @Test(arguments: ["password", "ha1", "password_command"])
    func aSecretIsNeverQuoted(_ key: String) throws {
        let values: [ConfigurationValue.Content] = [
            .text("hunter2\n"), .text(String(repeating: "hunter2", count: 200)), texts("hunter2", ""),
            .list([ConfigurationValue(.text("hunter2"), line: 1), ConfigurationValue(.integer(1), line: 1)]),
        ]
        for value in values {
            let reader = SettingsReader([account([entry("address", .text("sip:a@b.example")), entry(key, value)])])
            for problem in reader.problems {
                for language in SettingLanguage.allCases {
                    #expect(!problem.sentence(in: language, file: "c.toml").contains("hunter2"))
                }
            }
            #expect(!reader.problems.isEmpty)
        }
    }

    @Test func theLimitsHold() {
        let accounts = (0...Limits.accounts).map { number in
            ConfigurationValue(.table([entry("address", .text("sip:a\(number)@b.example"))]), line: number + 1)
        }
        let reader = SettingsReader([entry("account", .list(accounts))])
        #expect(reader.settings.accounts.count == Limits.accounts)
        #expect(reader.problems.map(\.fault) == [.tooManyAccounts])

        let unknown = (0...(Limits.problems * 2)).map { entry("zzzzzzz\($0)", .boolean(true)) }
        #expect(SettingsReader(unknown).problems.count == Limits.problems)

        let long = String(repeating: "n", count: Limits.textCharacters + 1)
        let named = account([entry("address", .text("sip:a@b.example")), entry("name", .text(long))])
        #expect(SettingsReader([named]).problems.count == 1)

        let many = (0...Limits.listElements).map { ConfigurationValue(.text("192.0.2.\($0)"), line: 1) }
        let trusting = account([entry("address", .text("sip:a@b.example")), entry("trusted", .list(many))])
        #expect(SettingsReader([trusting]).problems.count == 1)
    }
}

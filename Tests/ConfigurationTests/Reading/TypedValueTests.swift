import Testing

@testable import Configuration

@Suite("Values that an agent types")
struct TypedValueTests {
    static let good: [(SettingKey, String, SettingValue)] = [
        (.voiceRate, " 300 ", .integer(300)),
        (.language, "Français", .text("fr")),
        (.language, "en", .text("en")),
        (.audioEars, "voix à gauche", .text("voice_left")),
        (.audioEars, "VOICE RIGHT", .text("voice_right")),
        (.voiceEngine, "aucun", .text("none")),
        (.accountICE, "Oui", .boolean(true)),
        (.accountICE, "no", .boolean(false)),
        (.toneBusy, "non", .off),
        (.toneBusy, "off", .off),
        (.toneBusy, "30", .integer(30)),
        (.audioCodecs, "G.722, opus , pcma", .list(["g722", "opus", "pcma"])),
        (.accountTrusted, "192.0.2.1,192.0.2.2", .list(["192.0.2.1", "192.0.2.2"])),
        (.accountTrusted, "", .list([])),
        (.accountRegistrar, "aucun", .off),
        (.accountRegistrar, "pbx.example.org", .servers([ServerAddress(host: "pbx.example.org")])),
        (.accountPassword, " a b ", .text(" a b ")),
        (
            .accountPasswordCommand, "pass show \"sip/the desk\" 'a'b",
            .list(["pass", "show", "sip/the desk", "ab"])
        ),
        (.audioHeadset, "alsa:plughw:1,0", .list(["alsa:plughw:1,0"])),
        (
            .audioHeadset, "alsa:plughw:CARD=PCH,DEV=0, alsa:default,null:",
            .list(["alsa:plughw:CARD=PCH,DEV=0", "alsa:default", "null:"])
        ),
        (.audioPrivateDevices, "non", .list([])),
        (.accountName, "  Accueil, étage 2 ", .text("Accueil, étage 2")),
    ]

    @Test(arguments: good)
    func isTaken(_ key: SettingKey, _ typed: String, _ value: SettingValue) throws {
        #expect(try Setting.of(key).accept(typed: typed) == value)
    }

    static let bad: [(SettingKey, String, String, String)] = [
        (
            .voiceRate, "vite",
            "Débit de la voix attend un nombre entier de 80 à 600, pas « vite » ; par exemple 260.",
            "Voice rate takes a whole number from 80 to 600, not \"vite\"; for example 260."
        ),
        (
            .voiceRate, "9000",
            "Débit de la voix attend un nombre entier de 80 à 600, pas « 9000 » ; par exemple 260.",
            "Voice rate takes a whole number from 80 to 600, not \"9000\"; for example 260."
        ),
        (
            .audioEars, "haut",
            "Partage des deux oreilles attend tout dans les deux, ou voix à gauche, ou voix à droite, pas « haut ».",
            "Sharing of the two ears takes all in both, or voice left, or voice right, not \"haut\"."
        ),
        (
            .accountICE, "peut-être", "Traversée des routeurs, ICE attend oui ou non, pas « peut-être ».",
            "Router traversal, ICE takes yes or no, not \"peut-être\"."
        ),
        (
            .accountAddress, "alice",
            "Adresse de la ligne attend une adresse sip:utilisateur@domaine, pas « alice » ; par exemple sip:alice@example.org.",
            "Line address takes an address sip:user@domain, not \"alice\"; for example sip:alice@example.org."
        ),
        (
            .accountName, "",
            "Nom de la ligne attend un texte d'une ligne ; par exemple Accueil.",
            "Line name takes one line of text; for example Accueil."
        ),
        (
            .accountHA1, "hunter2", "Empreinte du mot de passe attend 32 ou 64 chiffres hexadécimaux.",
            "Password digest takes 32 or 64 hexadecimal digits."
        ),
    ]

    @Test(arguments: bad)
    func isRefusedInOneSentence(_ key: SettingKey, _ typed: String, _ french: String, _ english: String) throws {
        let problem = #expect(throws: ConfigurationProblem.self) { try Setting.of(key).accept(typed: typed) }
        #expect(problem?.spoken(in: .french) == french)
        #expect(problem?.spoken(in: .english) == english)
    }

    @Test(arguments: SettingLanguage.allCases)
    func whatIsShownIsReadBack(_ language: SettingLanguage) throws {
        for setting in Setting.all where !setting.isSecret {
            var values = setting.choices.compactMap { try? setting.accept(typed: $0) }
            if let standard = setting.standard { values.append(standard) }
            values += [try setting.accept(typed: setting.example.filter { !"\"[]".contains($0) })]
            for value in values {
                let shown = setting.shown(value, in: language)
                #expect(try setting.accept(typed: shown) == value, "\(setting.key.rawValue) \(shown)")
            }
        }
    }

    @Test(arguments: SettingLanguage.allCases)
    func everyProblemIsOneSpokenSentence(_ language: SettingLanguage) {
        let faults: [ConfigurationProblem.Fault] = [
            .unknownKey(nearest: "language"), .unknownKey(nearest: nil), .notATable(isList: true),
            .missing(.accountAddress), .contradiction(.accountPassword, .accountHA1), .tooManyAccounts,
            .syntax(column: 2), .readableByOthers, .unreadable("Permission denied"), .tooLarge(octets: 9),
            .unwritable("Permission denied"), .irregular, .unchangeable,
        ]
        for fault in faults {
            let sentence = ConfigurationProblem(fault, path: "account", line: 3).spoken(in: language)
            #expect(sentence.last == "." || sentence.last == "?", "\(sentence)")
            #expect(sentence.first?.isLowercase == false && !sentence.contains("\n"), "\(sentence)")
        }
    }

    @Test func oneValueChangesAndGoesBackToItsDefault() throws {
        let faster = Settings().setting(.integer(400), for: .voiceRate, account: nil)
        #expect(faster.voiceRate == 400 && faster.isGiven(.voiceRate, account: nil))
        let back = faster.setting(nil, for: .voiceRate, account: nil)
        #expect(back == Settings() && !back.isGiven(.voiceRate, account: nil))
        #expect(Settings().setting(.text("x"), for: .accountName, account: 0) == Settings())
        var one = Settings()
        one.accounts = [Settings.Account(), Settings.Account()]
        let named = one.setting(.text("x"), for: .accountName, account: 1)
        #expect(named.value(.accountName, account: 1) == .text("x") && named.value(.accountName, account: 0) == nil)
        #expect(named.value(.accountICE, account: 0) == .boolean(false) && named.value(.accountICE, account: 2) == nil)
        #expect(named.isGiven(.accountName, account: 1) && !named.isGiven(.accountName, account: nil))
    }
}

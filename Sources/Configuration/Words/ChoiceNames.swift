/// The spoken names of what settings choose from.
enum ChoiceNames {
    /// - Returns: nil where the value has no name of its own.
    static func of(_ value: String, for key: SettingKey) -> Bilingual? {
        names[key]?[value] ?? (value == "true" ? yes : value == "false" ? no : nil)
    }

    static let yes = Bilingual("oui", "yes")
    static let no = Bilingual("non", "no")
    private static let none = Bilingual("aucun", "none")

    private static let echoes = [
        "characters": Bilingual("caractères", "characters"), "words": Bilingual("mots", "words"),
        "both": Bilingual("caractères et mots", "characters and words"), "none": Bilingual("rien", "nothing"),
    ]

    private static let names: [SettingKey: [String: Bilingual]] = [
        .language: ["fr": Bilingual("français", "French"), "en": Bilingual("anglais", "English")],
        .accountRegistrar: ["none": Bilingual("aucun, ligne directe", "none, a direct line")],
        .accountEncryption: [
            "off": Bilingual("jamais", "never"), "preferred": Bilingual("si possible", "if possible"),
            "required": Bilingual("toujours", "always"),
        ],
        .accountKeyExchange: [
            "sdes": Bilingual("dans la signalisation", "in the signalling"),
            "dtls": Bilingual("avec le son", "with the sound"),
        ],
        .accountSilence: [
            "off": Bilingual("ne rien faire", "do nothing"), "tell": Bilingual("le dire", "tell me"),
            "end": Bilingual("raccrocher", "hang up"),
        ],
        .accountTLSTrust: [
            "authorities": Bilingual("par les autorités", "by authorities"),
            "pin": Bilingual("par ses seules empreintes", "by its key digests alone"),
        ],
        .connectorKind: [
            "publik": Bilingual("Publik", "Publik"), "glpi": Bilingual("GLPI", "GLPI"),
            "glpi_v1": Bilingual("GLPI, première interface", "GLPI, first interface"),
            "zammad": Bilingual("Zammad", "Zammad"), "http": Bilingual("autre serveur", "another server"),
        ],
        .connectorMethod: ["POST": Bilingual("POST", "POST"), "PUT": Bilingual("PUT", "PUT")],
        .audioEars: [
            "both": Bilingual("tout dans les deux", "all in both"),
            "voice_left": Bilingual("voix à gauche", "voice left"),
            "voice_right": Bilingual("voix à droite", "voice right"),
        ],
        .audioRecordingFormat: ["wav": Bilingual("WAV", "WAV"), "opus": Bilingual("Opus", "Opus")],
        .audioCodecs: [
            "opus": Bilingual("Opus", "Opus"), "g722": Bilingual("G.722", "G.722"),
            "pcma": Bilingual("G.711 loi A", "G.711 A-law"), "pcmu": Bilingual("G.711 loi µ", "G.711 µ-law"),
            "g729": Bilingual("G.729", "G.729"),
        ],
        .voiceEngine: [
            "espeak": Bilingual("eSpeak", "eSpeak"),
            "speech-dispatcher": Bilingual("Speech Dispatcher", "Speech Dispatcher"), "none": none,
        ],
        .voiceNumbers: [
            "pairs": Bilingual("par paires", "by pairs"), "digits": Bilingual("par chiffres", "by digits"),
        ],
        .voiceEarconWords: [
            "incoming": Bilingual("appel entrant", "incoming call"),
            "secondCall": Bilingual("second appel", "second call"),
            "answered": Bilingual("appel pris", "call answered"), "ended": Bilingual("appel clos", "call closed"),
            "lineBack": Bilingual("ligne rétablie", "line back"),
            "microphoneOff": Bilingual("micro coupé", "microphone muted"),
            "microphoneOn": Bilingual("micro ouvert", "microphone open"),
            "speakingWhileMuted": Bilingual("parole micro coupé", "speaking while muted"),
            "held": Bilingual("mise en attente", "put on hold"), "resumed": Bilingual("appel repris", "call resumed"),
            "deviceLost": Bilingual("appareil perdu", "device lost"), "refused": Bilingual("refus", "refusal"),
            "pending": Bilingual("à entendre", "still to be heard"),
        ],
        .voiceAlphabet: [
            "french": Bilingual("français", "French"), "international": Bilingual("international", "international"),
        ],
        .interfaceKeyboard: ["azerty": Bilingual("AZERTY", "AZERTY"), "qwerty": Bilingual("QWERTY", "QWERTY")],
        .voiceSpokenBy: [
            "auto": Bilingual("automatique", "automatic"), "self": Bilingual("ce logiciel", "this program"),
            "reader": Bilingual("le lecteur d'écran", "the screen reader"),
        ],
        .interfacePreset: [
            "speech": Bilingual("parole", "speech"), "low_vision": Bilingual("basse vision", "low vision"),
            "braille": Bilingual("braille seul", "braille alone"),
        ],
        .numbersInternalLengths: Dictionary(
            uniqueKeysWithValues: (2...8).map { (String($0), Bilingual("\($0) chiffres", "\($0) digits")) }),
        .directoryKind: [
            "ldap": Bilingual("LDAP", "LDAP"), "carddav": Bilingual("CardDAV", "CardDAV"),
            "vcard_url": Bilingual("fichier partagé", "shared file"),
        ],
        .interfaceScreen: ["curses": Bilingual("pages", "pages"), "lines": Bilingual("lignes", "lines")],
        .interfaceTypingEcho: echoes,
        .interfaceTypingEchoInCall: echoes,
        .hookEvents: callEvents,
        .linkOn: callEvents.merging(["key": Bilingual("à la demande", "on request")]) { event, _ in event },
    ]

    private static let callEvents = [
        "ringing": Bilingual("sonnerie", "ringing"), "answered": Bilingual("réponse", "answer"),
        "held": Bilingual("mise en attente", "hold"), "resumed": Bilingual("reprise", "resumption"),
        "transferred": Bilingual("transfert", "transfer"), "ended": Bilingual("fin", "end"),
        "missed": Bilingual("appel manqué", "missed call"),
    ]
}

extension Setting {
    /// The spoken name of a choice, as the file writes it: "voice_left" is "voix à gauche", "true" is "oui". A value without a name is its
    /// own.
    public func choiceName(_ value: String) -> Bilingual {
        ChoiceNames.of(value, for: key) ?? Bilingual(value, value)
    }

    /// The values that the setting chooses from, as the file writes them; empty where it takes anything else.
    public var choices: [String] {
        switch kind {
        case .choice(let names), .list(let names): names
        case .boolean: ["true", "false"]
        case .text, .secret, .secretDigest, .command, .integer, .integerOrOff, .address, .server, .mediaServer,
            .servers, .digests, .path, .urlTemplate, .devices, .portRange:
            []
        }
    }

    /// The value in words. Of a secret only that it is there.
    /// - Parameter value: nil where nothing is set.
    public func shown(_ value: SettingValue?, in language: SettingLanguage) -> String {
        guard let value else { return Bilingual("non réglé", "not set")[language] }
        if isSecret { return Bilingual("(caché)", "(hidden)")[language] }
        switch value {
        case .text(let text): return choiceName(text)[language]
        case .list(let texts):
            let none = Bilingual("aucun", "none")[language]
            return texts.isEmpty ? none : texts.map { choiceName($0)[language] }.joined(separator: ", ")
        case .integer(let number): return String(number)
        case .boolean(let flag): return choiceName(flag ? "true" : "false")[language]
        case .server(let server):
            if case .mediaServer(let scheme) = kind { return server.text(scheme: scheme) }
            return server.text
        case .servers(let servers): return servers.map(\.text).joined(separator: ", ")
        case .off:
            if case .servers = kind { return choiceName("none")[language] }
            return Bilingual("non", "off")[language]
        }
    }
}

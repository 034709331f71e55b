extension Setting {
    /// Every setting, in the order of the file.
    public static let all: [Setting] = SettingKey.allCases.map(of)

    /// The setting of a key.
    public static func of(_ key: SettingKey) -> Setting {
        switch SettingSection(rawValue: key.tablePath) ?? .general {
        case .general: language(key)
        case .accounts, .dialling: account(key)
        case .sound, .tones: audio(key)
        case .voice: spoken(key)
        case .interface: shown(key)
        case .braille: display(key)
        case .history: history(key)
        case .network: network(key)
        case .numbers: numbers(key)
        case .directories: directory(key)
        case .connectors: connector(key)
        case .events, .links, .hooks, .linkedPages: callEvents(key)
        case .provisioning: provisioning(key)
        case .contacts: contact(key)
        }
    }

    private static func language(_ key: SettingKey) -> Setting {
        Setting(
            key, .choice(["fr", "en"]), example: "\"fr\"",
            help: Bilingual(
                "Langue de la voix et de l'écran ; sans elle, celle du système (LANG).",
                "Language of the voice and the screen; without it the system's (LANG)."))
    }

    private static func account(_ key: SettingKey) -> Setting {
        switch key {
        case .accountRegistrar, .accountOutboundProxy, .accountExpires, .accountTrusted, .accountOutbound,
            .accountRealms, .accountMD5,
            .accountSessionTimer:
            server(key)
        case .accountEncryption, .accountKeyExchange, .accountKeysInClear, .accountText, .accountSilence: media(key)
        case .accountICE, .accountSTUNServer, .accountTURNServer, .accountTURNUser, .accountTURNPassword: way(key)
        case .accountAutoAnswer, .accountEmergency, .accountForwardAlways, .accountForwardBusy,
            .accountForwardNoAnswer, .accountForwardNoAnswerSeconds:
            arrival(key)
        case .accountTLSAuthorities, .accountTLSPin, .accountTLSTrust, .accountTLSCertificate, .accountTLSKey:
            security(key)
        case .dialPickUp, .dialPark, .dialMobile, .dialTakeBack, .dialForwardAlways, .dialForwardBusy,
            .dialForwardNoAnswer, .dialForwardOff:
            dialString(key)
        default: identity(key)
        }
    }

    private static func spoken(_ key: SettingKey) -> Setting {
        switch key {
        case .voiceEarconTheme, .voiceEarconWords, .voiceFrench, .voiceEnglish, .voiceAlphabet: ownVoice(key)
        case .voiceSpokenBy, .voiceLeftOut, .voiceTimeMarks: desk(ofVoice: key)
        default: voice(key)
        }
    }

    private static func shown(_ key: SettingKey) -> Setting {
        switch key {
        case .interfaceKeyboard:
            Setting(
                key, .choice(["azerty", "qwerty"]), standard: .text("azerty"), example: "\"azerty\"",
                help: Bilingual(
                    "Clavier : avec azerty, la rangée & é \" ' ( vaut des chiffres dans les champs de numéro.",
                    "Keyboard: with azerty the row & é \" ' ( reads as digits in number fields."))
        case .interfaceScreen:
            Setting(
                key, .choice(["curses", "lines"]), standard: .text("curses"), example: "\"curses\"",
                help: Bilingual(
                    "Écran : pages (curses) ou lignes ajoutées pour terminal simple (lines).",
                    "Screen: pages (curses), or appended lines for a plain terminal (lines)."))
        case .interfaceLetters:
            Setting(
                key, .boolean, standard: .boolean(true), example: "true",
                help: Bilingual(
                    "Les lettres seules sont des commandes ; sinon les touches F1 à F12 et la palette.",
                    "Bare letters are commands; otherwise F1 to F12 and the palette."))
        case .interfaceTheme, .interfaceLarge: display(key)
        default: desk(ofInterface: key)
        }
    }

    private static func audio(_ key: SettingKey) -> Setting {
        switch key {
        case .audioMicrophone:
            Setting(
                key, .devices(orNone: false), standard: .list(["alsa:default"]), example: "\"alsa:default\"",
                help: Bilingual(
                    "Microphone ; de plusieurs, le premier qui est branché.",
                    "Microphone; of several, the first that is plugged in."))
        case .audioHeadset:
            Setting(
                key, .devices(orNone: false), standard: .list(["alsa:default"]),
                example: "[\"alsa:plughw:CARD=Headset\", \"alsa:default\"]",
                help: Bilingual(
                    "Casque, où vont la voix et l'appel ; de plusieurs, le premier qui est branché. CARD= nomme une carte pour de bon.",
                    "Headset, for the voice and the call; of several, the first that is plugged in. CARD= names a card for good."
                ))
        case .audioVoiceDevice, .audioRingDevices, .audioPrivateDevices, .audioEars, .audioCallUnderVoice,
            .audioSideTone, .audioRecordingAnnounced, .audioRecordingNotice, .audioRecordingFormat:
            desk(key)
        case .audioEchoControl, .audioNoiseSuppression, .audioAutomaticGain: processing(key)
        case .audioCodecs:
            Setting(
                key, .list(from: ["opus", "g722", "pcma", "pcmu", "g729"]),
                standard: .list(["opus", "g722", "pcma", "pcmu"]),
                example: "[\"opus\", \"g722\", \"pcma\", \"pcmu\"]",
                help: Bilingual(
                    "Codecs offerts et acceptés, le meilleur d'abord ; g729 seulement s'il est écrit ici.",
                    "Codecs offered and accepted, best first; g729 only where it is written here."))
        case .audioDiscontinuous:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual(
                    "Quand vous vous taisez, presque rien n'est envoyé (G.711 et G.722 : si l'autre le veut bien).",
                    "While you say nothing, hardly anything is sent (G.711 and G.722: where the peer agrees)."))
        case .audioRedundancy:
            Setting(
                key, .boolean, standard: .boolean(true), example: "true",
                help: Bilingual(
                    "Le son est envoyé plusieurs fois quand le réseau en perd, si l'autre bout le veut (RFC 2198).",
                    "Sound is sent more than once while the network loses some, where the other end takes it (RFC 2198)."
                ))
        case .audioRTPPorts:
            Setting(
                key, .portRange, example: "\"16384-16484\"",
                help: Bilingual(
                    "Ports UDP du son ; sans eux, des ports libres.", "UDP ports of the sound; without them free ones.")
            )
        case .toneRingBack:
            tone(key, 24, Bilingual("Retour d'appel", "Ring-back"))
        case .toneBusy:
            tone(key, 24, Bilingual("Tonalité d'occupation", "Busy tone"))
        case .toneCongestion:
            tone(key, 24, Bilingual("Tonalité d'encombrement", "Congestion tone"))
        default:
            tone(key, 30, Bilingual("Signal de second appel", "Call-waiting tone"))
        }
    }

    /// Who hears what, and recordings.
    private static func desk(_ key: SettingKey) -> Setting {
        switch key {
        case .audioVoiceDevice:
            Setting(
                key, .devices(orNone: false), example: "\"alsa:plughw:CARD=Bone\"",
                help: Bilingual(
                    "Appareil de la voix, si ce n'est pas le casque ; s'il est débranché, elle parle au casque.",
                    "Device of the voice, where that is not the headset; unplugged, it speaks in the headset."))
        case .audioRingDevices:
            Setting(
                key, .devices(orNone: false), example: "[\"alsa:default\", \"alsa:plughw:CARD=PCH\"]",
                help: Bilingual(
                    "Appareils où les appels sonnent ; sans eux, là où parle la voix.",
                    "Devices that calls ring on; without them, where the voice speaks."))
        case .audioPrivateDevices:
            Setting(
                key, .devices(orNone: true), example: "[\"alsa:plughw:CARD=Headset\"]",
                help: Bilingual(
                    "Appareils que vous seul entendez : ailleurs la voix tait noms, numéros et messages. Sans cela, le premier casque et le "
                        + "premier appareil de la voix.",
                    "Devices that you alone hear: elsewhere the voice keeps back names, numbers and messages. Without it the first headset "
                        + "and the first device of the voice."))
        case .audioEars:
            Setting(
                key, .choice(["both", "voice_left", "voice_right"]), standard: .text("both"), example: "\"voice_left\"",
                help: Bilingual(
                    "Oreilles : voice_left met la voix à gauche et l'appel à droite, voice_right l'inverse ; both pour un "
                        + "casque à une oreille.",
                    "Ears: voice_left puts the voice left and the call right, voice_right the reverse; both suits a headset "
                        + "with one ear."))
        case .audioCallUnderVoice:
            Setting(
                key, .integer(0...40), standard: .integer(0), example: "12",
                help: Bilingual(
                    "Décibels dont l'appel baisse quand la voix parle ; 0 : il ne baisse pas.",
                    "Decibels by which the call is lowered while the voice speaks; 0: it is not."))
        case .audioSideTone:
            Setting(
                key, .integer(0...100), standard: .integer(0), example: "20",
                help: Bilingual(
                    "Votre propre voix dans le casque pendant un appel, en pour cent ; 0 : pas de retour.",
                    "Your own voice in the headset during a call, in percent; 0: none."))
        case .audioRecordingAnnounced:
            Setting(
                key, .boolean, standard: .boolean(true), example: "true",
                help: Bilingual(
                    "Le correspondant entend d'abord que l'appel est enregistré, comme la loi le demande.",
                    "The other end hears first that the call is recorded, as the law asks."))
        case .audioRecordingFormat:
            Setting(
                key, .choice(["wav", "opus"]), standard: .text("wav"), example: "\"opus\"",
                help: Bilingual(
                    "Format des enregistrements : wav, 230 Mo par heure, ou opus, 20 Mo au plus.",
                    "Format of recordings: wav, 230 MB an hour, or opus, 20 MB at most."))
        default:
            Setting(
                key, .text, example: "\"Cet appel est enregistré.\"",
                help: Bilingual(
                    "Ce qu'il entend alors ; sans cela, une phrase dans la langue du logiciel.",
                    "What it hears then; without it a sentence in the program's language."))
        }
    }

    /// What is done to the microphone.
    private static func processing(_ key: SettingKey) -> Setting {
        let help =
            switch key {
            case .audioEchoControl:
                Bilingual(
                    "Ôter du micro ce que jouent les haut-parleurs ; inutile avec un casque.",
                    "Take out of the microphone what loudspeakers play; needless with a headset.")
            case .audioNoiseSuppression:
                Bilingual("Baisser le bruit constant de la pièce.", "Lower the steady noise of the room.")
            default:
                Bilingual(
                    "Régler seul le niveau du micro : une voix faible monte, une forte baisse.",
                    "Set the microphone's level by itself: a low voice is raised, a loud one lowered.")
            }
        return Setting(key, .boolean, standard: .boolean(false), example: "true", help: help)
    }

    private static func tone(_ key: SettingKey, _ level: Int, _ name: Bilingual) -> Setting {
        Setting(
            key, .integerOrOff(6...60), standard: .integer(level), example: "\(level)",
            help: Bilingual(
                "\(name.french) : décibels sous le maximum, ou false pour l'éteindre.",
                "\(name.english): decibels below full scale, or false to turn it off."))
    }

    private static func voice(_ key: SettingKey) -> Setting {
        switch key {
        case .voiceEngine:
            Setting(
                key, .choice(["espeak", "speech-dispatcher", "none"]), standard: .text("espeak"), example: "\"espeak\"",
                help: Bilingual(
                    "Qui parle : notre voix (espeak), celle de votre lecteur d'écran (speech-dispatcher), ou personne (none).",
                    "Who speaks: our own voice (espeak), your screen reader's (speech-dispatcher), or nobody (none)."))
        case .voiceLevel:
            Setting(
                key, .integer(1...3), standard: .integer(2), example: "2",
                help: Bilingual(
                    "Longueur des annonces : 1 brève, 2 moyenne, 3 complète.",
                    "Length of announcements: 1 short, 2 medium, 3 full."))
        case .voiceRate:
            Setting(
                key, .integer(80...600), standard: .integer(260), example: "260",
                help: Bilingual(
                    "Débit de la voix, en mots par minute.", "Rate of the voice, in words a minute."))
        case .voicePitch:
            Setting(
                key, .integer(0...100), standard: .integer(50), example: "50",
                help: Bilingual(
                    "Hauteur de la voix, de 0 à 100.", "Pitch of the voice, 0 to 100."))
        case .voiceVolume:
            Setting(
                key, .integer(0...100), standard: .integer(100), example: "100",
                help: Bilingual(
                    "Volume de la voix, de 0 à 100.", "Volume of the voice, 0 to 100."))
        case .voiceNumbers:
            Setting(
                key, .choice(["pairs", "digits"]), standard: .text("pairs"), example: "\"pairs\"",
                help: Bilingual(
                    "Numéros dits par paires ou chiffre à chiffre.", "Numbers spoken by pairs or digit by digit."))
        default:
            Setting(
                key, .boolean, standard: .boolean(true), example: "true",
                help: Bilingual(
                    "Petits sons avant les annonces.", "Short sounds before announcements."))
        }
    }
}

// The settings of how the program is worked and how much it says of itself.
extension Setting {
    static func desk(ofInterface key: SettingKey) -> Setting {
        switch key {
        case .interfacePreset:
            Setting(
                key, .choice(["speech", "low_vision", "braille"]), standard: .text("speech"), example: "\"braille\"",
                help: Bilingual(
                    "Pour qui le reste est réglé tant que vous n'en dites rien : parole, basse vision ou braille seul.",
                    "For whom the rest is set where you say nothing: speech, low vision, or braille alone."))
        case .interfaceBell:
            flag(
                key, false,
                Bilingual(
                    "Le terminal sonne ou clignote quand un appel arrive. Quand le casque se débranche, il le fait toujours.",
                    "The terminal rings or flashes when a call arrives. When the headset is unplugged it always does."))
        case .interfaceTypingEcho:
            echo(
                key, "characters",
                Bilingual("Ce qui est dit pendant que vous tapez.", "What is said while you type."))
        case .interfaceTypingEchoInCall:
            echo(
                key, "none",
                Bilingual("Ce qui est dit pendant que vous tapez en appel.", "What is said while you type in a call."))
        case .interfaceConfirmHangUp:
            flag(key, false, Bilingual("Demander avant de raccrocher.", "Ask before hanging up."))
        case .interfaceConfirmTransfer:
            flag(key, true, Bilingual("Demander avant de transférer un appel.", "Ask before a call is transferred."))
        case .interfaceConfirmQuit:
            flag(key, true, Bilingual("Demander avant de quitter.", "Ask before quitting."))
        case .interfaceDoubleStrike:
            Setting(
                key, .integer(0...2_000), standard: .integer(500), example: "500",
                help: Bilingual(
                    "Millisecondes pendant lesquelles une touche d'appel frappée deux fois n'en vaut qu'une ; 0 : jamais.",
                    "Milliseconds within which a call key struck twice is one press; 0: never."))
        default:
            flag(
                key, false,
                Bilingual(
                    "Une cellule de l'écran montre que le correspondant parle.",
                    "A cell of the screen shows that the other end speaks."))
        }
    }

    static func desk(ofVoice key: SettingKey) -> Setting {
        switch key {
        case .voiceSpokenBy:
            Setting(
                key, .choice(["auto", "self", "reader"]), standard: .text("auto"), example: "\"reader\"",
                help: Bilingual(
                    "Qui parle : le logiciel (self), le lecteur d'écran (reader), ou celui-ci s'il est lancé (auto).",
                    "Who speaks: the program (self), the screen reader (reader), or the latter where one runs (auto)."))
        case .voiceLeftOut:
            Setting(
                key, .list(from: []), standard: .list([]), example: "[\"registered\"]",
                help: Bilingual(
                    "Annonces qui ne sont pas dites, par leurs noms.",
                    "Announcements that are not said, by their names."))
        default:
            Setting(
                key, .integerOrOff(1...60), standard: .off, example: "5",
                help: Bilingual(
                    "La durée de l'appel est dite chaque fois que tant de minutes ont passé ; false : jamais.",
                    "The call's length is said each time so many minutes have passed; false: never."))
        }
    }

    private static func flag(_ key: SettingKey, _ standard: Bool, _ help: Bilingual) -> Setting {
        Setting(key, .boolean, standard: .boolean(standard), example: standard ? "false" : "true", help: help)
    }

    private static func echo(_ key: SettingKey, _ standard: String, _ help: Bilingual) -> Setting {
        Setting(
            key, .choice(["characters", "words", "both", "none"]), standard: .text(standard), example: "\"words\"",
            help: help)
    }
}

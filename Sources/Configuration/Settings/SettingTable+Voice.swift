extension Setting {
    /// The names of the earcons, as a file writes them.
    public static let earconNames = [
        "incoming", "secondCall", "answered", "ended", "lineBack", "microphoneOff", "microphoneOn",
        "speakingWhileMuted", "held", "resumed", "deviceLost", "refused", "pending",
    ]

    /// How the agent wants their own voice and its short sounds.
    static func ownVoice(_ key: SettingKey) -> Setting {
        switch key {
        case .voiceEarconTheme:
            Setting(
                key, .text, standard: .text("standard"), example: "\"soft\"",
                help: Bilingual(
                    "Thème des petits sons : standard, soft, ou un fichier de themes/earcons à côté de celui-ci.",
                    "Theme of the short sounds: standard, soft, or a file in themes/earcons beside this one."))
        case .voiceEarconWords:
            Setting(
                key, .list(from: earconNames), standard: .list([]), example: "[\"answered\", \"lineBack\"]",
                help: Bilingual(
                    "Petits sons remplacés par leurs mots.", "Short sounds that are said as words instead."))
        case .voiceFrench:
            Setting(
                key, .text, standard: .text("fr"), example: "\"fr-be\"",
                help: Bilingual(
                    "Voix espeak-ng pour le français (espeak-ng --voices=fr).",
                    "espeak-ng voice for French (espeak-ng --voices=fr)."))
        case .voiceEnglish:
            Setting(
                key, .text, standard: .text("en"), example: "\"en-us\"",
                help: Bilingual(
                    "Voix espeak-ng pour l'anglais (espeak-ng --voices=en).",
                    "espeak-ng voice for English (espeak-ng --voices=en)."))
        default:
            Setting(
                key, .choice(["french", "international"]), standard: .text("french"), example: "\"french\"",
                help: Bilingual(
                    "Alphabet d'épellation : french (Anatole) ou international (Alfa).",
                    "Spelling alphabet: french (Anatole) or international (Alfa)."))
        }
    }
}

import Configuration

extension ParameterKind {
    /// Its name in the manual.
    var title: Bilingual {
        switch self {
        case .text: Bilingual("texte", "text")
        case .peer: Bilingual("nom", "name")
        case .number: Bilingual("nombre", "number")
        case .duration: Bilingual("durée", "duration")
        case .level: Bilingual("niveau", "level")
        case .percent: Bilingual("pour cent", "percent")
        case .size: Bilingual("taille", "size")
        case .key: Bilingual("touche", "key")
        case .ear: Bilingual("oreille", "ear")
        case .language: Bilingual("langue", "language")
        case .profile: Bilingual("profil", "profile")
        case .reader: Bilingual("lecteur", "reader")
        case .direction: Bilingual("sens", "direction")
        case .method: Bilingual("requête", "request")
        case .outcome: Bilingual("issue", "outcome")
        case .callState: Bilingual("état", "state")
        case .behaviour: Bilingual("conduite", "behaviour")
        case .microphone: Bilingual("source", "source")
        case .presence: Bilingual("présence", "presence")
        case .bound: Bilingual("borne", "bound")
        case .burst: Bilingual("forme", "shape")
        case .act: Bilingual("geste", "act")
        }
    }

    /// What it takes.
    var explanation: Bilingual {
        switch self {
        case .text: return Bilingual("entre guillemets : « Dupont »", "between quotation marks: \"Dupont\"")
        case .peer:
            return Bilingual(
                "un mot, ou plusieurs entre guillemets : Dupont, « Marie Martin »",
                "one word, or several between quotation marks: Dupont, \"Marie Martin\"")
        case .number:
            return Bilingual("en chiffres, ou un à six et dix : 3, deux", "in digits, or one to six and ten: 3, two")
        case .duration:
            return Bilingual(
                "400 ms, 1,5 s, 2 secondes, 3 minutes ; une heure au plus",
                "400 ms, 1.5 s, 2 seconds, 3 minutes; an hour at most")
        case .level: return Bilingual("-40 dB", "-40 dB")
        case .percent: return Bilingual("5 %, 5 pour cent", "5%, 5 percent")
        case .size: return Bilingual("80x25, 80 sur 25", "80x25, 80 by 25")
        case .key:
            return Bilingual(
                "F1 à F12, un caractère (e, « ² »), " + Self.keyNames(.french),
                "F1 to F12, one character (e, \"²\"), " + Self.keyNames(.english))
        case .ear, .language, .profile, .reader, .direction, .method, .outcome, .callState, .behaviour, .microphone,
            .presence, .bound, .burst, .act:
            return Bilingual(words(.french), words(.english))
        }
    }

    private static func keyNames(_ language: SettingLanguage) -> String {
        Key.Named.allCases.compactMap { $0.names(language).first }.joined(separator: ", ")
    }

    private func words(_ language: SettingLanguage) -> String {
        (choices?.choices ?? []).compactMap { $0.words(language).first }.joined(separator: ", ")
    }
}

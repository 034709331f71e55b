import Configuration

/// Picks the words of a language.
private func words(_ language: SettingLanguage, _ french: [String], _ english: [String]) -> [String] {
    switch language {
    case .french: french
    case .english: english
    }
}

extension SettingLanguage: StepChoice {
    public func words(_ language: SettingLanguage) -> [String] {
        switch (self, language) {
        case (.french, .french): ["français"]
        case (.english, .french): ["anglais"]
        case (.french, .english): ["French"]
        case (.english, .english): ["English"]
        }
    }
}

extension AgentProfile {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .blind: Scenarios.words(language, ["aveugle"], ["blind"])
        case .lowVision: Scenarios.words(language, ["malvoyant", "malvoyante"], ["low-vision", "low vision"])
        case .deafblind:
            Scenarios.words(
                language, ["sourdaveugle", "sourd-aveugle", "sourde-aveugle"], ["deafblind", "deaf-blind"])
        }
    }
}

extension ScreenReader {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .fenrir: ["Fenrir"]
        case .yasr: ["yasr"]
        case .brltty: ["BRLTTY"]
        case .orca: ["Orca"]
        }
    }
}

extension Ear {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .left: Scenarios.words(language, ["l'oreille gauche", "gauche"], ["the left ear", "the left"])
        case .right: Scenarios.words(language, ["l'oreille droite", "droite"], ["the right ear", "the right"])
        case .both: Scenarios.words(language, ["les deux oreilles"], ["both ears"])
        }
    }
}

extension SoundDirection {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .sent: Scenarios.words(language, ["envoyé"], ["sent"])
        case .received: Scenarios.words(language, ["reçu"], ["received"])
        }
    }
}

extension SoundShape {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .burst: Scenarios.words(language, ["une rafale", "un bip"], ["a burst", "a beep"])
        case .voice: Scenarios.words(language, ["une voix", "de la parole"], ["a voice", "speech"])
        }
    }
}

extension MicrophoneSource {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .voice: Scenarios.words(language, ["une voix", "ma voix"], ["a voice", "my voice"])
        case .bursts: Scenarios.words(language, ["des rafales", "des bips"], ["bursts", "beeps"])
        case .silence: Scenarios.words(language, ["le silence"], ["silence"])
        }
    }
}

extension PeerBehaviour {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .answers: Scenarios.words(language, ["décroche", "répond"], ["answers", "picks up"])
        case .declines: Scenarios.words(language, ["refuse"], ["declines", "refuses"])
        case .busy: Scenarios.words(language, ["est occupé", "est occupée"], ["is busy"])
        case .neverAnswers:
            Scenarios.words(language, ["ne répond pas", "ne répond jamais"], ["does not answer", "never answers"])
        }
    }
}

extension Presence {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .free: Scenarios.words(language, ["disponible", "libre"], ["available", "free"])
        case .busy: Scenarios.words(language, ["occupé", "occupée"], ["busy"])
        case .away: Scenarios.words(language, ["absent", "absente"], ["away"])
        }
    }
}

extension CallOutcome {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .missed: Scenarios.words(language, ["manqué"], ["missed"])
        case .answered: Scenarios.words(language, ["pris"], ["answered"])
        case .declined: Scenarios.words(language, ["refusé"], ["declined"])
        case .placed: Scenarios.words(language, ["émis", "passé"], ["placed"])
        }
    }
}

extension CallState {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .ringing: Scenarios.words(language, ["sonne"], ["is ringing", "rings"])
        case .answered: Scenarios.words(language, ["est pris", "est en cours"], ["is answered", "is in progress"])
        case .held: Scenarios.words(language, ["est en attente"], ["is on hold"])
        case .ended: Scenarios.words(language, ["est fini", "est terminé"], ["has ended", "is over"])
        }
    }
}

extension Bound {
    public func words(_ language: SettingLanguage) -> [String] {
        switch self {
        case .atLeast: Scenarios.words(language, ["au moins", "d'au moins"], ["at least"])
        case .atMost: Scenarios.words(language, ["au plus", "d'au plus"], ["at most"])
        }
    }
}

extension RequestMethod {
    public func words(_ language: SettingLanguage) -> [String] { [rawValue] }
}

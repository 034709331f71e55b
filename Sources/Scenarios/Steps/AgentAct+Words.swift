import Configuration

extension AgentAct {
    /// Without "je" and "I".
    public func words(_ language: SettingLanguage) -> [String] {
        switch language {
        case .french: french
        case .english: english
        }
    }

    private var french: [String] {
        switch self {
        case .answer: ["décroche", "prends l'appel"]
        case .reject: ["refuse l'appel"]
        case .hangUp: ["raccroche"]
        case .mute: ["coupe le micro", "coupe mon micro"]
        case .unmute: ["rouvre le micro", "ouvre le micro", "ouvre mon micro"]
        case .hold: ["mets l'appel en attente", "mets en attente"]
        case .resume: ["reprends l'appel"]
        case .swap: ["bascule", "passe à l'autre appel"]
        case .who: ["demande qui appelle", "demande Qui"]
        case .whereAmI: ["demande où je suis", "demande Où"]
        case .repeat: ["fais répéter"]
        case .silence: ["fais taire la voix", "demande le silence"]
        }
    }

    private var english: [String] {
        switch self {
        case .answer: ["answer", "answer the call", "pick up"]
        case .reject: ["reject the call", "decline the call"]
        case .hangUp: ["hang up"]
        case .mute: ["mute the microphone", "mute my microphone"]
        case .unmute: ["open the microphone", "unmute my microphone"]
        case .hold: ["put the call on hold"]
        case .resume: ["resume the call"]
        case .swap: ["swap calls", "go to the other call"]
        case .who: ["ask who calls", "ask who is calling"]
        case .whereAmI: ["ask where I am"]
        case .repeat: ["ask to repeat"]
        case .silence: ["silence the voice"]
        }
    }
}

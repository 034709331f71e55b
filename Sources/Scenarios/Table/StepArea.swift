import Configuration

/// The chapters of the vocabulary.
public enum StepArea: Sendable, CaseIterable {
    case setUp, keys, peers, network, heard, screen, reader, sound, carried, kept

    /// The title in the manual.
    public var title: Bilingual {
        switch self {
        case .setUp: Bilingual("Situation de départ et matériel", "Starting point and equipment")
        case .keys: Bilingual("Touches", "Keys")
        case .peers: Bilingual("Correspondants", "Peers")
        case .network: Bilingual("Réseau et serveur", "Network and server")
        case .heard: Bilingual("Ce que l'agent entend", "What the agent hears")
        case .screen: Bilingual("Ce que montre l'écran", "What the screen shows")
        case .reader: Bilingual("Lecteur d'écran et plage braille", "Screen reader and braille line")
        case .sound: Bilingual("Son envoyé et son reçu", "Sound sent and received")
        case .carried: Bilingual("Ce que portent SIP et RTP", "What SIP and RTP carry")
        case .kept: Bilingual("Appels, historique, notes", "Calls, history, notes")
        }
    }

    /// Its steps.
    public var kinds: [StepKind] {
        switch self {
        case .setUp: StepKind.setUpSteps + StepKind.equipmentSteps
        case .keys: StepKind.keySteps
        case .peers: StepKind.peerCallSteps + StepKind.peerSpeechSteps
        case .network: StepKind.networkSteps + StepKind.recordServerSteps
        case .heard: StepKind.heardSteps + StepKind.heardMannerSteps
        case .screen: StepKind.screenSteps + StepKind.cursorSteps
        case .reader: StepKind.readerSteps
        case .sound: StepKind.soundSteps
        case .carried: StepKind.carriedSteps
        case .kept: StepKind.keptSteps + StepKind.receivedSteps
        }
    }
}

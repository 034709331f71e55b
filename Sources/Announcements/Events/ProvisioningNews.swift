/// What became of the settings that a server of the organisation gives.
public enum ProvisioningNews: String, Sendable, Equatable, CaseIterable {
    /// New ones are there, for the next start.
    case received
    /// The server was not reached, and nothing of it is here yet.
    case unreachable
    /// It refused us.
    case refused
    /// They are faulty: those before hold.
    case faulty
    /// No line registered with them: those before hold again.
    case rolledBack

    func words(_ style: PhraseStyle) -> String {
        let words: [String] = style.language == .french ? french : english
        return words[style.level.rawValue - 1]
    }

    /// By level, the shortest first.
    private var french: [String] {
        switch self {
        case .received: ["Mise à jour", "Nouveaux réglages", "Nouveaux réglages, au prochain démarrage"]
        case .unreachable: ["Sans accès", "Réglages sans réponse", "Le serveur de réglages ne répond pas"]
        case .refused: ["Jeton faux", "Réglages refusés", "Le serveur de réglages refuse cet agent"]
        case .faulty: ["Fautifs", "Réglages reçus fautifs", "Réglages reçus fautifs, les anciens valent"]
        case .rolledBack: ["Anciens", "Anciens réglages repris", "Anciens réglages repris, les nouveaux échouent"]
        }
    }

    private var english: [String] {
        switch self {
        case .received: ["Update", "New settings came", "New settings, from the next start on"]
        case .unreachable: ["Unanswered", "Settings not answered", "The settings server does not answer"]
        case .refused: ["Bad token", "Settings refused", "The settings server refuses this agent"]
        case .faulty: ["Faulty", "Faulty settings came", "Faulty settings came, the old ones hold"]
        case .rolledBack: ["Undone", "Old settings again", "Old settings again, the new ones failed"]
        }
    }
}

import Announcements
import Configuration

/// The fixed words about records that wait for their server.
enum RecordWord: String, Sendable, Equatable, CaseIterable {
    case waits, asks, uncertain, refused, reason, server
    case sendAgain, isThere, drop
    case tooMany, unkept, denied, goesAgain, closed, dropped, over, none

    func text(_ language: Language) -> String { words[language] }

    var words: Bilingual {
        switch self {
        case .waits: Bilingual("En attente", "Waiting")
        case .asks: Bilingual("Vérification en cours", "Being checked")
        case .uncertain: Bilingual("Incertaine", "Uncertain")
        case .refused: Bilingual("Refusée", "Refused")
        case .reason: Bilingual("Raison", "Reason")
        case .server: Bilingual("Serveur", "Server")
        case .sendAgain: Bilingual("Envoyer de nouveau", "Send again")
        case .isThere: Bilingual("Elle est au serveur, sous ce numéro", "It is there, under this number")
        case .drop: Bilingual("Abandonner la fiche", "Drop the record")
        case .tooMany: Bilingual("Fiche pas gardée, trop de fiches", "Record not kept, too many records")
        case .unkept: Bilingual("Fiche pas gardée", "Record not kept")
        case .denied: Bilingual("Fiches : identifiants refusés par", "Records: credentials refused by")
        case .goesAgain: Bilingual("Fiche envoyée de nouveau", "Record sent again")
        case .closed: Bilingual("Fiche classée", "Record closed")
        case .dropped: Bilingual("Fiche abandonnée", "Record dropped")
        case .over: Bilingual("Cette fiche n'attend plus", "This record waits no more")
        case .none: Bilingual("Aucune fiche en attente", "No record waits")
        }
    }
}

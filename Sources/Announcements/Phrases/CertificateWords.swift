import CallEngine

/// Why a server's certificate is not believed, in words.
extension CertificateProblem {
    public var french: String {
        switch self {
        case .expired: "certificat expiré"
        case .notYetValid: "certificat pas encore valable"
        case .wrongName: "certificat d'un autre nom"
        case .unknownAuthority: "certificat inconnu"
        case .wrongKey: "clé du serveur changée"
        case .unreadableFile: "fichier de certificat illisible"
        case .refused: "pas de lien chiffré"
        }
    }

    public var english: String {
        switch self {
        case .expired: "certificate expired"
        case .notYetValid: "certificate not valid yet"
        case .wrongName: "certificate of another name"
        case .unknownAuthority: "unknown certificate"
        case .wrongKey: "server key changed"
        case .unreadableFile: "certificate file unreadable"
        case .refused: "no secure link"
        }
    }
}

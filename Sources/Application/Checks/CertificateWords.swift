import CallEngine
import Configuration

/// Why a TLS server is not believed, in words, and what can be done.
enum CertificateWords {
    static func remedy(_ problem: CertificateProblem) -> Bilingual {
        switch problem {
        case .expired:
            Bilingual(
                "le certificat du serveur est périmé ; prévenez qui le tient, ou vérifiez l'heure de cet ordinateur",
                "the server's certificate has expired; tell its keeper, or check this computer's clock")
        case .notYetValid:
            Bilingual(
                "le certificat du serveur n'est pas encore valable ; vérifiez l'heure de cet ordinateur",
                "the server's certificate is not valid yet; check this computer's clock")
        case .wrongName:
            Bilingual(
                "le certificat du serveur est à un autre nom ; vérifiez address et registrar",
                "the server's certificate is for another name; check address and registrar")
        case .unknownAuthority:
            Bilingual(
                "le certificat du serveur vient d'une autorité inconnue ; donnez son fichier dans tls_authorities",
                "the server's certificate comes from an unknown authority; give its file in tls_authorities")
        case .wrongKey:
            Bilingual(
                "la clé du serveur n'est pas l'une de celles de tls_pin ; demandez à qui le tient si elle a changé",
                "the server's key is none of those in tls_pin; ask its keeper whether it has changed")
        case .unreadableFile:
            Bilingual(
                "un fichier de tls_authorities, tls_certificate ou tls_key est illisible ; vérifiez le chemin et les droits",
                "a file of tls_authorities, tls_certificate or tls_key cannot be read; check its path and permissions")
        case .refused:
            Bilingual(
                "la liaison chiffrée a échoué ; le serveur attend peut-être tls_certificate et tls_key",
                "the encrypted connection failed; the server may expect tls_certificate and tls_key")
        }
    }
}

import Configuration

/// Why a directory gives nobody. Never holds a secret.
public enum DirectoryProblem: Error, Sendable, Equatable {
    /// It does not answer, or not in time; the library's words.
    case unreachable(String)
    /// The connection is not what was asked for: no encryption, or a certificate that is not trusted.
    case untrusted(String)
    case credentialsRefused
    /// A password would go over the network for all to read.
    case passwordInClear
    /// The password command failed; in words.
    case password(Bilingual)
    /// What it answers to what it is asked; its number or words.
    case refused(String)
    case tooLarge
    /// What it answers cannot be read.
    case unreadable

    public var words: Bilingual {
        switch self {
        case .unreachable(let reason): Bilingual("ne répond pas (\(reason))", "does not answer (\(reason))")
        case .untrusted(let reason):
            Bilingual(
                "n'est pas sûr (\(reason)) ; voyez authorities", "is not to be trusted (\(reason)); see authorities")
        case .credentialsRefused:
            Bilingual("refuse l'utilisateur ou le mot de passe", "refuses the user or the password")
        case .passwordInClear:
            Bilingual(
                "veut un mot de passe en clair ; prenez ldaps://, https:// ou start_tls",
                "wants a password in clear; take ldaps://, https:// or start_tls")
        case .password(let reason): reason
        case .refused(let reason): Bilingual("refuse (\(reason))", "refuses (\(reason))")
        case .tooLarge: Bilingual("donne plus qu'il n'est lu", "gives more than is read")
        case .unreadable: Bilingual("répond de façon illisible", "answers unreadably")
        }
    }
}

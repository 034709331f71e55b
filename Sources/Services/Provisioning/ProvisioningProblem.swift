import AgentDesk
import Configuration

/// Why a reading of the provisioning server brought nothing. Its words never quote what the server or a file said, nor a token.
public struct ProvisioningProblem: Error, Sendable, Equatable {
    public enum Fault: Sendable, Equatable {
        /// `provisioning.url` is none that may be asked.
        case address
        /// No answer, in the library's words.
        case unreachable(String)
        /// The token, or its absence, was not accepted: the same words whatever the server says of it.
        case refused
        case status(Int)
        /// It sends us elsewhere, which is not followed.
        case elsewhere
        case tooLarge
        /// An address of the manifest is of another server, or not one.
        case foreign(LayerKind)
        /// The manifest names no layer, or something else.
        case manifest
        /// What came is no text of UTF-8.
        case notText
        /// Sentences on what is wrong in the layers.
        case faulty([Bilingual])
        /// The token's file or command, in words.
        case token(Bilingual)
        /// The state folder, in the system's words.
        case notKept(String)
    }

    public var fault: Fault

    public init(_ fault: Fault) { self.fault = fault }

    init(_ problem: HTTPProblem) {
        switch problem {
        case .unsent(let words), .unanswered(let words): fault = .unreachable(words)
        case .tooLarge: fault = .tooLarge
        case .unsendable: fault = .address
        }
    }

    /// What the agent is told of it.
    public var news: ProvisioningState.News {
        switch fault {
        case .unreachable, .status(500...), .notKept: .unreachable
        case .refused, .token: .refused
        case .address, .status, .elsewhere, .tooLarge, .foreign, .manifest, .notText, .faulty: .faulty
        }
    }

    /// What happened and what can be done.
    public var words: Bilingual {
        switch fault {
        case .address:
            Bilingual(
                "provisioning.url n'est pas une adresse https utilisable ; corrigez-la",
                "provisioning.url is no https address that can be used; correct it")
        case .unreachable(let reason):
            Bilingual(
                "le serveur de réglages ne répond pas (\(reason)) ; les réglages connus valent",
                "the settings server does not answer (\(reason)); the known settings hold")
        case .refused:
            Bilingual(
                "le serveur de réglages refuse cet agent ; vérifiez le jeton et provisioning.user",
                "the settings server refuses this agent; check the token and provisioning.user")
        case .status(let code):
            Bilingual(
                "le serveur de réglages répond \(code) ; vérifiez provisioning.url",
                "the settings server answers \(code); check provisioning.url")
        case .elsewhere:
            Bilingual(
                "le serveur de réglages renvoie ailleurs, ce qui n'est pas suivi ; écrivez la bonne adresse dans provisioning.url",
                "the settings server sends us elsewhere, which is not followed; write the right address in provisioning.url"
            )
        case .tooLarge:
            Bilingual(
                "le serveur de réglages envoie plus de \(Limits.layerOctets) octets ; raccourcissez la couche",
                "the settings server sends more than \(Limits.layerOctets) octets; shorten the layer")
        case .foreign(let kind):
            Bilingual(
                "l'adresse de la couche \(kind.rawValue) n'est pas du même serveur ; corrigez le manifeste",
                "the address of the layer \(kind.rawValue) is not of the same server; correct the manifest")
        case .manifest:
            Bilingual(
                "le manifeste nomme autre chose que organisation, site, role et agent ; corrigez [layers]",
                "the manifest names other things than organisation, site, role and agent; correct [layers]")
        case .notText:
            Bilingual(
                "le serveur de réglages envoie autre chose qu'un texte ; vérifiez provisioning.url",
                "the settings server sends something that is no text; check provisioning.url")
        case .faulty(let sentences):
            Bilingual(
                sentences.map(\.french).joined(separator: "\n"), sentences.map(\.english).joined(separator: "\n"))
        case .token(let words): words
        case .notKept(let reason):
            Bilingual(
                "les réglages reçus ne peuvent pas être gardés (\(reason)) ; vérifiez le dossier d'état",
                "the settings received cannot be kept (\(reason)); check the state folder")
        }
    }
}

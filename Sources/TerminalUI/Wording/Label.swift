import Announcements
import CallEngine

/// The fixed words of the screen. Each has both languages, and at most `Limits.labelCells` cells.
enum Label: String, Sendable, Equatable, CaseIterable {
    case home, dial, incoming, inCall, announcements, keys, palette
    case number, filter, digits, line, call
    case describingKeys
    case stateDialing, stateRinging, stateIncoming, stateActive, stateHeld, stateHeldByPeer, stateEnded
    case encrypted, notEncrypted
    case registering, registered, unregistered, credentialsRefused, serverSilent, unreachable, lineRefused, lineEnded
    case authenticationUnsupported, certificateRefused, direct

    func text(_ language: Language) -> String {
        switch language {
        case .french: french
        case .english: english
        }
    }

    private var french: String {
        switch self {
        case .home: "Accueil"
        case .dial: "Composer"
        case .incoming: "Appel entrant"
        case .inCall: "En communication"
        case .announcements: "Annonces"
        case .keys: "Touches"
        case .palette: "Toutes les commandes"
        case .number: "Numéro :"
        case .filter: "Filtre :"
        case .digits: "Clavier numérique :"
        case .line: "Ligne"
        case .call: "Appel"
        case .describingKeys: "Touches décrites"
        case .stateDialing: "Appelle"
        case .stateRinging: "Sonne chez"
        case .stateIncoming: "Sonne"
        case .stateActive: "En ligne"
        case .stateHeld: "En attente"
        case .stateHeldByPeer: "Fait patienter"
        case .encrypted: "chiffré"
        case .notEncrypted: "non chiffré"
        case .stateEnded: "Fini"
        case .registering: "connexion"
        case .registered: "prête"
        case .unregistered: "fermée"
        case .credentialsRefused: "mot de passe refusé"
        case .serverSilent: "serveur muet"
        case .unreachable: "réseau absent"
        case .lineRefused: "refusée"
        case .lineEnded: "retirée"
        case .authenticationUnsupported: "code impossible"
        case .certificateRefused: "certificat refusé"
        case .direct: "directe"
        }
    }

    private var english: String {
        switch self {
        case .home: "Home"
        case .dial: "Dial"
        case .incoming: "Incoming call"
        case .inCall: "In call"
        case .announcements: "Announcements"
        case .keys: "Keys"
        case .palette: "All commands"
        case .number: "Number:"
        case .filter: "Filter:"
        case .digits: "Keypad:"
        case .line: "Line"
        case .call: "Call"
        case .describingKeys: "Keys described"
        case .stateDialing: "Calling"
        case .stateRinging: "Ringing at"
        case .stateIncoming: "Incoming"
        case .stateActive: "Connected"
        case .stateHeld: "On hold"
        case .stateHeldByPeer: "Held by"
        case .encrypted: "encrypted"
        case .notEncrypted: "not encrypted"
        case .stateEnded: "Ended"
        case .registering: "connecting"
        case .registered: "ready"
        case .unregistered: "closed"
        case .credentialsRefused: "password refused"
        case .serverSilent: "server silent"
        case .unreachable: "no network"
        case .lineRefused: "refused"
        case .lineEnded: "removed"
        case .authenticationUnsupported: "unusable code"
        case .certificateRefused: "certificate refused"
        case .direct: "direct"
        }
    }

    /// A page's title.
    init(_ page: Page) {
        switch page {
        case .home: self = .home
        case .dial: self = .dial
        case .incoming: self = .incoming
        case .inCall: self = .inCall
        case .announcements: self = .announcements
        case .keys: self = .keys
        case .palette: self = .palette
        }
    }

    init(_ state: CallState) {
        switch state {
        case .dialing: self = .stateDialing
        case .ringing: self = .stateRinging
        case .incoming: self = .stateIncoming
        case .active: self = .stateActive
        case .held: self = .stateHeld
        case .heldByPeer: self = .stateHeldByPeer
        case .ended: self = .stateEnded
        }
    }

    init(_ encryption: CallEncryption) {
        switch encryption {
        case .encrypted: self = .encrypted
        case .notEncrypted: self = .notEncrypted
        }
    }

    init(_ state: AccountState) {
        switch state {
        case .registering: self = .registering
        case .registered: self = .registered
        case .unregistered: self = .unregistered
        case .direct: self = .direct
        case .failed(let problem):
            switch problem {
            case .credentialsRefused, .credentialsNoLongerAccepted: self = .credentialsRefused
            case .serverSilent: self = .serverSilent
            case .unreachable: self = .unreachable
            case .refused: self = .lineRefused
            case .endedByServer: self = .lineEnded
            case .authenticationUnsupported: self = .authenticationUnsupported
            case .certificate: self = .certificateRefused
            }
        }
    }
}

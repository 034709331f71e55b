import AgentDesk
import Announcements
import CallEngine

/// The fixed words of the screen. Each has both languages, and at most `Limits.labelCells` cells.
enum Label: String, Sendable, Equatable, CaseIterable {
    case line, call
    case describingKeys
    case stateDialing, stateRinging, stateIncoming, stateActive, stateHeld, stateHeldByPeer, stateEnded
    case encrypted, notEncrypted
    case registering, registered, unregistered, credentialsRefused, serverSilent, unreachable, lineRefused, lineEnded
    case authenticationUnsupported, certificateRefused, direct
    case missed, received, dialled, notAnswered, busy, refused, notReached, takenElsewhere, interrupted
    case free, rings, onThePhone, onHold, available, away, offline, unknownState

    func text(_ language: Language) -> String {
        switch language {
        case .french: french
        case .english: english
        }
    }

    private var french: String {
        switch self {
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
        case .missed: "Manqué"
        case .received: "Reçu"
        case .dialled: "Appelé"
        case .notAnswered: "Sans réponse"
        case .busy: "Occupé"
        case .refused: "Refusé"
        case .notReached: "Pas joint"
        case .takenElsewhere: "Pris ailleurs"
        case .interrupted: "Interrompu"
        case .free: "libre"
        case .rings: "sonne"
        case .onThePhone: "en ligne"
        case .onHold: "en attente"
        case .available: "disponible"
        case .away: "absent"
        case .offline: "déconnecté"
        case .unknownState: "inconnu"
        }
    }

    private var english: String {
        switch self {
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
        case .missed: "Missed"
        case .received: "Received"
        case .dialled: "Called"
        case .notAnswered: "No answer"
        case .busy: "Busy"
        case .refused: "Rejected"
        case .notReached: "Not reached"
        case .takenElsewhere: "Taken elsewhere"
        case .interrupted: "Interrupted"
        case .free: "free"
        case .rings: "ringing"
        case .onThePhone: "on the phone"
        case .onHold: "on hold"
        case .available: "available"
        case .away: "away"
        case .offline: "offline"
        case .unknownState: "unknown"
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

    /// What became of a past call.
    init(_ past: PastCall) {
        switch past.cause {
        case .endedByMe, .endedByPeer: self = past.isIncoming ? .received : .dialled
        case nil: self = .interrupted
        case .missed: self = .missed
        case .answeredElsewhere: self = .takenElsewhere
        case .busy: self = .busy
        case .noAnswer, .cancelledByMe: self = .notAnswered
        case .declinedByMe, .declinedByPeer: self = .refused
        case .unknownNumber, .unavailable, .noCommonMedia, .noEncryption, .fingerprintMismatch, .handshakeFailed,
            .credentialsRefused, .networkFailure, .serverFailure, .other:
            self = past.seconds == nil ? .notReached : past.isIncoming ? .received : .dialled
        }
    }

    init(_ line: Watched.LineState) {
        switch line {
        case .unknown: self = .unknownState
        case .free: self = .free
        case .ringing: self = .rings
        case .busy: self = .onThePhone
        case .held: self = .onHold
        }
    }

    init(_ presence: PresenceStatus) {
        switch presence {
        case .available: self = .available
        case .busy: self = .onThePhone
        case .away: self = .away
        case .offline: self = .offline
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

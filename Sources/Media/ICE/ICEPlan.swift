/// A transport address that may lead to an end (RFC 8445 §5.1).
public struct ICECandidate: Sendable, Equatable {
    /// How it was learned, as the description says it.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        case host
        case serverReflexive = "srflx"
        case peerReflexive = "prflx"
        case relayed = "relay"

        /// RFC 8445 §5.1.2.2.
        var preference: UInt32 {
            switch self {
            case .host: 126
            case .peerReflexive: 110
            case .serverReflexive: 100
            case .relayed: 0
            }
        }
    }

    public var kind: Kind
    public var address: MediaAddress
    /// Candidates of one kind, base and server share it (§5.1.1.3).
    public var foundation: String
    public var priority: UInt32
    /// Where it was learned from: the base, or of a relayed one the mapped address (RFC 8839 §5.1); nil of a host's.
    public var related: MediaAddress?

    public init(
        _ kind: Kind, _ address: MediaAddress, foundation: String, priority: UInt32, related: MediaAddress? = nil
    ) {
        self.kind = kind
        self.address = address
        self.foundation = foundation
        self.priority = priority
        self.related = related
    }

    /// RFC 8445 §5.1.2.1, of the first component and of the one address that a session has.
    public static func priority(_ kind: Kind) -> UInt32 { kind.preference << 24 | 65_535 << 8 | 255 }
}

/// What proves the checks of one end (RFC 8445 §5.3). The password is never printed.
public struct ICECredentials: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    public var fragment: String
    public var password: String

    public init(fragment: String, password: String) {
        self.fragment = fragment
        self.password = password
    }

    public var description: String { fragment + ":••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// How a stream finds its way, as the SDP agreed it (RFC 8839). Other credentials of the peer are a restart.
public struct ICEPlan: Sendable, Equatable {
    public var local: ICECredentials
    public var remote: ICECredentials
    public var candidates: [ICECandidate]
    /// We choose the pair (RFC 8445 §6.1.1).
    public var isControlling: Bool
    /// The peer only answers checks (§2.5).
    public var isPeerLite: Bool

    public init(
        local: ICECredentials, remote: ICECredentials, candidates: [ICECandidate], isControlling: Bool,
        isPeerLite: Bool = false
    ) {
        self.local = local
        self.remote = remote
        self.candidates = candidates
        self.isControlling = isControlling
        self.isPeerLite = isPeerLite
    }
}

/// Who tells us our addresses (RFC 8489) and relays (RFC 8656).
public struct ICEServers: Sendable, Equatable {
    /// The account with a relay. Its password is never printed.
    public struct Relay: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
        /// How it is spoken to (RFC 8656 §2.1); what it relays goes by UDP.
        public enum Transport: Sendable, Equatable { case udp, tcp }

        public var address: MediaAddress
        public var transport: Transport
        public var user: String
        public var password: String

        public init(address: MediaAddress, transport: Transport = .udp, user: String, password: String) {
            self.address = address
            self.transport = transport
            self.user = user
            self.password = password
        }

        public var description: String { "\(user)@\(address.host):\(address.port)" }
        public var debugDescription: String { description }
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    public var binding: MediaAddress?
    public var relay: Relay?

    public init(binding: MediaAddress? = nil, relay: Relay? = nil) {
        self.binding = binding
        self.relay = relay
    }
}

/// The bounds of ICE and TURN, with the reason for their sizes.
public enum ICELimits {
    /// Candidates of a peer that are looked at.
    public static let remoteCandidates = 16
    /// Candidates of a peer that its checks told (RFC 8445 §7.3.1.3).
    static let reflexiveCandidates = 8
    /// Pairs of a check list (§6.1.2.5).
    static let pairs = 100
    /// Checks of the peer that are remembered until its description is here.
    static let earlyChecks = 8
    /// Ta (§14.2).
    static let pace = Duration.milliseconds(50)
    /// RTO (§14.3).
    static let retransmission = Duration.milliseconds(500)
    /// Times that one request is sent; the last one is waited for as long as for all before it.
    static let transmissions = 5
    /// A better pair is waited for so long after the first that works (§8.1.1).
    static let nominationWait = Duration.milliseconds(400)
    /// RFC 7675 §5.1: between consent checks, and how long consent lasts.
    static let consentInterval = Duration.seconds(5)
    static let consent = Duration.seconds(30)
    /// Consent checks that wait for their answers.
    static let consentChecks = 8
    /// All checks together; then there is no way.
    public static let checking = Duration.seconds(20)
    /// Servers are waited for so long before a description is made.
    public static let gathering = Duration.milliseconds(500)
    /// RFC 8445 §5.1.1.4: translators forget who is silent for longer.
    static let reflexiveLife = Duration.seconds(15)
    /// Peers that a relay passes on for us.
    static let relayedPeers = 24
    /// TURN requests that wait for their answers.
    static let relayTransactions = 64
    /// Times that one TURN request is made anew for a stale nonce (RFC 8656 §5).
    static let staleNonces = 3
    /// RFC 8656 §9, §12: permissions last 300 s, channels 600 s; both are renewed in time.
    static let permissionRenewal = Duration.seconds(240)
    /// Octets of a user name, realm or nonce (RFC 8489 §14.3, §14.9, §14.10).
    static let nameOctets = 763
    /// Octets read at one time from a relay by TCP: the longest frame, and a burst of sound.
    static let streamRead = 8_192
    /// Octets that wait to be written to it; when so much waits, it takes nothing.
    static let streamQueue = 16_384
    /// Octets that may wait with a packet of sound: 0.4 s of it (G.711).
    static let streamMedia = 4_096
}

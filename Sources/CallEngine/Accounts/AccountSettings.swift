import Media
import SIP

/// One line of the agent: an address of record, its registrar, and its secret.
public struct AccountSettings: Sendable, Equatable {
    /// The secret of digest authentication (RFC 7616 §3.4.2), never printed.
    public enum Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
        case none
        case password(String)
        /// H(username:realm:password) in hexadecimal, made for one realm and one hash.
        case ha1(String)

        public var description: String { self == .none ? "none" : "••••" }
        public var debugDescription: String { description }
        /// `dump` shows nothing either.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// The address of record, such as `sip:alice@example.org`.
    public var address: String
    /// The line's name as it is spoken and shown, such as "Accueil".
    public var name: String
    /// The display name in From (RFC 3261 §20.20), for those we call; nil: none. The line's own name is the agent's.
    public var displayName: String?
    /// The user name of authentication where it differs from the address's user.
    public var authenticationUser: String?
    public var secret: Secret
    /// Where REGISTER goes, the preferred one first, the others where it does not answer; empty: no registration (a
    /// direct line, the practice line).
    public var registrars: [ServerTarget]
    /// Where every request goes first; nil: the first registrar where there is one, else the request's own target.
    public var outboundProxy: ServerTarget?
    /// The registration's life that we ask for, in seconds.
    public var expirySeconds: UInt32
    /// Numeric addresses whose calls are taken besides the server's own: its other gateways.
    public var trusted: [String]
    /// Realms in which the secret is given, besides those in which the registrar asked for it. A line that does not register,
    /// or whose registrar asks for nothing, needs those that are not called as its domain or its servers.
    public var realms: [String] = []
    /// Challenges that ask for MD5 are answered (RFC 8760 §2.4 leaves it to policy); false: SHA-2 alone.
    public var takesMD5 = true
    /// Whether the sound of the line's calls is encrypted.
    public var encryption = MediaEncryption.preferred
    /// Where the keys of our offers come from; an offer of the other end is answered as it asks.
    public var keyExchange = KeyExchange.sdes
    /// Keys are told and taken over signalling that is not encrypted itself, or whose server was not verified: for networks
    /// that are protected otherwise. Without it such calls are as if `encryption` were off, or are refused.
    public var tellsKeysInClear = false
    /// What becomes of a call whose other end gives no sign any more.
    public var silence = SilenceChoice.tell
    /// Real-time text (RFC 4103) is offered and taken beside the sound.
    public var offersText = false
    /// Calls find their way by ICE (RFC 8445), with the help of these servers; nil: they do not.
    public var ice: ICEServers?
    /// What a TLS flow of the line demands besides the server's name; nil: the system's authorities alone.
    public var security: FlowSecurity?
    /// RFC 5626: keep two flows to the registrar's edge proxies where they support it.
    public var usesOutbound = true
    /// The PBX may have a call answered without the agent (Call-Info, Alert-Info).
    public var allowsAutoAnswer = false
    public var dialStrings = DialStrings()
    public var forwarding = Forwarding()
    /// Numbers that no rule of ours ever blocks.
    public var emergencyNumbers: [String] = ["15", "17", "18", "112", "114", "115", "119", "196"]
    /// The session's life between refreshes (RFC 4028), in seconds; 0: no session timer of ours.
    public var sessionSeconds: UInt32 = 1_800
    /// SUBSCRIBE for the line's own mailbox (RFC 3842) and registration (RFC 3680), once it is registered.
    public var watchesItself = true

    public init(
        address: String, name: String, displayName: String? = nil, authenticationUser: String? = nil,
        secret: Secret = .none, registrars: [ServerTarget] = [], outboundProxy: ServerTarget? = nil,
        expirySeconds: UInt32 = 300, trusted: [String] = []
    ) {
        self.address = address
        self.name = name
        self.displayName = displayName
        self.authenticationUser = authenticationUser
        self.secret = secret
        self.registrars = registrars
        self.outboundProxy = outboundProxy
        self.expirySeconds = expirySeconds
        self.trusted = trusted
    }
}

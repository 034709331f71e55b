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
    /// Where REGISTER goes; nil: no registration (a direct line, the practice line).
    public var registrar: TransportAddress?
    /// Where every request goes first; nil: the registrar where there is one, else the request's own target.
    public var outboundProxy: TransportAddress?
    /// The registration's life that we ask for, in seconds.
    public var expirySeconds: UInt32
    /// Numeric addresses whose calls are taken besides the server's own: its other gateways.
    public var trusted: [String]

    public init(
        address: String, name: String, displayName: String? = nil, authenticationUser: String? = nil,
        secret: Secret = .none, registrar: TransportAddress? = nil, outboundProxy: TransportAddress? = nil,
        expirySeconds: UInt32 = 300, trusted: [String] = []
    ) {
        self.address = address
        self.name = name
        self.displayName = displayName
        self.authenticationUser = authenticationUser
        self.secret = secret
        self.registrar = registrar
        self.outboundProxy = outboundProxy
        self.expirySeconds = expirySeconds
        self.trusted = trusted
    }
}

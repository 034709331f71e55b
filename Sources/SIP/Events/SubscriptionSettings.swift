/// What a subscription asks for (RFC 6665 §4.1.2).
public struct SubscriptionSettings: Sendable, Equatable {
    /// The event package, such as `dialog`.
    public var package: String
    /// The media types that we read.
    public var accepts: [String]
    /// Whose state: the Request-URI and To.
    public var resource: URI
    /// Who asks: From, without tag.
    public var subscriber: NameAddress
    /// The life that we ask for, in seconds.
    public var expirySeconds: UInt32
    /// Further fields of each SUBSCRIBE.
    public var headers: [HeaderField]

    public init(
        package: String, accepts: [String], resource: URI, subscriber: NameAddress, expirySeconds: UInt32 = 3_600,
        headers: [HeaderField] = []
    ) {
        self.package = package
        self.accepts = accepts
        self.resource = resource
        self.subscriber = subscriber
        self.expirySeconds = expirySeconds
        self.headers = headers
    }
}

/// Where requests outside of calls leave from: the sent-by of Via, the Contact and the route.
public struct EventBinding: Sendable, Equatable {
    public var transport: TransportProtocol
    public var host: String
    public var port: UInt16?
    public var contact: NameAddress
    /// The route of requests outside dialogs (RFC 3608 §5).
    public var routes: [NameAddress]

    public init(
        transport: TransportProtocol, host: String, port: UInt16?, contact: NameAddress, routes: [NameAddress] = []
    ) {
        self.transport = transport
        self.host = host
        self.port = port
        self.contact = contact
        self.routes = routes
    }

    /// A Via with a fresh branch (RFC 3261 §8.1.1.7).
    func via(using randomness: inout Randomness) -> Via {
        Via(transport: transport, host: host, port: port, branch: Via.magicCookie + randomness.token(octets: 12))
    }
}

/// What a subscription asks of its owner.
public enum SubscriptionAction: Sendable, Equatable {
    case send(Message)
    /// A fresh subscription begins: versions count anew.
    case restarted
    /// There is no subscription for now; another try comes by itself. What was known is no longer true.
    case lost
    /// Over for good.
    case ended(SubscriptionEnd)
}

/// Why a subscription is over for good.
public enum SubscriptionEnd: Sendable, Equatable {
    /// We ended it.
    case unsubscribed
    /// A final answer that no later try would change.
    case refused(status: Int)
    /// The notifier's word (RFC 6665 §4.1.3): rejected, noresource, invariant.
    case terminated(reason: String)
}

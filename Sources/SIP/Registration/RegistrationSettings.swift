/// What a registration is told at its start (RFC 3261 §10.2).
public struct RegistrationSettings: Sendable, Equatable {
    /// The address of record: From and To.
    public var addressOfRecord: NameAddress
    /// The Request-URI: the registrar's domain, without user (RFC 3261 §10.2).
    public var registrar: URI
    /// The life that we ask for, in seconds.
    public var expirySeconds: UInt32
    public var credentials: DigestCredentials?
    /// Further fields of each REGISTER, such as User-Agent, Allow, Supported.
    public var headers: [HeaderField]
    /// Proxies to go through first (RFC 3261 §8.1.1.1).
    public var routes: [NameAddress]

    public init(
        addressOfRecord: NameAddress, registrar: URI, expirySeconds: UInt32 = 300,
        credentials: DigestCredentials? = nil,
        headers: [HeaderField] = [], routes: [NameAddress] = []
    ) {
        self.addressOfRecord = addressOfRecord
        self.registrar = registrar
        self.expirySeconds = expirySeconds
        self.credentials = credentials
        self.headers = headers
        self.routes = routes
    }
}

/// Where we are reached: the sent-by of Via and the Contact, made of the flow's own address.
public struct RegistrationBinding: Sendable, Equatable {
    public var transport: TransportProtocol
    public var host: String
    public var port: UInt16?
    public var contact: NameAddress

    public init(transport: TransportProtocol, host: String, port: UInt16?, contact: NameAddress) {
        self.transport = transport
        self.host = host
        self.port = port
        self.contact = contact
    }
}

/// Every bound of registration, with the reason for its size.
public enum RegistrationLimits {
    /// RFC 5626 §4.5: base-time where no flow of the line is registered. It doubles with each failure in a row, the first
    /// one too.
    public static let base: Duration = .seconds(30)
    /// RFC 5626 §4.5: base-time where another flow of the line is registered.
    public static let baseWithOtherFlow: Duration = .seconds(90)
    /// The least wait where credentials are refused that were accepted before: servers lock an account after a handful of
    /// refusals within minutes. It doubles with each further one.
    public static let refusalWait: Duration = .seconds(300)
    /// What that wait grows to; the jitter adds up to a half.
    public static let longestRefusalWait: Duration = .seconds(3_600)
    /// The longest wait before the first try after a registered line's connection broke.
    public static let reconnection: Duration = .seconds(2)
    /// A flow that carried a registration for so long was a sound one: its end is no failure, and the line comes back at once.
    public static let steadyFlow: Duration = .seconds(30)
    /// RFC 5626 §4.5: max-time, the longest wait after failures.
    public static let longestBackoff: Duration = .seconds(1_800)
    /// The longest wait before a line registers again whose own link came back: short for an agent at work, and spread so
    /// that a floor of phones that saw the same link return does not meet at the server.
    public static let linkReturn: Duration = .seconds(2)
    /// The longest wait before a line registers again whose server was silent and answers again. Every phone of an
    /// organisation sees it return in the same few seconds: 4,700 of them then come at some 235 a second.
    public static let serverReturn: Duration = .seconds(20)
    /// What lies between two lines of one process that begin to register at one time: more at once than a server's receive
    /// buffer holds would only be sent again.
    public static let spacing: Duration = .milliseconds(4)
    /// Corrections of the Contact in one try: an address translator that shows a new port each time is not chased.
    public static let rewrites = 1
    /// Octets kept of a GRUU: as much as fits comfortably into a datagram beside the rest.
    public static let gruuOctets = 256
    /// The longest Flow-Timer that is obeyed, in seconds; a longer one is no keep-alive.
    public static let longestFlowTimerSeconds: UInt32 = 3_600
    /// The longest Retry-After that is obeyed, in seconds: a server cannot silence a line for a day.
    public static let longestRetryAfterSeconds: UInt32 = 3600
    /// The longest life that 423 can make us ask for, in seconds.
    public static let longestExpirySeconds: UInt32 = 86_400
    /// The least wait before a refresh, whatever life was granted.
    public static let shortestRefresh: Duration = .seconds(5)
    /// 423 answers followed in one try.
    public static let intervalRaises = 2
}

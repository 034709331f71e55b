/// How a server of the organisation is reached: whom to trust, what to show, through which proxy.
public struct HTTPAccess: Sendable, Equatable {
    /// A file of PEM certificates that are trusted; nil: the system's.
    public var authorities: String?
    /// A PEM certificate of ours and its key, where the server asks for one.
    public var certificate: String?
    public var key: String?
    /// `http://host:port`, or "" for none; nil: as the environment says (`https_proxy`, `no_proxy`).
    public var proxy: String?
    public var connectSeconds = Limits.connectSeconds
    /// For all of it, the connection included.
    public var seconds = Limits.answerSeconds
    /// Octets of an answer.
    public var most = Limits.answerOctets

    public init() {}
}

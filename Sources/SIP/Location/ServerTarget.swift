/// A server as it is named: what RFC 3263 §4 begins from.
public struct ServerTarget: Sendable, Hashable {
    /// A name, or a numeric address (IPv6 without brackets).
    public var host: String
    /// nil: by SRV records where the host is a name, else the transport's own port (RFC 3263 §4.2).
    public var port: UInt16?
    /// nil: by NAPTR and SRV records where the host is a name, else UDP (RFC 3263 §4.1).
    public var transport: TransportProtocol?

    public init(host: String, port: UInt16? = nil, transport: TransportProtocol? = nil) {
        self.host = host
        self.port = port
        self.transport = transport
    }

    /// A target that leaves nothing to look up but the host's address.
    public init(_ address: TransportAddress) {
        self.init(host: address.host, port: address.port, transport: address.transport)
    }
}

/// One place where a server answers: the end of RFC 3263 §4, tried in order (§4.3).
public struct ServerCandidate: Sendable, Hashable {
    /// Numeric.
    public var address: TransportAddress
    /// The name that the address was found under: the SRV target, or the host itself (RFC 5922 §7.2).
    public var name: String

    public init(address: TransportAddress, name: String) {
        self.address = address
        self.name = name
    }
}

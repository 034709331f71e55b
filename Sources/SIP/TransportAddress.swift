/// The SIP transport protocols of RFC 3261 §18 and §26.2.1 that this stack speaks.
public enum TransportProtocol: String, Sendable, Hashable, CaseIterable {
    case udp, tcp, tls

    /// RFC 3261 §17: retransmission timers run over unreliable transports only.
    public var isReliable: Bool { self != .udp }
}

/// Where a message goes to or came from: a protocol, a numeric IP address (IPv6 without brackets) or a name, and a port.
public struct TransportAddress: Sendable, Hashable {
    public var transport: TransportProtocol
    public var host: String
    public var port: UInt16

    public init(transport: TransportProtocol, host: String, port: UInt16) {
        self.transport = transport
        self.host = host
        self.port = port
    }
}

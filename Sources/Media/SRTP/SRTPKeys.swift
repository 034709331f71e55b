/// The keys of both directions of one stream.
public struct SRTPKeys: Sendable, Equatable {
    public var suite: SRTPSuite
    public var sending: SRTPKey
    /// The peer's keys; several are told apart by the identifiers in the packets.
    public var receiving: [SRTPKey]

    public init(suite: SRTPSuite, sending: SRTPKey, receiving: [SRTPKey]) {
        self.suite = suite
        self.sending = sending
        self.receiving = receiving
    }
}

/// A master key and its salt (RFC 3711 §4.3). Its description and its mirror show nothing of it.
public struct SRTPKey: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key, then the salt.
    public var octets: [UInt8]
    /// The master key identifier as it stands in each packet (RFC 3711 §3.1); empty: packets carry none.
    public var identifier: [UInt8]

    public init(octets: [UInt8], identifier: [UInt8] = []) {
        self.octets = octets
        self.identifier = identifier
    }

    public var description: String { "••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

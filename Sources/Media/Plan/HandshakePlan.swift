/// The DTLS handshake that gives a stream its keys (RFC 5764), as the SDP agreed it. Any change asks for another one.
public struct HandshakePlan: Sendable, Equatable {
    /// A hash of the peer's certificate.
    public struct Fingerprint: Sendable, Equatable {
        /// SHA-2 in its three lengths, weakest first (RFC 8122 §5).
        public enum HashFunction: Int, Sendable, Equatable, CaseIterable {
            case sha256, sha384, sha512
        }

        public var function: HashFunction
        public var octets: [UInt8]

        public init(_ function: HashFunction, _ octets: [UInt8]) {
            self.function = function
            self.octets = octets
        }
    }

    /// We begin.
    public var isClient: Bool
    /// The peer's certificate has one of them; of several hash functions the strongest counts (RFC 8122 §5).
    public var fingerprints: [Fingerprint]
    /// Tells an association from the one before it.
    public var association: Int
    /// The peer's address and port as it described them: elsewhere is another association (RFC 8842 §4). nil: its own name for
    /// the association says so (`a=tls-id`).
    public var transport: String?

    public init(isClient: Bool, fingerprints: [Fingerprint], association: Int, transport: String? = nil) {
        self.isClient = isClient
        self.fingerprints = fingerprints
        self.association = association
        self.transport = transport
    }
}

/// Why a handshake gave no keys.
public enum HandshakeFailure: String, Sendable, Equatable, CaseIterable {
    /// The other end has another certificate than its description says: somebody may be between.
    case fingerprintMismatch
    /// It did not come to an end in time.
    case timedOut
    /// No cipher for SRTP that both have.
    case noCommonProfile
}

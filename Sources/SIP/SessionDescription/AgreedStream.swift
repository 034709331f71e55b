/// What this end can do with sound, at one address: the ground of our offers and answers.
public struct AudioCapability: Sendable, Equatable {
    /// The numeric address and the ports on which we receive.
    public var host: String
    public var rtpPort: UInt16
    public var rtcpPort: UInt16
    /// Encodings and telephone-event formats, best first.
    public var formats: [AudioFormat]
    /// The packet length that we would like to receive, in milliseconds.
    public var packetMilliseconds: Int
    public var encryption: Encryption
    /// nil: no DTLS.
    public var dtls: DTLSCapability?
    /// nil: no text.
    public var text: TextCapability?
    /// nil: no ICE.
    public var ice: ICECapability?

    /// What of the sound is encrypted by keys in the description (RFC 4568). The keys are ours, for what we send; they stay
    /// the same while the ports do (RFC 4568 §7.1.4).
    public enum Encryption: Sendable, Equatable {
        /// Plain RTP alone.
        case off
        /// SRTP where the peer can, best first; plain RTP where the peer offers nothing else.
        case preferred([CryptoAttribute])
        /// SRTP alone.
        case required([CryptoAttribute])

        /// Our suites, best first, each with its own key.
        var crypto: [CryptoAttribute] {
            switch self {
            case .off: []
            case .preferred(let crypto), .required(let crypto): crypto
            }
        }

        var takesPlain: Bool { if case .required = self { false } else { true } }
    }

    public init(
        host: String, rtpPort: UInt16, rtcpPort: UInt16, formats: [AudioFormat], packetMilliseconds: Int = 20,
        encryption: Encryption = .off, text: TextCapability? = nil
    ) {
        self.host = host
        self.rtpPort = rtpPort
        self.rtcpPort = rtcpPort
        self.formats = formats
        self.packetMilliseconds = packetMilliseconds
        self.encryption = encryption
        self.text = text
    }
}

/// The sound stream that an offer and its answer agree on, as this end sees it (RFC 3264 §7).
public struct AgreedStream: Sendable, Equatable {
    public var remoteHost: String
    public var remotePort: UInt16
    public var remoteRTCPPort: UInt16
    public var direction: MediaDirection
    /// What we send, with the peer's payload type.
    public var sending: AudioFormat
    /// What may come, with our own payload types: encodings alone.
    public var receiving: [AudioFormat]
    public var sendingEvents: AudioFormat?
    public var receivingEvents: [AudioFormat]
    /// The length of the packets that we send: the peer's wish, from 10 to 60 ms.
    public var packetMilliseconds: Int
    /// The peer's own direction: it holds us where it does not receive.
    public var peerDirection: MediaDirection
    /// nil: plain RTP, or keys of a handshake.
    public var keys: AgreedKeys?
    /// The keys come of this handshake (RFC 5764).
    public var dtls: AgreedDTLS?
    /// RTCP goes and comes on the ports of RTP (RFC 5761).
    public var isMultiplexed = false
    /// The text beside it; nil: none.
    public var text: AgreedText?
    /// How the sound finds its way; nil: to the address that the peer describes.
    public var ice: AgreedICE?
    /// Under which payload type the peer takes `sending` repeated (RFC 2198); nil: not at all.
    public var sendingRedundancy: AudioFormat?
    /// Under which payload types repeated sound may come.
    public var receivingRedundancy: [AudioFormat] = []
    /// The peer takes the noise of pauses in their place (RFC 3389).
    public var takesComfortNoise = false
    /// The extended reports that the peer asks for.
    public var extendedReports: ExtendedReports = []

    /// Nothing of it goes in clear.
    public var isEncrypted: Bool { keys != nil || dtls != nil }
}

/// How both directions of a stream are encrypted (RFC 4568 §7.1).
public struct AgreedKeys: Sendable, Equatable {
    public var suite: CryptoSuite
    public var sending: MasterKey
    /// The peer's keys; several are told apart by their identifiers.
    public var receiving: [MasterKey]

    /// nil where the peer's attribute is none of ours, or sends with our own key: that would undo the encryption of both
    /// directions (RFC 4568 §7.1.1).
    init?(ours: [CryptoAttribute], theirs: CryptoAttribute) {
        guard let own = ours.first(where: { $0.suite == theirs.suite }), let sending = own.keys.first,
            !theirs.keys.contains(where: { key in own.keys.contains { $0.octets == key.octets } })
        else { return nil }
        suite = theirs.suite
        self.sending = sending
        receiving = theirs.keys
    }
}

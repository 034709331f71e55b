/// What the SDP agreed for the text of a call (RFC 4103): all that the media loop needs to run it.
public struct TextPlan: CarriedPlan {
    /// The payload types of text and of its repetition (RFC 2198); nil: text alone.
    public struct Formats: Sendable, Equatable {
        public var text: UInt8
        public var redundant: UInt8?

        public init(text: UInt8, redundant: UInt8?) {
            self.text = text
            self.redundant = redundant
        }
    }

    /// Where the peer receives RTP: a numeric IP address and a port. RTCP goes to `remoteRTCPPort`; 0: to nowhere.
    public var remoteHost: String
    public var remotePort: UInt16
    public var remoteRTCPPort: UInt16
    public var direction: StreamPlan.Direction
    public var sending: Formats
    public var receiving: Formats
    /// What the peer takes, over ten seconds (RFC 4103 §6).
    public var charactersPerSecond: Int
    /// nil: plain RTP, or keys of a handshake.
    public var keys: SRTPKeys?
    /// The keys come of this handshake; until they do, nothing is sent or taken.
    public var handshake: HandshakePlan?
    /// How the stream finds its way; nil: it goes to the address that the peer describes.
    public var ice: ICEPlan?
    /// RTCP goes and comes on the ports of RTP (RFC 5761).
    public var isMultiplexed = false
    /// Both ends know a stream of several sources (RFC 9071 §2.3).
    public var isMultiparty = false

    public init(
        remoteHost: String, remotePort: UInt16, remoteRTCPPort: UInt16 = 0, direction: StreamPlan.Direction,
        sending: Formats, receiving: Formats,
        charactersPerSecond: Int = 30, keys: SRTPKeys? = nil
    ) {
        self.remoteHost = remoteHost
        self.remotePort = remotePort
        self.remoteRTCPPort = remoteRTCPPort
        self.direction = direction
        self.sending = sending
        self.receiving = receiving
        self.charactersPerSecond = charactersPerSecond
        self.keys = keys
    }
}

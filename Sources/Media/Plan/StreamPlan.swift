/// What the SDP agreed for one audio stream: all that the media loop needs to run it. A new plan replaces the old one
/// without closing the socket.
public struct StreamPlan: CarriedPlan {
    /// The direction as this end sees it (RFC 3264 §5.1).
    public enum Direction: String, Sendable, Equatable, CaseIterable {
        case sendReceive = "sendrecv"
        case sendOnly = "sendonly"
        case receiveOnly = "recvonly"
        case inactive

        public var sends: Bool { self == .sendReceive || self == .sendOnly }
        public var receives: Bool { self == .sendReceive || self == .receiveOnly }
    }

    /// A codec and the payload type that stands for it in one direction.
    public struct Format: Sendable, Equatable {
        public var codec: Codec
        public var payloadType: UInt8

        public init(codec: Codec, payloadType: UInt8) {
            self.codec = codec
            self.payloadType = payloadType
        }
    }

    /// A telephone-event payload type and its clock (8,000 or 48,000 Hz, RFC 4733 §2.1).
    public struct TelephoneEventFormat: Sendable, Equatable {
        public var payloadType: UInt8
        public var clockRate: Int

        public init(payloadType: UInt8, clockRate: Int) {
            self.payloadType = payloadType
            self.clockRate = clockRate
        }
    }

    /// Where the peer receives RTP: a numeric IP address and a port. RTCP goes to `remoteRTCPPort`.
    public var remoteHost: String
    public var remotePort: UInt16
    public var remoteRTCPPort: UInt16
    public var direction: Direction
    /// What we send.
    public var sending: Format
    /// What we accept: the payload types of our own description.
    public var receiving: [Format]
    /// The payload type of digits that we send, on the clock of the sending codec; nil where the peer takes none.
    public var sendingEvents: TelephoneEventFormat?
    /// The payload types of digits that we accept.
    public var receivingEvents: [TelephoneEventFormat]
    /// The length of the packets that we send, in milliseconds (10 to 60).
    public var packetMilliseconds: Int
    /// nil: plain RTP, or keys of a handshake.
    public var keys: SRTPKeys?
    /// The keys come of this handshake; until they do, nothing is sent or taken.
    public var handshake: HandshakePlan?
    /// How the stream finds its way; nil: it goes to the address that the peer describes.
    public var ice: ICEPlan?
    /// RTCP goes and comes on the ports of RTP (RFC 5761).
    public var isMultiplexed = false
    /// Pauses are hardly sent.
    public var isDiscontinuous = false
    /// The peer takes the level of their noise instead, where the codec does not tell it itself (RFC 3389).
    public var takesComfortNoise = false
    /// The payload type of repeated sound (RFC 2198) that the peer takes; nil: none.
    public var sendingRedundancy: UInt8?
    /// The payload types under which repeated sound may come.
    public var receivingRedundancy: [UInt8] = []
    /// The extended reports that the peer asks for (RFC 3611 §4.1, §4.7).
    public var reportsLossRunLengths = false
    public var reportsVoiceMetrics = false

    public init(
        remoteHost: String, remotePort: UInt16, remoteRTCPPort: UInt16, direction: Direction, sending: Format,
        receiving: [Format], sendingEvents: TelephoneEventFormat?, receivingEvents: [TelephoneEventFormat],
        packetMilliseconds: Int, keys: SRTPKeys? = nil
    ) {
        self.remoteHost = remoteHost
        self.remotePort = remotePort
        self.remoteRTCPPort = remoteRTCPPort
        self.direction = direction
        self.sending = sending
        self.receiving = receiving
        self.sendingEvents = sendingEvents
        self.receivingEvents = receivingEvents
        self.packetMilliseconds = packetMilliseconds
        self.keys = keys
    }

    /// RTCP has an association of its own (RFC 5764 §4.1).
    var isControlApart: Bool { handshake != nil && !isMultiplexed }
}

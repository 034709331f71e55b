/// Counters of one RTP stream, as `call.statistics` tells them.
public struct StreamStatistics: Sendable, Equatable {
    public var codec: Codec?
    public var packetsSent: UInt64 = 0
    public var octetsSent: UInt64 = 0
    public var packetsReceived: UInt64 = 0
    public var octetsReceived: UInt64 = 0
    /// Packets that the sequence numbers say were sent and that never came (RFC 3550 §A.3).
    public var packetsLost: Int64 = 0
    /// Of these, packets that a later one brought in time (RFC 2198).
    public var packetsRepaired: UInt64 = 0
    /// Earlier packets that go along with each one that we send.
    public var copiesSent = 0
    /// Packets that came after their turn to be played.
    public var packetsLate: UInt64 = 0
    /// Packets refused: a stranger's address, an unknown payload type, not RTP.
    public var packetsRefused: UInt64 = 0
    /// How the stream is encrypted; nil: it is not.
    public var encryption: SRTPSuite?
    /// Encrypted packets refused: not made with the peer's key, and seen before.
    public var packetsForged: UInt64 = 0
    public var packetsReplayed: UInt64 = 0
    /// Interarrival jitter in milliseconds (RFC 3550 §6.4.1).
    public var jitterMilliseconds: Double = 0
    /// The depth of the jitter buffer in milliseconds.
    public var bufferMilliseconds: Double = 0
    /// How much later than the quickest a packet may come and is still played in time, in milliseconds.
    public var targetMilliseconds: Double = 0
    /// 10 ms frames played, and those of them that were made up because nothing had come.
    public var framesPlayed: UInt64 = 0
    public var framesConcealed: UInt64 = 0
    /// Round trip in milliseconds from RTCP (RFC 3550 §6.4.1), nil until measured.
    public var roundTripMilliseconds: Double?
    /// The loss that the peer reports of what we send, 0 to 1, nil until reported.
    public var reportedLoss: Double?
    /// How the peer hears us, where it says so (RFC 3611 §4.7).
    public var peerMetrics: VoiceMetrics?
    /// How the peer is heard; nil before there was sound.
    public var quality: VoiceQuality?
    /// Whether what leaves is the microphone's sound: false while muted, held or without a stream.
    public var isMicrophoneSent = false
    /// Of the text beside the sound; nil: there is none.
    public var text: TextStatistics?

    public init() {}
}

/// Counters of one stream of text.
public struct TextStatistics: Sendable, Equatable {
    public var packetsSent: UInt64 = 0
    public var octetsSent: UInt64 = 0
    public var packetsReceived: UInt64 = 0
    /// Packets that never came (RFC 3550 §A.3), and of their blocks those that no later packet brought.
    public var packetsLost: Int64 = 0
    public var blocksLost: UInt64 = 0
    public var packetsRefused: UInt64 = 0
    public var encryption: SRTPSuite?
    /// As in `StreamStatistics`.
    public var roundTripMilliseconds: Double?
    public var reportedLoss: Double?

    public init() {}
}

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

    public init(
        host: String, rtpPort: UInt16, rtcpPort: UInt16, formats: [AudioFormat], packetMilliseconds: Int = 20
    ) {
        self.host = host
        self.rtpPort = rtpPort
        self.rtcpPort = rtcpPort
        self.formats = formats
        self.packetMilliseconds = packetMilliseconds
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
    /// What may come, with our own payload types; no telephone events.
    public var receiving: [AudioFormat]
    public var sendingEvents: AudioFormat?
    public var receivingEvents: [AudioFormat]
    /// The length of the packets that we send: the peer's wish, from 10 to 60 ms.
    public var packetMilliseconds: Int
    /// The peer's own direction: it holds us where it does not receive.
    public var peerDirection: MediaDirection
}

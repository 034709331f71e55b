import Media

/// What the engine asks of the media loop. Media is asked for, not held: the SDP is made only once `.ready` has come.
public enum MediaRequest: Sendable, Equatable {
    /// Binds an RTP and an RTCP port on an address; `.ready` or `.failed` answers.
    case open(MediaID, localHost: String)
    /// Runs the stream by this plan, or by a newer one.
    case apply(MediaID, StreamPlan)
    /// The microphone's sound is replaced by silence; packets go on.
    case mute(MediaID, Bool)
    /// Plays a progress tone at the agent's ear, at `level` dB below full scale; nil stops it.
    case tone(MediaID, ProgressTone?, level: Int)
    /// Sends digits one after the other, 100 ms each with 100 ms between (RFC 4733 §2.5).
    case digits(MediaID, String)
    case statistics(MediaID, token: Int)
    /// Sends RTCP BYE, stops and closes. Nothing comes of this session afterwards.
    case close(MediaID)
}

/// What the media loop tells the engine.
public enum MediaReport: Sendable, Equatable {
    /// The address and the ports to put into the SDP.
    case ready(MediaID, host: String, rtpPort: UInt16, rtcpPort: UInt16)
    case failed(MediaID)
    /// The first valid RTP packet of this session came.
    case firstPacket(MediaID)
    case digit(MediaID, Character)
    case statistics(MediaID, StreamStatistics, token: Int)
}

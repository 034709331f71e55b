/// One audio stream of one call: RTP and RTCP, codecs, jitter buffer, digits and progress tones.
///
/// Confined to the media loop's thread. It owns no socket and no clock: datagrams and 10 ms frames are handed in with
/// the time, and packets leave through the caller's `PacketBuffer`, without an allocation per packet once it runs.
/// All frames are 480 samples: 10 ms of mono Int16 at 48 kHz.
public final class MediaSession {
    /// - Parameters:
    ///   - random: gives SSRC, first sequence number (below 2^15, RFC 3711 §3.3.1's advice) and timestamp.
    ///   - canonicalName: the CNAME of RTCP (RFC 3550 §6.5.1); says nothing about the user (RFC 7022).
    public init(random: inout some RandomNumberGenerator, canonicalName: String, at now: ContinuousClock.Instant) {
        fatalError("the session is not built yet")
    }

    /// Runs the stream by this plan, or by a newer one.
    public func apply(_ plan: StreamPlan, at now: ContinuousClock.Instant) {}
    /// The microphone's sound is replaced by silence; packets go on.
    public func setMuted(_ muted: Bool) {}
    /// Plays a tone at the agent's ear, at `level` dB below full scale; nil stops it.
    public func playTone(_ tone: ProgressTone?, level: Int) {}
    /// Queues digits (0-9, *, #, A-D, ',' a pause of 1 s). False where the peer takes none or the queue is full.
    public func sendDigits(_ digits: String) -> Bool { false }
    /// A datagram of the RTP socket.
    public func receive(_ octets: UnsafeBufferPointer<UInt8>, from source: MediaAddress, at now: ContinuousClock.Instant) -> Reception {
        Reception()
    }
    /// A datagram of the RTCP socket.
    public func receiveRTCP(
        _ octets: UnsafeBufferPointer<UInt8>, from source: MediaAddress, at now: ContinuousClock.Instant
    ) -> Reception { Reception() }
    /// One frame of the microphone; packets that became full are appended to `packets`.
    public func captured(_ frame: Span<Int16>, at now: ContinuousClock.Instant, into packets: PacketBuffer) {}
    /// One frame for the headset: the peer's sound and the progress tone.
    public func playout(into frame: inout MutableSpan<Int16>, at now: ContinuousClock.Instant) {}
    /// When to call `handleTimeout`.
    public var nextDeadline: ContinuousClock.Instant? { nil }
    /// Time's turn: RTCP reports.
    public func handleTimeout(at now: ContinuousClock.Instant, into packets: PacketBuffer) {}
    /// RTCP BYE; nothing is sent afterwards.
    public func bye(at now: ContinuousClock.Instant, into packets: PacketBuffer) {}
    public var statistics: StreamStatistics { StreamStatistics() }
}

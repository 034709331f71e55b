/// Every bound of RTP and of a media session, with the reason for its size.
public enum RTPLimits {
    /// Octets of a datagram that is looked at or made: an Ethernet frame's worth.
    public static let datagramOctets = 1_500
    /// Parts of one compound RTCP packet that are read; more is an attack.
    public static let compoundParts = 16
    /// Packets that one call of a session can emit: a Goodbye, a report and three ends of a digit, with room.
    public static let emittedPackets = 8
    /// Digits that wait to be sent.
    public static let digits = 64
    /// Samples of 48 kHz sound that one packet may hold (RFC 7587 §3.1: 120 ms).
    public static let packetSamples = 5_760
    /// Without a sign of the peer for so long, sound or report, nobody may be there: four of its reports are missing.
    public static let silence = Duration.seconds(20)
    /// Packets in the jitter buffer: over 600 ms of 10 ms packets.
    public static let bufferedPackets = 64
    /// Blocks of one RTCP XR packet that are read.
    public static let extendedReportBlocks = 16
    /// Octets of a payload with the copies of earlier ones: it fits every path that IPv6 promises, with SRTP.
    public static let redundantOctets = 1_200
    /// Packets after one that may come before it, where losses are told.
    static let reorderedPackets: UInt16 = 10
    /// Sequence numbers of which it is remembered whether they came: ten seconds of 10 ms packets; half of it
    /// is told in one report.
    public static let loggedPackets = 1_024
}

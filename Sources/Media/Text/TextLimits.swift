/// Every bound of real-time text, with the reason for its size.
public enum TextLimits {
    /// RFC 4103 §5.1: what is typed within so long goes in one packet. 300 ms is the rule; the loop's own turn takes up to 20.
    public static let buffering = Duration.milliseconds(280)
    /// RFC 4103 §5.4: how long a packet waits for those that are missing before it.
    public static let reordering = Duration.milliseconds(1_000)
    /// RFC 4103 §6: the interval over which a peer's rate is a mean.
    public static let rateInterval = Duration.seconds(10)
    /// Generations that are sent besides the new text (RFC 4103 §7.2).
    public static let generations = 2
    /// Characters of a peer that are taken at once, and a second.
    public static let burstCharacters = 4_000
    public static let readCharactersPerSecond = 300
    /// Marks of one gap: more would only fill the page.
    public static let gapMarks = 16
    /// Octets of one block: two more of them and a header stay far from a datagram's end and from RFC 2198's 1,023.
    public static let blockOctets = 400
    /// Octets that wait to be sent: a pasted page of text.
    public static let waitingOctets = 16_384
    /// Packets that wait for missing ones: over ten seconds of the quickest sender.
    public static let waitingPackets = 64
    /// Characters that one control sequence may have before it is taken for text.
    public static let sequenceCharacters = 32
}

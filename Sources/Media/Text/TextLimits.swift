/// Every bound of real-time text, with the reason for its size.
public enum TextLimits {
    /// RFC 4103 §5.1: what is typed within so long goes in one packet. 300 ms is the rule; the loop's own turn takes up to 20.
    public static let buffering = Duration.milliseconds(280)
    /// RFC 4103 §5.4: how long a packet waits for those that are missing before it.
    public static let reordering = Duration.milliseconds(1_000)
    /// RFC 9071 §3.4: how long new text of a source waits for more before it goes on, and when what was sent goes again.
    public static let mixing = Duration.milliseconds(100)
    public static let mixedRepetition = Duration.milliseconds(330)
    /// Until every source of a mixer that lost a packet has sent another: three repetitions of the slowest.
    public static let claiming = Duration.seconds(3)
    /// RFC 9071 §4.2.2: how long one source may write, or pause, while another waits; and how long a word may be.
    public static let turn = Duration.seconds(60)
    public static let turnPause = Duration.seconds(10)
    public static let word = Duration.seconds(15)
    /// Sources of one stream: more people than a conversation has.
    public static let sources = 16
    /// Of them, sources that came through one party of a conference of ours.
    public static let sourcesOfParty = 4
    /// Octets of a source's name: sixteen of them fit one report.
    public static let nameOctets = 32
    /// Characters that wait for a turn.
    public static let turnCharacters = 4_000
    /// Packets of text that one turn of the loop sends to one peer.
    public static let packetsAtOnce = 4
    /// RFC 6263 §7: how long nothing may go over UDP before the way closes.
    public static let keepAlive = Duration.seconds(15)
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

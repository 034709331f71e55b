/// Every bound of the sockets, with the reason for its size: who sends to us is not trusted.
public enum Limits {
    /// Octets of one UDP datagram that we take; nothing longer exists (RFC 768).
    public static let datagramOctets = 65_535
    /// Octets of one UDP datagram that we send: 65,535 less the IPv4 and UDP headers.
    public static let sentDatagramOctets = 65_507
    /// Datagrams that one socket takes in a burst from all whom the engine did not name; more are dropped until the
    /// budget has grown again. As many messages are taken on all connections that they made; more wait.
    public static let datagramBurst = 512
    /// Datagrams a second that one socket takes from them over a longer time: a busy line sees fewer than fifty.
    public static let datagramsPerSecond = 2_000
    /// The same from one stranger's host.
    public static let strangerBurst = 128
    public static let strangerPerSecond = 200
    /// The same from one address and port that the engine named: a registrar answers 4,700 lines within seconds.
    public static let namedBurst = 16_384
    public static let namedPerSecond = 20_000
    /// Senders whose budgets are kept, of either kind.
    public static let budgets = 1_024
    /// Octets that the kernel keeps for a socket while we are busy: some two thousand datagrams.
    static let receiveBufferOctets: Int = 1 << 20
    /// Flows at one time. An agent has a handful; a fleet in one process, as the soak test runs it, has 4,700 accounts
    /// with two flows each (RFC 5626 §4.2) and needs room for replacements. An entry takes some hundred octets.
    public static let flows = 16_384
    /// Flows from which on the process asks the kernel for all the descriptors that it may have.
    public static let ordinaryFlows = 256
    /// Descriptors that a process with so many flows asks for: one for each flow, and those of sound and screen.
    public static let descriptors: UInt64 = 32_768
    /// Connections from peers at one time.
    public static let acceptedConnections = 64
    /// Those of them that hosts may hold which the engine did not name: the rest is kept for our servers.
    public static let acceptedStrangers = 48
    /// Connections from one address at one time.
    public static let acceptedConnectionsPerHost = 16
    /// Seconds that a peer's connection may live without one whole message.
    public static let firstMessageSeconds: Int64 = 30
    /// Seconds that a stranger's connection may live without a sign of life: twice the time after which a call with the
    /// session timer of RFC 4028 §4.2 is refreshed. Where places are wanted the silent ones go before.
    public static let strangerSilenceSeconds: Int64 = 1_800
    /// Octets read at one time from a connection that a peer made, before the others have their turn.
    static let acceptedReadOctets = 8_192
    /// Octets that the kernel keeps for such a connection while it is not read: a whole message.
    static let acceptedBufferOctets = 65_536
    /// Octets written to a connection and not yet taken by the network; more closes it.
    public static let unsentOctets = 1 << 20
    /// Keep-alive pings answered for one read (RFC 5626 §3.5.1); the rest is noise.
    public static let pongsPerRead = 4
    /// Seconds to open a flow: the look-up of the name, and then each connection attempt.
    public static let openingSeconds: Int64 = 10
    /// Certificates of one chain that a TLS server may show: real ones have two to four.
    public static let certificates = 10
    /// Names of one certificate that are read; a large provider has a hundred.
    public static let certificateNames = 1_000
    /// Record sets being asked for at one time; a search needs a dozen. Who asks the same waits for the same answer.
    public static let pendingResolutions = 256
    /// DNS answers kept at one time.
    public static let keptAnswers = 512
    /// The least that an answer is kept, in seconds: a storm of searches asks once.
    public static let leastAnswerSeconds: Int64 = 5
    /// The longest that an answer is kept, in seconds: a server may move within a working day.
    public static let longestAnswerSeconds: Int64 = 3_600
    /// The wait for one DNS server, doubled with the second round, in milliseconds: two servers asked twice stay within
    /// `openingSeconds`.
    static let dnsTimeoutMilliseconds: Int32 = 1_500
    static let dnsTries: Int32 = 2
    /// Addresses of one name that are tried.
    public static let resolvedAddresses = 8
    /// Addresses of this computer that are compared.
    static let ownAddresses = 64
    /// The pause after the first sign of a change of the network, in milliseconds: the others come in the same burst.
    static let networkPauseMilliseconds: Int64 = 200
    /// A sleep that is worth telling, in seconds: shorter ones outlast no timer of the protocol.
    static let sleepSeconds: Int64 = 2
    /// `.resumed` is told once in so many seconds, whoever noticed.
    static let resumedAgainSeconds: Int64 = 10
    /// Messages of the system bus that are taken before the others have their turn.
    static let busMessagesPerTurn = 64
    /// Tries to find one port that is free for UDP and TCP together.
    public static let portAttempts = 16
    /// The longest that the engine's timer sleeps before it looks at the clock again, in seconds: the kernel's timers
    /// stand still while the computer sleeps, our clock does not.
    public static let timerSeconds: Int64 = 10

    /// Media sessions at one time.
    public static let mediaSessions = 64
    /// Samples of one recording that wait for the disk: 1.3 s of stereo.
    public static let recordingRingSamples = 131_072
    /// How often a recording looks for sound.
    public static let recordingPauseMicroseconds: UInt32 = 50_000
    /// Ended recordings whose files are not closed yet: with so many no other begins.
    public static let unfinishedRecordings = 4
    /// Octets that a recording leaves free on its disk.
    public static let recordingFreeOctets: UInt64 = 200 << 20
    /// Octets of sound in one WAVE file: its lengths have 32 bits.
    public static let recordingOctets = 0xFFFF_FFFF - 36
    /// Recordings into one folder that begin within the same second.
    public static let recordingsASecond = 64
    /// How long the end of the program waits for the files of its recordings.
    public static let recordingEndMilliseconds = 1_000
    /// Requests waiting for the media loop.
    public static let mediaRequests = 1_024
    /// Octets of one RTP or RTCP packet that we take: more than any Ethernet carries.
    public static let mediaPacketOctets = 2_048
    /// Octets written to a relay by TCP that the kernel takes and does not send yet: what waits longer is late sound.
    static let relayUnsentOctets: Int32 = 4_096
    /// Frames of a relay by TCP in one turn: more than one read brings.
    static let relayFramesPerTurn = 2_048
    /// What a read of it counts as, besides its frames: what is passed over in it takes time too.
    static let packetsPerRelayRead = 8
    /// Packets that one socket gives within 10 ms whatever the others do, and before the others have their turn: sixty times
    /// what a call sends.
    public static let packetsPerTurn = 32
    /// Packets beyond these that all sockets together give within 10 ms: strangers who send 20,000 a second to a call's port
    /// take nothing from the peer's sound.
    public static let pooledPackets = 256
    /// 10 ms frames made for the headset in one turn: what the largest playout target holds.
    public static let playoutFramesPerTurn = 20
    /// The life of a handshake on the way of the sound: five flights that each were lost once or twice.
    static let dtlsHandshake = Duration.seconds(10)
    /// Octets of a datagram of ours that carries DTLS: what every path takes (RFC 6347 §4.1.1.1).
    static let dtlsDatagramOctets = 1_200
    /// Octets of one flight of ours: a certificate and the keys take less than two thousand.
    static let dtlsFlightOctets = 16_384
    /// Datagrams of one peer that one association looks at: a handshake with every flight repeated takes fifty.
    static let dtlsDatagrams = 400
    /// Handshakes of one socket at one time: the branches of a call, and strangers.
    static let dtlsAssociations = 4
    /// Handshakes that one socket begins for one plan; strangers get half of them.
    static let dtlsAttempts = 16
    /// Pairs of ports tried before `.failed`.
    public static let portPairAttempts = 64
}

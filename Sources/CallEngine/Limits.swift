/// Every bound of the engine, with the reason for its size.
public enum Limits {
    /// Calls at one time, ended ones that the protocol still needs among them: an agent handles a few; more is an attack or
    /// a loop. Settings with a higher `maximumCalls` raise it.
    public static let calls = 32
    /// The most that `EngineSettings.maximumCalls` can allow: a switchboard's or a load test's, and no table without an end.
    public static let mostCalls = 1_000
    /// Calls that ring on registered lines at one time from addresses outside of the lines' servers: who has our Contact
    /// from the registrar may call, and must not take every place of the eight for the time that a call may ring.
    public static let outsideCalls = 2
    /// Redirections followed for one call (RFC 3261 §8.1.3.4 leaves the number to us).
    public static let redirections = 5
    /// Digits in one `digits` command.
    public static let digits = 64
    /// Octets of a recording's path: what Linux takes.
    public static let pathOctets = 4_095
    /// Octets of an address given to `dial`.
    public static let dialledOctets = 512
    /// Characters kept of a display name: what can be spoken in a breath.
    public static let nameCharacters = 80
    /// Octets of a Call-ID that is told to other programs: a UUID, an `@` and a long host name.
    public static let callIDOctets = 256
    /// Flows at one time: one a line, one a direct peer, and the connections of peers.
    public static let flows = 256
    /// Flows for each account besides: the two of RFC 5626.
    public static let flowsForEachLine = 4
    /// A flow of ours that nobody uses is closed after once to twice so many seconds: longer than a transaction lasts, so that
    /// calls in a row to one place share it.
    public static let idleFlowSeconds = 64
    /// Requests of ours under way for each account: REGISTER and its copy with credentials on two flows.
    public static let transactionsForEachLine = 4
    /// Requests under way for each call that the settings allow, of ours and of others: what a call sends or receives in the
    /// 32 s that the last of them is remembered.
    public static let transactionsForEachCall = 16
    /// Places in the table for each call that the settings allow: those that ended wait up to 32 s for late messages.
    public static let placesForEachCall = 4
    /// Places tried of one server's name: a pair of machines in each of a few halls (RFC 3263 §4.3).
    public static let candidates = 16
    /// Places of a line's server that are remembered as its own.
    public static let places = 64
    /// Realms in which an account's credentials are known to be right: a few registrars that stand in for each other, each
    /// with one or two.
    public static let realms = 8
    /// How long a registrar is waited for where another one can be tried, in milliseconds: five copies of a REGISTER. An
    /// agent without a line for 32 s, the whole patience of RFC 3261 §17.1.2.2, misses calls that the next one has.
    public static let candidatePatienceMilliseconds = 8_000
    /// The largest request that goes over UDP unasked (RFC 3261 §18.1.1), in octets.
    public static let datagramOctets = 1_300
    /// How long a large request waits for its connection before it goes over UDP, in milliseconds: a caller notices more.
    public static let connectionMilliseconds = 1_000
    /// How long a request waits for the only connection that it can take, in milliseconds: that of TLS over a poor link.
    public static let lastConnectionMilliseconds = 8_000
    /// Answers given to calls of strangers in one second; the others are dropped: a scan costs nearly nothing.
    public static let strangerAnswersPerSecond = 10
    /// The least time between two notices of strangers, in seconds.
    public static let strangerNoticeSeconds = 60
    /// Lines that begin at once: as many as any agent has. The others of a process with thousands follow.
    public static let linesAtOnce = 32
    /// How long an answer to a keep-alive is waited for, in milliseconds (RFC 5626 §4.4.1).
    public static let keepAlivePatienceMilliseconds = 10_000
    /// Copies of one STUN request (RFC 5626 §4.4.2), the first wait being 500 ms and each further one twice the last.
    public static let stunCopies = 5
    /// A timeout that comes so much later than its deadline, in seconds, shows that the computer slept.
    public static let sleepSeconds = 15
    /// Dialogs that are remembered after their end, so that a late Replaces is declined (RFC 3891 §3): as many as an agent
    /// has ended within the half minute that such a request may be under way.
    public static let rememberedDialogs = 16
    /// Branches of one forked INVITE that are followed (RFC 3261 §13.2.2.4); further ones are ended.
    public static let forks = 16
    /// Places of one line of which one thing is remembered.
    public static let rememberedPlaces = 64
    /// Seconds for which it is remembered: the other end may have been mended meanwhile.
    public static let rememberedSeconds = 900
    /// Seconds between two words on calls refused in clear.
    public static let clearRefusalSeconds = 60
    /// Octets of one command's text: a page.
    public static let textOctets = 4_096
    /// Tries of one re-INVITE that meets the peer's own (RFC 3261 §14.1).
    public static let glareRetries = 8
    /// How long a call may ring, made or received, in seconds: as timer C of a proxy (RFC 3261 §16.6).
    public static let ringingSeconds = 180
    /// Those by whom a call was sent on that are kept: more are not listened to.
    public static let forwarders = 4
    /// The longest that a PBX may have a call ring before it is answered without the agent, in seconds.
    public static let autoAnswerSeconds = 60
    /// The shortest, in milliseconds: the agent hears who it is before the microphone opens.
    public static let autoAnswerNoticeMilliseconds = 2_000
    /// Emergency calls that are begun beside a full table of calls.
    public static let emergencyCalls = 4
    /// Wait for sound after 183 before we make the ring-back tone ourselves, in milliseconds.
    public static let earlyMediaMilliseconds = 300
    /// How long the busy or congestion tone lasts after a call, in milliseconds.
    public static let endToneMilliseconds = 4_000
    /// How long a transfer of ours waits for the next word of its peer, in seconds: as long as a target may ring.
    public static let transferSeconds = 180
    /// The same where the peer said that it will send no notice (RFC 4488): as long as a transaction lasts.
    public static let unreportedTransferSeconds = 32
    /// Tries of one REFER that the peer cannot take at this moment (491, 500, 503).
    public static let transferRetries = 4
    /// The longest wait before such a try, whatever Retry-After asks, in seconds: the agent waits for it.
    public static let transferRetrySeconds: UInt32 = 10
    /// Wishes of peers for a transfer at one time: one a call, and few calls.
    public static let referrals = 8
    /// How long the agent is asked whether to follow such a wish, in seconds: the peer waits on the line.
    public static let referralQuestionSeconds = 60
    /// The life of the subscription that REFER makes, in seconds: the question, the longest ringing, and some more.
    public static let referralSubscriptionSeconds = 300
    /// Messages of ours that wait for their answer at one time: a person writes one after another; more is a loop.
    public static let outgoingMessages = 32
    /// Octets of a MESSAGE request in all (RFC 3428 §8).
    public static let messageOctets = 1_300
    /// Characters kept of a message that came: three times the most that RFC 3428 lets one request carry.
    public static let messageCharacters = 4_000
    /// Messages taken from one address in a burst, and per second after it: as fast as a floor of people can write.
    public static let messageBurst = 30
    public static let messagesPerSecond = 2
    /// Addresses whose rate of messages is kept: the server, its gateways, and some more.
    public static let messageSources = 64
    /// Octets of an INFO's body that are looked at: a digit needs thirty.
    public static let infoOctets = 256
    /// How long a digit lasts that is sent by INFO, in milliseconds: what gateways make of a short press.
    public static let infoDigitMilliseconds = 160
    /// People and lines that the agent watches at one time: a secretary's key field has 48; each costs a dialog at the server.
    public static let watched = 64
    /// The lines' own subscriptions at one time: two each of thirty-two lines, more than any agent has. A process with
    /// thousands of lines is a test of load, and nobody listens to its mailboxes.
    public static let ownSubscriptions = 64
    /// The life that we ask for a subscription, in seconds (RFC 3842 §4.2, RFC 4235 §3.3, RFC 3856 §6.4: an hour).
    public static let subscriptionSeconds: UInt32 = 3_600
    /// When a line begins to watch its own mailbox and registration after it is registered, and when it registers again after
    /// the registrar ended that, in milliseconds: a floor of phones is spread.
    public static let ownEventsMilliseconds = 500...3_000
    /// The least time between two requests for the full state after gaps in one subscription's versions, in seconds: a lamp
    /// that is wrong for so long is a nuisance, a notifier that has us ask at each of its words an attack.
    public static let gapSeconds = 30
    /// The first wait where the registrar ends our registration again soon after we came back, in seconds; it doubles.
    public static let registrarEndingSeconds = 10
    /// The longest such wait, in seconds: an agent whose registrar came to rest is back within five minutes.
    public static let longestRegistrarEndingSeconds = 300
    /// A line that its registrar ended and that comes back within so many seconds was never away, as its agent is told.
    public static let untoldAbsenceSeconds = 4
    /// After so long without such an ending the waits begin anew, in seconds: twice the longest of them.
    public static let registrarQuietSeconds = 600
    /// Diversions that a call has behind it when it is forwarded no further: then it goes in circles (RFC 5806 §6.3).
    public static let diversions = 5
    /// How long after an emergency call its service may call back, whatever else is set, in seconds.
    public static let emergencyCallBackSeconds = 1_800
    /// How long a PBX may take to answer a code, in seconds.
    public static let serviceCodeAnswerSeconds = 10
    /// How long the call of a code stays up where the PBX does not end it, in seconds: its announcement.
    public static let serviceCodeSeconds = 5
    /// Calls in the conference: eight parties with the agent, as many as can be told apart by ear.
    public static let conferenceCalls = 7
    /// How long a shutdown waits for answers, in milliseconds.
    public static let shutDownMilliseconds = 2_000
    /// How long a call waits for its connection or its ports before it is given up, in milliseconds.
    public static let preparationMilliseconds = 10_000
}

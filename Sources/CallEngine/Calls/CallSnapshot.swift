import Media
import Time

/// Who is at the far end, as the network says it. Text is cleaned: no control characters, no bidirectional marks.
public struct Party: Sendable, Equatable {
    /// The display name; nil where there is none.
    public var name: String?
    /// The user part of the address: a number or a name; nil where the caller is withheld.
    public var number: String?
    /// The whole address, such as `sip:0476001122@example.org`.
    public var address: String
    /// RFC 3323 §4: the caller asked not to be shown.
    public var isWithheld: Bool
    /// The line's own server vouches for it (RFC 3325); all else is what the caller says of itself.
    public var isAsserted: Bool

    public init(name: String?, number: String?, address: String, isWithheld: Bool = false, isAsserted: Bool = false) {
        self.name = name
        self.number = number
        self.address = address
        self.isWithheld = isWithheld
        self.isAsserted = isAsserted
    }
}

/// The states of a call, with the names of the control protocol.
public enum CallState: String, Sendable, Equatable, CaseIterable {
    case dialing, ringing, incoming, active, held, heldByPeer, ended
}

/// How a call rings, as the PBX asks (Alert-Info, RFC 7462 and the vendors' words).
public enum RingChoice: String, Sendable, Equatable, CaseIterable {
    case normal, `internal`, external, priority, silent
}

/// A call as it is at one moment: a value to show and to speak.
public struct CallSnapshot: Sendable, Equatable {
    /// Who began the call.
    public enum Direction: String, Sendable, Equatable { case incoming, outgoing }

    public var id: CallID
    public var account: AccountID
    public var direction: Direction
    public var state: CallState
    public var remote: Party
    /// The user part that the caller dialled (the Request-URI's), for a line with several numbers.
    public var dialledUser: String
    /// The microphone is not sent.
    public var isMuted: Bool
    /// The peer sends sound before the answer.
    public var hasEarlyMedia: Bool
    public var codec: Codec?
    /// nil: not agreed yet, or the line encrypts nothing on this way.
    public var encryption: CallEncryption?
    /// The other end gives no sign any more, neither sound nor report.
    public var isSilent = false
    /// nil before it can be judged.
    public var quality: CallQuality?
    /// Its sound is written into a file.
    public var isRecorded = false
    /// Text may be written beside the sound.
    public var hasText = false
    /// By whom it was forwarded on its way, the last first (Diversion, RFC 7044 History-Info).
    public var forwardedBy: [Party] = []
    /// Who transferred it to us, or us to it (RFC 3892).
    public var referredBy: Party?
    /// Its Call-ID (RFC 3261 §20.8), cleaned; another one where the call was redirected.
    public var sipCallID: String?
    /// The queue that gave it, as the line's own server names it in the header field of `EngineSettings.queueField`.
    public var queue: String?
    public var ring: RingChoice = .normal
    /// The PBX asked for an answer without the agent, and the account allows it: after so many seconds.
    public var answersAfterSeconds: Int?
    /// An emergency number: never refused by a rule of ours.
    public var isEmergency = false
    /// In our conference.
    public var isInConference = false
    public var startedAt: Instant
    public var answeredAt: Instant?
    public var endedAt: Instant?

    public init(
        id: CallID, account: AccountID, direction: Direction, state: CallState, remote: Party, dialledUser: String,
        isMuted: Bool = false, hasEarlyMedia: Bool = false, codec: Codec? = nil, startedAt: Instant,
        answeredAt: Instant? = nil, endedAt: Instant? = nil
    ) {
        self.id = id
        self.account = account
        self.direction = direction
        self.state = state
        self.remote = remote
        self.dialledUser = dialledUser
        self.isMuted = isMuted
        self.hasEarlyMedia = hasEarlyMedia
        self.codec = codec
        self.startedAt = startedAt
        self.answeredAt = answeredAt
        self.endedAt = endedAt
    }
}

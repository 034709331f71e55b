import Media
import SIP

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

    public init(name: String?, number: String?, address: String, isWithheld: Bool = false) {
        self.name = name
        self.number = number
        self.address = address
        self.isWithheld = isWithheld
    }
}

/// The states of a call, with the names of the control protocol.
public enum CallState: String, Sendable, Equatable, CaseIterable {
    case dialing, ringing, incoming, active, held, heldByPeer, ended
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

/// What happened to a call, for other programs: one versioned record, the same for every one of them.
public struct CallEvent: Sendable, Equatable {
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        case ringing, answered, held, resumed, transferred, ended, missed
    }

    /// One end of the call.
    public struct End: Sendable, Equatable {
        /// In E.164, with its plus sign, where it is known.
        public var e164: String?
        /// As the network says it; nil: withheld.
        public var raw: String?
        public var display: String?
        /// The line's own server vouches for it.
        public var isAsserted: Bool

        public init(e164: String? = nil, raw: String? = nil, display: String? = nil, isAsserted: Bool = false) {
            self.e164 = e164
            self.raw = raw
            self.display = display
            self.isAsserted = isAsserted
        }
    }

    /// The version of the record's shape.
    public static let version = 1

    public var kind: Kind
    /// `CallKey`: the same in every event, note and incident of the call.
    public var call: String
    /// The Call-ID of SIP (RFC 3261 §20.8).
    public var sipCallID: String?
    public var isIncoming: Bool
    public var from: End
    public var to: End
    public var divertedBy: End?
    /// The queue that gave the call, where the PBX names it.
    public var queue: String?
    /// The name of the line.
    public var account: String
    public var agent: String?
    /// Milliseconds since 1970-01-01 UTC.
    public var at: Int
    public var ringMilliseconds: Int?
    public var talkMilliseconds: Int?
    /// `normal`, `busy`, `no_answer`, …: as `call.ended` of the control protocol names it.
    public var endCause: String?
    /// Mean opinion score by a hundred, 100 to 500.
    public var quality: Int?

    public init(
        kind: Kind, call: String, sipCallID: String? = nil, isIncoming: Bool, from: End, to: End,
        divertedBy: End? = nil, queue: String? = nil, account: String, agent: String? = nil, at: Int,
        ringMilliseconds: Int? = nil, talkMilliseconds: Int? = nil, endCause: String? = nil, quality: Int? = nil
    ) {
        self.kind = kind
        self.call = call
        self.sipCallID = sipCallID
        self.isIncoming = isIncoming
        self.from = from
        self.to = to
        self.divertedBy = divertedBy
        self.queue = queue
        self.account = account
        self.agent = agent
        self.at = at
        self.ringMilliseconds = ringMilliseconds
        self.talkMilliseconds = talkMilliseconds
        self.endCause = endCause
        self.quality = quality
    }
}

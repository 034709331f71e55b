import CallEngine

/// A call that is over, or was under way when it was kept.
public struct PastCall: Sendable, Equatable {
    /// `CallKey`: the same in its notes and its incidents. "": of a version that gave none.
    public var id: String
    /// The name of the agent's line.
    public var line: String
    public var party: Party
    /// By whom it was forwarded on its way, the last first.
    public var forwardedBy: [Party]
    public var isIncoming: Bool
    /// nil: the program ended before the call did.
    public var cause: EndReason.Cause?
    public var begunAt: WallSeconds
    public var endedAt: WallSeconds
    /// How long it was up; nil: it was not answered.
    public var seconds: Int?
    /// The mean opinion score in tenths, 10 to 45; nil: it could not be judged.
    public var qualityTenths: Int?
    /// The name that the agent's directory gave; nil: the network's own was shown.
    public var directoryName: String?
    /// The records that were made of it.
    public var incidents: [IncidentReference]

    public init(
        id: String = "", line: String = "", party: Party, forwardedBy: [Party] = [], isIncoming: Bool,
        cause: EndReason.Cause?, begunAt: WallSeconds, endedAt: WallSeconds? = nil, seconds: Int?,
        qualityTenths: Int? = nil, directoryName: String? = nil, incidents: [IncidentReference] = []
    ) {
        self.id = id
        self.line = line
        self.party = party
        self.forwardedBy = forwardedBy
        self.isIncoming = isIncoming
        self.cause = cause
        self.begunAt = begunAt
        self.endedAt = endedAt ?? begunAt + (seconds ?? 0)
        self.seconds = seconds
        self.qualityTenths = qualityTenths
        self.directoryName = directoryName
        self.incidents = incidents
    }

    public var answeredAt: WallSeconds? { seconds.map { endedAt - $0 } }
}

import CallEngine

/// A call that is over.
public struct PastCall: Sendable, Equatable {
    public var party: Party
    public var isIncoming: Bool
    public var cause: EndReason.Cause
    public var begunAt: WallSeconds
    /// How long it was up; nil: it was not answered.
    public var seconds: Int?

    public init(party: Party, isIncoming: Bool, cause: EndReason.Cause, begunAt: WallSeconds, seconds: Int?) {
        self.party = party
        self.isIncoming = isIncoming
        self.cause = cause
        self.begunAt = begunAt
        self.seconds = seconds
    }
}

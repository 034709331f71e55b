import CallEngine

/// What the agent noted, and about whom.
public struct Note: Sendable, Equatable {
    public var text: String
    /// The other end of the call that was up; nil: none was.
    public var party: Party?
    public var at: WallSeconds
    /// `PastCall`'s id; nil: it is about no call.
    public var call: String?

    public init(text: String, party: Party?, at: WallSeconds, call: String? = nil) {
        self.text = text
        self.party = party
        self.at = at
        self.call = call
    }
}

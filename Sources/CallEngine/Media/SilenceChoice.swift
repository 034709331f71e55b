/// What becomes of a call whose other end gives no sign any more: no sound and no report.
public enum SilenceChoice: String, Sendable, Equatable, CaseIterable {
    /// Nothing.
    case off
    /// The agent is told.
    case tell
    /// It is ended.
    case end
}

/// What the program holds and keeps.
public enum KeptStep: Sendable, Equatable {
    case historyCall(CallOutcome, peer: String)
    case historyCount(Int)
    /// A line of the page, gone to by keys.
    case historyShows(String)
    case notes(String)
    case callNote(peer: String, String)
    case incident(String)
    case incidentField(String, contains: String)
    /// What the server of incident forms has.
    case received(field: String, String)
    case receivedCount(Int)
    case announcements(String)
    /// `peer`: nil for the current call.
    case call(peer: String?, CallState)
    case microphone(isOpen: Bool)
    case running
    case ended(code: Int)
}

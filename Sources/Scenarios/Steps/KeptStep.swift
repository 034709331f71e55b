/// What the program holds and keeps.
public enum KeptStep: Sendable, Equatable {
    case historyCall(CallOutcome, peer: String)
    case historyCount(Int)
    case notes(String)
    case callNote(peer: String, String)
    case incident(String)
    case incidentField(String, contains: String)
    case announcements(String)
    /// `peer`: nil for the current call.
    case call(peer: String?, CallState)
    case microphone(isOpen: Bool)
    case running
    case ended(code: Int)
}

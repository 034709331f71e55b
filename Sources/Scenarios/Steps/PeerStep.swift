/// What a far end does. Its name is kept beside the step.
public enum PeerStep: Sendable, Equatable {
    /// It is there, and does so when it is called.
    case exists(PeerBehaviour, after: Duration?)
    /// It is there, answers, and takes no real-time text.
    case existsWithoutText
    /// It calls; `number`: what it shows in place of its own.
    case calls(number: String?)
    /// It calls and withholds its number.
    case callsWithheld
    /// It answers, declines, is busy, or lets it ring.
    case does(PeerBehaviour, after: Duration?)
    case givesUp
    case hangsUp(after: Duration?)
    case holds
    case resumes
    case transfers(to: String)
    case answersTransfer(isAccepted: Bool)
    /// Real-time text.
    case types(String, apart: Duration?)
    case sendsDigits(String)
    /// Speaks until it falls silent, or for so long.
    case speaks(Duration?)
    case fallsSilent
    /// A steady tone, until it falls silent or for so long.
    case playsTone(hertz: Int, Duration?)
    case sendsMessage(String)
    case leavesVoiceMessage
    case becomes(Presence)
    /// Refuses with this SIP code.
    case refuses(code: Int)
}

import Announcements
import CallEngine

/// What the interface asks of the program, in order.
public enum Effect: Sendable, Equatable {
    case engine(EngineCommand)
    /// For the voice: say, cut, or write a line of the transcript.
    case speech(SpeechAction)
    /// The ring of a call that comes in while none is up; goes on until `stopRinging`.
    case startRinging(CallID, RingChoice)
    case stopRinging
    /// The terminal's bell.
    case bell
    /// The caller's volume in percent.
    case setCallVolume(Int)
    /// Which ear hears the voice, and which the call.
    case setEars(Ears)
    /// The voice's rate in words a minute.
    case setSpeechRate(Int)
    case quit
}

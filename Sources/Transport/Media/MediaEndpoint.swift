import CallEngine
import Media

/// What stands at this computer's end of the media sessions.
public enum MediaEndpoint: Sendable {
    /// The agent's sound card, or what stands for it: the microphone goes to every session that sends, and the
    /// playout is the sum of what they receive.
    case port(AudioPort)
    /// A sound of its own for each session, paced by the loop: asked for when the session's first plan comes. The
    /// closure is called on the media loop and must not block.
    case `internal`(@Sendable (MediaID) -> InternalEndpoint)
}

/// A far end without a sound card.
public enum InternalEndpoint: Sendable {
    /// What is received is sent back.
    case echo
    /// Samples at 48 kHz, mono, from the beginning; then again, or silence.
    case samples([Int16], loops: Bool)
    case silence
    /// As `samples`, looped; each 10 ms that is heard (480 samples at 48 kHz) is handed over on the media loop.
    case monitored(sending: [Int16], heard: @Sendable ([Int16]) -> Void)
    /// As `monitored`, but each 10 ms that is said is asked for when its time comes. Both are called on the media loop, what is
    /// heard first, and must not block.
    case live(speak: @Sendable (inout [Int16]) -> Void, heard: @Sendable ([Int16]) -> Void)
}

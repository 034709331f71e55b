/// Which ear hears what: the voice in one, the caller in the other, or both in both (also for a headset with one ear).
public enum Ears: String, Sendable, Equatable, CaseIterable {
    case both
    case voiceLeft = "voice_left"
    case voiceRight = "voice_right"

    /// The next choice of the one key.
    public var next: Ears {
        switch self {
        case .both: .voiceLeft
        case .voiceLeft: .voiceRight
        case .voiceRight: .both
        }
    }
}

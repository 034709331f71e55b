import Configuration

/// What the agent hears: judged from the recorded sound of the headset.
public enum HearingStep: Sendable, Equatable {
    case phrase(HeardPhrase)
    /// Never, or not for so long.
    case notHeard(String, during: Duration?)
    case nothing(during: Duration?)
    /// One after the other.
    case order([String])
    case count(String, times: Int)
    /// The phrase is broken off, so soon after what broke it.
    case cut(String, within: Duration?)
    case whole(String)
    /// The voice stops, so soon after the last step.
    case voiceStops(within: Duration?)
    case earcon(String)
    case ringing(Bool)
    /// While the voice speaks, by so many dB at least (EN 301 549 §5.1.3.10).
    case ringLowered(by: Double)
    case peerVoice(String, ear: Ear?)
    case words(atMost: Int)
}

/// A phrase and where, when and how it is heard.
public struct HeardPhrase: Sendable, Equatable {
    public var text: String
    /// A part of what is said is enough.
    public var isPart: Bool
    public var ear: Ear?
    public var language: SettingLanguage?
    /// From the last step on.
    public var within: Duration?
}

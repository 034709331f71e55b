/// What a device is for.
public enum DeviceRole: String, Sendable, Equatable, CaseIterable {
    /// What the agent says, and what the peer says.
    case microphone, headset
    /// The voice of this computer, where it has a device of its own.
    case voice
    /// The ring tone: a device that calls ring on, besides the headset's and the voice's.
    case ring
}

import Media

/// What a device is for.
public enum DeviceRole: String, Sendable, Equatable, CaseIterable {
    case microphone, headset
    /// The voice's own device, where it has one.
    case voice
    /// A device that calls ring on, besides the headset's and the voice's.
    case ring
}

/// What happened to a device; each is told once.
public enum DeviceEvent: Sendable, Equatable {
    /// It could not be opened at the start: no such card, busy, or an unreadable file. Tried again each second.
    case absent(DeviceRole, reason: String)
    /// It worked and no longer does (unplugged, the sound server gone). Tried again each second.
    case lost(DeviceRole, reason: String)
    /// It works again.
    case back(DeviceRole)
    /// What the microphone's sound tells while calls are up.
    case microphone(MicrophoneWatch.Finding)
}

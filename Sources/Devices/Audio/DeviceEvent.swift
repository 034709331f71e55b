/// Which end of the agent's sound.
public enum DeviceRole: String, Sendable, Equatable, CaseIterable {
    case microphone, headset
}

/// What happened to a device; each is told once.
public enum DeviceEvent: Sendable, Equatable {
    /// It could not be opened at the start: no such card, busy, or an unreadable file. Tried again each second.
    case absent(DeviceRole, reason: String)
    /// It worked and no longer does (unplugged, the sound server gone). Tried again each second.
    case lost(DeviceRole, reason: String)
    /// It works again.
    case back(DeviceRole)
}

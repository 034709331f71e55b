import Media

/// Which device a role has.
public enum DeviceUse: Sendable, Equatable {
    /// The one that was preferred or selected, or none yet and this one is being opened.
    case preferred(DeviceURI)
    /// One that came in its place by itself.
    case fallback(DeviceURI)
    /// None was there from the start.
    case absent(DeviceURI)
    /// It worked, and none does now.
    case lost(DeviceURI)

    public var device: DeviceURI {
        switch self {
        case .preferred(let device), .fallback(let device), .absent(let device), .lost(let device): device
        }
    }
}

/// What happened to a device; each is told once.
public enum DeviceEvent: Sendable, Equatable {
    /// None could be opened at the start: no such card, busy, or an unreadable file. Tried again each second.
    case absent(DeviceRole, reason: String)
    /// It worked and no longer does (unplugged, the sound server gone). Tried again each second.
    case lost(DeviceRole, reason: String)
    /// The preferred one works, after it was missing.
    case back(DeviceRole)
    /// The preferred one is missing, and this one works in its place.
    case replaced(DeviceRole, by: DeviceURI)
    /// What the microphone's sound tells while calls are up.
    case microphone(MicrophoneWatch.Finding)
    /// Speech Dispatcher is gone and our own voice speaks, or it is there again.
    case speechService(isThere: Bool)
}

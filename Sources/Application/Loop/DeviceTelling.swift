import Devices
import Media
import TerminalUI

/// What the agent is told of the devices: each loss once, though microphone and headset are one plug.
struct DeviceTelling {
    private var missing: Set<DeviceRole> = []
    /// Roles whose preferred device is missing, and that have another.
    private var replaced: Set<DeviceRole> = []
    /// Microphone and headset went together: one word tells of both.
    private var isOnePlug = false
    /// Told as soon as the microphone is there too.
    private var owed: TerminalUI.DeviceEvent?
    private var isPlugMissing: Bool { missing.contains(.microphone) || missing.contains(.headset) }

    /// - Returns: what to tell; nil where the agent knows it already.
    mutating func receive(_ event: Devices.DeviceEvent) -> TerminalUI.DeviceEvent? {
        switch event {
        case .absent(.voice, _), .lost(.voice, _): return missing.insert(.voice).inserted ? .voiceMoved : nil
        case .back(.voice), .replaced(.voice, _): return missing.remove(.voice) != nil ? .voiceBack : nil
        case .speechService(let isThere): return isThere ? .speechServiceBack : .speechServiceLost
        case .absent(.ring, _), .lost(.ring, _): return .ringLost
        case .back(.ring), .replaced(.ring, _): return nil
        case .absent(let role, _): return lose(role, .noAudioDevice)
        case .lost(let role, _): return lose(role, .headsetLost)
        case .back(let role):
            let wasReplaced = replaced.remove(role) != nil
            guard missing.remove(role) != nil || wasReplaced else { return nil }
            // The headset's return tells of the plug.
            if wasReplaced, isOnePlug, role == .microphone { return nil }
            return find(role, .headsetBack)
        case .replaced(let role, _):
            replaced.insert(role)
            missing.remove(role)
            return find(role, role == .microphone && owed == nil ? .microphoneReplaced : .headsetReplaced)
        case .microphone(let finding): return tell(finding)
        }
    }

    private mutating func lose(_ role: DeviceRole, _ news: TerminalUI.DeviceEvent) -> TerminalUI.DeviceEvent? {
        let wasMissing = isPlugMissing
        isOnePlug = wasMissing || replaced.contains(role == .microphone ? .headset : .microphone)
        missing.insert(role)
        owed = nil
        guard !wasMissing else { return nil }
        return isOnePlug && role == .microphone ? .microphoneMissing : news
    }

    private mutating func find(_ role: DeviceRole, _ news: TerminalUI.DeviceEvent) -> TerminalUI.DeviceEvent? {
        guard !isPlugMissing else {
            if role == .headset { owed = news }
            return role == .headset ? .microphoneMissing : nil
        }
        defer { owed = nil }
        return owed ?? news
    }

    /// A microphone that is unplugged is silent for a reason that was told.
    private func tell(_ finding: MicrophoneWatch.Finding) -> TerminalUI.DeviceEvent? {
        switch finding {
        case .silent: isPlugMissing ? nil : .microphoneSilent
        case .heard: .microphoneBack
        case .speakingWhileMuted: .speakingWhileMuted
        }
    }
}

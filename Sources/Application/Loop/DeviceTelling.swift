import Devices
import Media
import TerminalUI

/// What the agent is told of the devices: each loss once, though microphone and headset are one plug.
struct DeviceTelling {
    /// The voice has a device of its own.
    var hasVoiceDevice = false
    private var missing: Set<DeviceRole> = []
    private var isVoiceElsewhere: Bool { hasVoiceDevice && !missing.contains(.voice) }
    private var isPlugMissing: Bool { missing.contains(.microphone) || missing.contains(.headset) }

    init(hasVoiceDevice: Bool = false) { self.hasVoiceDevice = hasVoiceDevice }

    /// - Returns: what to tell; nil where the agent knows it already.
    mutating func receive(_ event: Devices.DeviceEvent) -> TerminalUI.DeviceEvent? {
        switch event {
        case .absent(.voice, _), .lost(.voice, _): return missing.insert(.voice).inserted ? .voiceMoved : nil
        case .absent(.ring, _), .lost(.ring, _): return .ringLost
        case .back(.voice): return missing.remove(.voice) != nil ? .voiceBack : nil
        case .back(.ring): return nil
        case .absent(let role, _):
            defer { missing.insert(role) }
            return isPlugMissing ? nil : .noAudioDevice
        case .lost(let role, _):
            defer { missing.insert(role) }
            return isPlugMissing ? nil : .headsetLost(isVoicePrivate: role == .microphone || isVoiceElsewhere)
        case .back(let role):
            guard missing.remove(role) != nil else { return nil }
            return isPlugMissing ? nil : .headsetBack
        case .microphone(let finding): return tell(finding)
        }
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

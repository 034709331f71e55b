import Devices
import TerminalUI

/// What the agent is told of the devices: each loss once, though microphone and headset are one plug.
struct DeviceTelling {
    private var missing: Set<DeviceRole> = []

    /// - Returns: what to tell; nil where the agent knows it already.
    mutating func receive(_ event: Devices.DeviceEvent) -> TerminalUI.DeviceEvent? {
        switch event {
        case .absent(let role, _):
            defer { missing.insert(role) }
            return missing.isEmpty ? .noAudioDevice : nil
        case .lost(let role, _):
            defer { missing.insert(role) }
            return missing.isEmpty ? .headsetLost(isVoicePrivate: role == .microphone) : nil
        case .back(let role):
            guard missing.remove(role) != nil else { return nil }
            return missing.isEmpty ? .headsetBack : nil
        }
    }
}

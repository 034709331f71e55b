import Control
import Devices
import Media

/// `device.changed{role,state,reason?,device?}`: what happened to a device, or what the microphone's sound tells.
enum DeviceNotification {
    static func line(_ event: Devices.DeviceEvent) -> String {
        switch event {
        case .absent(let role, let reason): line(role, "absent", reason)
        case .lost(let role, let reason): line(role, "lost", reason)
        case .back(let role): line(role, "back", nil)
        case .replaced(let role, let device): line(role, "replaced", nil, device)
        case .microphone(.silent): line(.microphone, "silent", nil)
        case .microphone(.heard): line(.microphone, "heard", nil)
        case .microphone(.speakingWhileMuted): line(.microphone, "speakingWhileMuted", nil)
        }
    }

    private static func line(
        _ role: DeviceRole, _ state: String, _ reason: String?, _ device: DeviceURI? = nil
    ) -> String {
        JSON.record([
            "jsonrpc": .text("2.0"), "method": .text("device.changed"),
            "params": .record([
                "role": .text(role.rawValue), "state": .text(state), "reason": reason.map { .text($0) },
                "device": device.map { .text($0.description) },
            ]),
        ]).description
    }
}

import Control
import Devices
import JSONText
import Media

/// `device.changed{role,state,reason?,device?,call?}`: what happened to a device, or what the microphone's sound tells.
enum DeviceNotification {
    /// - Parameter call: whose device it is, where a call has its own.
    static func line(_ event: Devices.DeviceEvent, ofCall call: Int? = nil) -> String {
        var (reason, device): (String?, DeviceURI?)
        let (role, state): (DeviceRole, String)
        switch event {
        case .absent(let missing, let why): (role, state, reason) = (missing, "absent", why)
        case .lost(let missing, let why): (role, state, reason) = (missing, "lost", why)
        case .back(let known): (role, state) = (known, "back")
        case .replaced(let missing, let other): (role, state, device) = (missing, "replaced", other)
        case .speechService(let isThere): (role, state) = (.voice, isThere ? "serviceBack" : "serviceLost")
        case .microphone(.silent): (role, state) = (.microphone, "silent")
        case .microphone(.heard): (role, state) = (.microphone, "heard")
        case .microphone(.speakingWhileMuted): (role, state) = (.microphone, "speakingWhileMuted")
        }
        return JSON.record([
            "jsonrpc": .text("2.0"), "method": .text("device.changed"),
            "params": .record([
                "role": .text(role.rawValue), "state": .text(state), "reason": reason.map { .text($0) },
                "device": device.map { .text($0.description) }, "call": call.map { .integer($0) },
            ]),
        ]).description
    }
}

import JSONText
import Media

extension ControlParameters {
    /// What `audio.list`, `audio.select` and `audio.level` ask for.
    func soundRequest(_ method: ControlMethod) throws(ControlFault) -> SoundRequest {
        switch method {
        case .audioSelect: return .select(try soundRole(), device: try text("device"))
        case .audioLevel:
            let most = Limits.soundLevelPercent
            guard let percent = values["level"]?.integer, (0...most).contains(percent) else {
                throw .invalidParameter("\"level\" is a percentage from 0 to \(most)")
            }
            return .level(try soundRole(), percent: percent)
        default: return .list
        }
    }

    /// The devices of one call; nil: those of all calls again.
    func ownDevices() throws(ControlFault) -> OwnDevices? {
        let microphone = values["microphone"]?.text
        let headset = values["headset"]?.text
        guard microphone != nil || headset != nil else { return nil }
        return OwnDevices(microphone: try text("microphone"), headset: try text("headset"))
    }

    private func soundRole() throws(ControlFault) -> DeviceRole {
        guard let role = DeviceRole(rawValue: try text("role")) else {
            let known = DeviceRole.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalidParameter("\"role\" is one of \(known)")
        }
        return role
    }
}

extension SoundAnswer {
    /// The result of the response, or its fault.
    func result() throws(ControlFault) -> JSON {
        switch self {
        case .report(let report): return report.json
        case .done: return .record([:])
        case .noDevice(let why): throw .invalidParameter(why)
        case .sharesHeadset: throw .sharesHeadset
        case .inUse: throw .deviceInUse
        }
    }
}

extension SoundReport {
    var json: JSON {
        .record([
            "devices": .array(
                devices.map { device in
                    .record([
                        "device": .text(device.device), "name": .text(device.name),
                        "direction": .text(device.isInput ? "input" : "output"),
                    ])
                }),
            "chosen": .array(
                chosen.map { choice in
                    .record([
                        "role": .text(choice.role.rawValue), "device": .text(choice.device),
                        "level": choice.percent.map { .integer($0) },
                    ])
                }),
        ])
    }
}

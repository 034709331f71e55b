import Control
import Devices
import Media
import TerminalUI

/// What scripts ask of the sound (`audio.list`, `audio.select`, `audio.level`).
extension Sound {
    func carryOut(_ request: SoundRequest) -> SoundAnswer {
        switch request {
        case .list: return .report(report())
        case .level(let role, let percent):
            listening.setLevel(percent, of: role)
            return .done
        case .select(let role, let text):
            let device: DeviceURI
            do throws(DeviceURIError) { device = try DeviceURI(text) } catch { return .noDevice("\(error)") }
            return select(device, for: role)
        case .call(let call, nil):
            calls.close(call)
            return .done
        case .call(let call, let own?):
            let microphone: DeviceURI
            let headset: DeviceURI
            do throws(DeviceURIError) {
                (microphone, headset) = (try DeviceURI(own.microphone), try DeviceURI(own.headset))
            } catch { return .noDevice("\(error)") }
            return give(call, microphone, headset)
        }
    }

    private func give(_ call: Int, _ microphone: DeviceURI, _ headset: DeviceURI) -> SoundAnswer {
        guard Self.suits(headset, isInput: false) else { return .noDevice("\(headset) cannot be used as a headset") }
        // What the call has itself it may have again.
        let others = devices.chosen + calls.chosen(besides: call)
        guard !Self.isTaken(headset, isInput: false, among: others),
            !Self.isTaken(microphone, isInput: true, among: others)
        else { return .inUse }
        calls.give(call, microphone: microphone, headset: headset)
        return .done
    }

    /// Each card, and each file that is written, has one owner.
    private static func isTaken(
        _ device: DeviceURI, isInput: Bool, among chosen: [(role: DeviceRole, device: DeviceURI)]
    ) -> Bool {
        switch device {
        case .alsa: break
        case .wave: if isInput { return false }
        case .tone, .burst, .silence, .null: return false
        }
        return chosen.contains { $0.device == device && ($0.role == .microphone) == isInput }
    }

    private func select(_ device: DeviceURI, for role: DeviceRole) -> SoundAnswer {
        guard Self.suits(device, isInput: role == .microphone) else {
            return .noDevice("\(device) cannot be used for this role")
        }
        // A microphone and a headset of one name are two ends of it; files that are written have one writer.
        let others = devices.chosen.filter { $0.role != role && ($0.role == .microphone) == (role == .microphone) }
        guard device == .null || !others.contains(where: { $0.device == device }),
            !Self.isTaken(device, isInput: role == .microphone, among: calls.chosen(besides: nil))
        else { return .inUse }
        guard devices.chosen.contains(where: { $0.role == role }) else { return .sharesHeadset }
        // Nothing of what the agent alone was to hear goes there.
        if listening.note(.preferred(device), of: role) { voice?.cut() }
        _ = devices.select(device, for: role)
        return .done
    }

    private static func suits(_ device: DeviceURI, isInput: Bool) -> Bool {
        switch device {
        case .alsa, .wave, .null: true
        case .tone, .burst, .silence: isInput
        }
    }

    private func report() -> SoundReport {
        let inputs = Self.devices(.microphone, isInput: true)
        let outputs = Self.devices(.headset, isInput: false)
        var told: Set<DeviceRole> = []
        var chosen = devices.chosen.map { choice in
            let isFirst = told.insert(choice.role).inserted
            return SoundReport.Choice(
                role: choice.role, device: choice.device.description,
                percent: isFirst ? listening.level(of: choice.role) : nil)
        }
        // What shares the headset is there all the same.
        let headset = devices.chosen.first { $0.role == .headset }?.device.description ?? ""
        for role in DeviceRole.allCases where !told.contains(role) {
            chosen.append(SoundReport.Choice(role: role, device: headset, percent: listening.level(of: role)))
        }
        return SoundReport(devices: inputs + outputs, chosen: chosen)
    }

    private static func devices(_ role: DeviceRole, isInput: Bool) -> [SoundReport.Device] {
        ALSADevices.list(role).map {
            SoundReport.Device(device: DeviceURI.alsa($0.name).description, name: $0.description, isInput: isInput)
        }
    }
}

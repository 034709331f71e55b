import Configuration
import Devices
import Media

/// Which output plays what: the headset the calls; the voice and the ring tone there too, or on devices of their own.
/// Two settings that name the same device share it: each device has one owner.
struct SoundOutputs: Sendable {
    let headset: AudioOutput
    /// Where the voice is heard.
    let voice: RealtimePath
    /// Where calls ring; nil: where the voice is heard, wherever it moves.
    let ringing: [RealtimePath]?
    /// The devices besides the headset.
    let others: [AudioOutput]

    init(_ settings: Settings) throws(ProgramProblem) {
        let headsets = try Sound.uris(settings.headsets)
        headset = AudioOutput(role: .headset, devices: headsets, path: RealtimePath(port: AudioPort()))
        var outputs = [headset]
        func path(_ devices: [DeviceURI], _ role: DeviceRole) -> RealtimePath {
            if let known = outputs.first(where: { $0.devices.first == devices.first }) { return known.path }
            let made = AudioOutput(role: role, devices: devices, path: RealtimePath(port: AudioPort()))
            outputs.append(made)
            return made.path
        }
        let own = try Sound.uris(settings.voiceDevices)
        voice = own.isEmpty ? headset.path : path(own, .voice)
        let ringing = try Sound.uris(Array(settings.ringDevices.prefix(Limits.ringDevices))).map { path([$0], .ring) }
        self.ringing = ringing.isEmpty ? nil : ringing
        others = Array(outputs.dropFirst())
    }

    /// The voice has a device of its own.
    var hasVoiceDevice: Bool { voice !== headset.path }

    /// What a role has before anything was opened.
    func use(of role: DeviceRole) -> DeviceUse {
        .preferred(([headset] + others).first { $0.role == role }?.devices.first ?? .null)
    }
}

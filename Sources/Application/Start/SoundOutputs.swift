import Configuration
import Devices
import Media

/// Which output plays what: the headset the calls; the voice and the ring tone there too, or on devices of their own.
/// Two settings that name the same device share it: each device has one owner.
struct SoundOutputs: Sendable {
    let headset: AudioOutput
    /// Where the voice is heard.
    let voice: RealtimePath
    /// Where calls ring.
    let ringing: [RealtimePath]
    /// The devices besides the headset.
    let others: [AudioOutput]

    init(_ settings: Settings) throws(ProgramProblem) {
        var outputs = [
            AudioOutput(
                role: .headset, device: try Sound.uri(settings.headset), path: RealtimePath(port: AudioPort()))
        ]
        func path(_ device: DeviceURI, _ role: DeviceRole) -> RealtimePath {
            if let known = outputs.first(where: { $0.device == device }) { return known.path }
            let made = AudioOutput(role: role, device: device, path: RealtimePath(port: AudioPort()))
            outputs.append(made)
            return made.path
        }
        headset = outputs[0]
        voice =
            try settings.voiceDevice.map { (text) throws(ProgramProblem) in path(try Sound.uri(text), .voice) }
            ?? headset.path
        var ringing: [RealtimePath] = []
        for text in settings.ringDevices.prefix(Limits.ringDevices) { ringing.append(path(try Sound.uri(text), .ring)) }
        self.ringing = ringing.isEmpty ? [voice] : ringing
        others = Array(outputs.dropFirst())
    }
}

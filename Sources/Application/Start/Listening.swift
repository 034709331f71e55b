import Announcements
import Control
import Devices
import Media
import Synchronization
import TerminalUI

#if FAULTS
    import Faults
#endif

/// How loud each source is in each ear, and where it is not heard at all. Told of devices on their threads, before sound goes to them.
final class Listening: Sendable {
    private struct State {
        var ears: Ears
        var levels: [DeviceRole: Int] = [:]
        var hearers: Hearers
    }

    private let outputs: SoundOutputs
    private let state: Mutex<State>

    init(_ outputs: SoundOutputs, ears: Ears, privateDevices: [DeviceURI]) {
        self.outputs = outputs
        let hearers = Hearers(
            privateDevices: privateDevices, voice: outputs.hasVoiceDevice ? outputs.use(of: .voice) : nil,
            headset: outputs.use(of: .headset))
        state = Mutex(State(ears: ears, hearers: hearers))
        apply()
    }

    var audience: Audience { state.withLock { $0.hearers.audience } }

    /// - Returns: whether the agent alone heard the voice until now, and no longer does: what it is saying must not go on.
    func note(_ use: DeviceUse, of role: DeviceRole) -> Bool {
        let isOverheard = state.withLock { state in
            let wasPrivate = state.hearers.audience == .agent
            switch role {
            case .headset: state.hearers.headset = use
            case .voice: state.hearers.voice = use
            case .microphone, .ring: break
            }
            return wasPrivate && state.hearers.audience != .agent
        }
        apply()
        return isOverheard
    }

    /// Percent of unity.
    func setLevel(_ percent: Int, of role: DeviceRole) {
        state.withLock { $0.levels[role] = min(max(percent, 0), Control.Limits.soundLevelPercent) }
        apply()
    }

    func level(of role: DeviceRole) -> Int { state.withLock { $0.levels[role] ?? 100 } }

    var ears: Ears { state.withLock { $0.ears } }

    func setEars(_ ears: Ears) {
        state.withLock { $0.ears = ears }
        apply()
    }

    /// A source is in an ear, or in none of it.
    private func apply() {
        state.withLock { state in
            func gain(_ role: DeviceRole) -> Float { Float(state.levels[role] ?? 100) / 100 }
            let ears = state.ears
            // What the voice is still saying does not go to others: silence first, then the queue learns why.
            let voice = state.hearers.audience == .nobody ? 0 : gain(.voice)
            let (call, ring) = (gain(.headset), gain(.ring))
            outputs.headset.path.setMicrophoneGain(gain(.microphone))
            outputs.headset.path.setGain(
                left: ears == .voiceLeft ? 0 : call, right: ears == .voiceRight ? 0 : call, of: .call)
            for path in [outputs.headset.path, outputs.voice] {
                path.setGain(
                    left: ears == .voiceRight ? 0 : voice, right: ears == .voiceLeft ? 0 : voice, of: .speech)
            }
            #if FAULTS
                for path in Fault.wrongEar.isOn ? [outputs.headset.path, outputs.voice] : [] {
                    path.setGain(
                        left: ears == .voiceLeft ? 0 : voice, right: ears == .voiceRight ? 0 : voice, of: .speech)
                }
            #endif
            for path in outputs.ringing ?? [outputs.voice, outputs.headset.path] {
                path.setGain(left: ring, right: ring, of: .ringTone)
            }
        }
    }
}

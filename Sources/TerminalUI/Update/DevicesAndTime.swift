import Announcements
import CallEngine
import SIP

/// Sound devices that come and go, and what is due.
extension Turn {
    mutating func take(_ event: DeviceEvent) {
        switch event {
        case .headsetLost(let isVoicePrivate):
            effects.append(.bell)
            // Speech moves only to a device that nobody else hears: else the line and the bell tell it.
            tell(.headsetLost, again: true, isVoicePrivate: isVoicePrivate)
        case .noAudioDevice:
            effects.append(.bell)
            tell(.noAudioDevice, again: false, isVoicePrivate: true)
        case .headsetBack:
            settleDevice()
            announce(.headsetBack, .device)
        case .voiceMoved: announce(.sound(.voiceMoved), .device)
        case .voiceBack: announce(.sound(.voiceBack), .device)
        case .ringLost: announce(.sound(.ringLost), .device)
        case .microphoneSilent: tell(.microphoneSilent, again: true, isVoicePrivate: state.isVoicePrivate)
        case .microphoneBack: if state.deviceProblem == .microphoneSilent { forgetDeviceProblem() }
        case .speakingWhileMuted:
            guard !state.mutedSpeechTold else { return }
            state.mutedSpeechTold = true
            announce(.speakingWhileMuted, .microphone)
        }
    }

    private mutating func tell(_ announcement: Announcement, again: Bool, isVoicePrivate: Bool) {
        if again, !state.calls.isEmpty {
            state.deviceProblem = announcement
            state.deviceAgainAt = now + Limits.deviceAgain
        }
        state.isVoicePrivate = isVoicePrivate
        announce(announcement, .device)
    }

    private mutating func settleDevice() {
        state.isVoicePrivate = true
        forgetDeviceProblem()
    }

    private mutating func forgetDeviceProblem() {
        state.deviceProblem = nil
        state.deviceAgainAt = nil
    }

    /// Everything whose time has come.
    mutating func handleTimeout() {
        voice(state.speech.handleTimeout(at: now))
        if let due = state.filterCountAt, due <= now { countLines() }
        if let due = state.secondCallAgainAt, due <= now {
            sound(.secondCall)
            state.secondCallAgainAt = now + Limits.secondCallAgain
        }
        readPausedWriting()
        if let due = state.deviceAgainAt, due <= now, let problem = state.deviceProblem {
            announce(problem, .device)
            state.deviceAgainAt = now + Limits.deviceAgain
        }
        if let due = state.quitAt, due <= now {
            state.quitAt = nil
            effects.append(.quit)
        }
    }
}

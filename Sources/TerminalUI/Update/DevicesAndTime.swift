import Announcements
import CallEngine
import Time

#if FAULTS
    import Faults
#endif

/// Sound devices that come and go, and what is due.
extension Turn {
    mutating func take(_ event: DeviceEvent) {
        #if FAULTS
            if Fault.microphoneUnwatched.isOn, event == .microphoneSilent || event == .speakingWhileMuted { return }
            if Fault.headsetLossSilent.isOn, event == .headsetLost { return }
            if Fault.soundMarkMissing.isOn, case .farEndHeard = event { return }
        #endif
        switch event {
        case .voiceHeard(let audience):
            // What was to be said to the agent alone is not said to others.
            if audience != .agent, state.audience == .agent { voice(state.speech.fallSilent()) }
            state.audience = audience
        case .headsetLost:
            effects.append(.bell)
            tellOfDeadDevice(.headsetLost)
        case .noAudioDevice:
            effects.append(.bell)
            announce(.noAudioDevice, .device)
        case .headsetBack: tellOfDevice(.headsetBack)
        case .headsetReplaced: tellOfDevice(.sound(.headsetReplaced))
        case .microphoneReplaced: tellOfDevice(.sound(.microphoneReplaced))
        case .microphoneMissing: repeatInCall(.microphoneSilent)
        case .voiceMoved: announce(.sound(.voiceMoved), .device)
        case .voiceBack: announce(.sound(.voiceBack), .device)
        case .speechServiceLost: announce(.sound(.speechServiceLost), nil)
        case .speechServiceBack: announce(.sound(.speechServiceBack), nil)
        case .ringLost: announce(.sound(.ringLost), .device)
        case .ownDevicesMissing(let calls): tellOfOwnDevices(missing: calls)
        case .ownDevicesChanged(let call): state.callsWithoutDevice.remove(call)
        case .microphoneSilent: tellOfDeadDevice(.microphoneSilent)
        case .microphoneBack: if state.deviceProblem == .microphoneSilent { forgetDeviceProblem() }
        case .speakingWhileMuted:
            guard !state.mutedSpeechTold else { return }
            state.mutedSpeechTold = true
            announce(.speakingWhileMuted, .microphone)
        case .farEndHeard(let isHeard): state.soundMark.hear(isHeard, at: now)
        }
    }

    /// Told now, and in a call again and again until it is mended.
    private mutating func tellOfDeadDevice(_ announcement: Announcement) {
        repeatInCall(announcement)
        announce(announcement, .device)
    }

    private mutating func repeatInCall(_ announcement: Announcement) {
        guard !state.calls.isEmpty else { return }
        state.deviceProblem = announcement
        state.deviceAgainAt = now + Limits.deviceAgain
    }

    /// A device that is there.
    private mutating func tellOfDevice(_ announcement: Announcement) {
        forgetDeviceProblem()
        announce(announcement, .device)
    }

    private mutating func forgetDeviceProblem() {
        state.deviceProblem = nil
        if state.callsWithoutDevice.isEmpty { state.deviceAgainAt = nil }
    }

    /// Each loss and each return once for a call, whichever of its two devices it is.
    private mutating func tellOfOwnDevices(missing: Set<CallID>) {
        let before = state.callsWithoutDevice
        state.callsWithoutDevice = missing
        for call in state.calls where before.contains(call.id) != missing.contains(call.id) {
            if missing.contains(call.id) {
                effects.append(.bell)
                state.deviceAgainAt = now + Limits.deviceAgain
                tellOfLostDevice(of: call)
            } else {
                announce(.sound(.callDeviceBack(call.remote)), .ownDevices(call.id.number), about: call.remote)
            }
        }
    }

    private mutating func tellOfLostDevice(of call: CallSnapshot) {
        announce(.sound(.callDeviceLost(call.remote)), .ownDevices(call.id.number), about: call.remote)
    }

    private mutating func tellOfDevicesAgain() {
        if let problem = state.deviceProblem { announce(problem, .device) }
        for call in state.calls where state.callsWithoutDevice.contains(call.id) { tellOfLostDevice(of: call) }
        let isMended = state.deviceProblem == nil && state.callsWithoutDevice.isEmpty
        state.deviceAgainAt = isMended ? nil : now + Limits.deviceAgain
    }

    /// The call's length, where the agent wants it said each so many minutes.
    private mutating func markTime() {
        defer { setTimeMark() }
        guard let at = state.targets.current.flatMap({ state.call($0) })?.answeredAt else { return }
        let words = SpokenTime.duration(seconds: Int((now - at).components.seconds), settings.language)
        voice(
            state.speech.enqueue(
                SpeechRequest(text: isOwnVoice ? words : "", language: settings.language, priority: .notification),
                at: now))
        write(words)
    }

    /// The next mark of the call that is up; none where none is, or none is wanted.
    mutating func setTimeMark() {
        #if FAULTS
            if Fault.elapsedSpoken.isOn, let at = state.targets.current.flatMap({ state.call($0) })?.answeredAt {
                state.timeMarkAt = at + .seconds((Int((now - at).components.seconds) / 5 + 1) * 5)
                return
            }
        #endif
        guard let minutes = settings.timeMarkMinutes,
            let at = state.targets.current.flatMap({ state.call($0) })?.answeredAt
        else {
            state.timeMarkAt = nil
            return
        }
        let step = minutes * 60
        let passed = Int((now - at).components.seconds)
        state.timeMarkAt = at + .seconds((passed / step + 1) * step)
    }

    /// Everything whose time has come.
    mutating func handleTimeout() {
        voice(state.speech.handleTimeout(at: now))
        if let due = state.filterCountAt, due <= now {
            countLines()
            askDirectories()
        }
        if let due = state.directoryDueAt, due <= now { tellSilence() }
        if let due = state.secondCallAgainAt, due <= now {
            sound(.secondCall)
            state.secondCallAgainAt = now + Limits.secondCallAgain
        }
        readPausedWriting()
        if let due = state.outputTrial?.nextAt, due <= now { tryNextOutput() }
        if let due = state.timeMarkAt, due <= now { markTime() }
        if let due = state.deviceAgainAt, due <= now { tellOfDevicesAgain() }
        if let due = state.quitAt, due <= now {
            state.quitAt = nil
            effects.append(.quit)
        }
    }
}

import Announcements
import CallEngine
import Configuration
import Time

#if FAULTS
    import Faults
#endif

/// Commands carried out. Each either does its work or says why not.
extension Turn {
    /// A key asked for it.
    mutating func run(_ command: Command) {
        if command != .who { state.keys.whoPresses = 0 }
        if command != .repeat { state.keys.repeatPresses = 0 }
        if mayAct(command) { perform(command) }
    }

    /// Not the keyboard's repeat, and not meant for a call that has just given way to another, or whose name was not heard.
    mutating func mayAct(_ command: Command) -> Bool {
        #if FAULTS
            if Fault.doubleStrikeActs.isOn { state.keys.lastCommand = nil }
        #endif
        let last = state.keys.lastCommand
        state.keys.lastCommand = KeyState.LastCommand(command: command, at: now)
        if command.ignoresAutorepeat, let last, last.command == command, now - last.at < settings.doubleStrike {
            state.confirming?.keys = 0
            // It is the press before: what that one told stays told.
            if told?.command == command { state.targets.told = told }
            return false
        }
        guard let role = command.role, let target = state.targets[role] else { return true }
        if state.targets.hasChanged(role, at: now) || !mayTake(target, by: command) {
            tellTarget(target, role, command)
            return false
        }
        return true
    }

    /// Whether a call that rings was heard named, or told by this same key before.
    func mayTake(_ call: CallID, by command: Command?) -> Bool {
        guard unheard.contains(call) else { return true }
        guard let told, told.call == call, told.command == nil || told.command == command else { return false }
        return now - told.at >= max(settings.doubleStrike, Limits.autorepeat)
    }

    private mutating func tellTarget(_ target: CallID, _ role: CallTargets.Role, _ command: Command) {
        state.targets.told(role)
        guard let call = state.call(target) else { return }
        switch role {
        case .ringing: tellCaller(call, by: command)
        case .current: answer(.newTarget(call.remote))
        }
    }

    /// The name is owed until it is heard, as when the call came.
    mutating func tellCaller(_ call: CallSnapshot, by command: Command?) {
        state.targets.told = CallTargets.Told(call: call.id, command: command, at: now)
        let words = Answer.newTarget(call.remote)
        guard isPrivateVoice else { return answer(words) }
        let topic = SpeechTopic.call(call.id.number)
        state.speech.acknowledge(topic)
        sayNow(words.text(style), isPersonal: words.isPersonal, persistence: .whileRinging, topic: topic)
        write(words.text(style.written))
    }

    mutating func perform(_ command: Command) {
        if let obstacle = state.obstacle(to: command) { return answer(.impossible(obstacle)) }
        switch command {
        case .keys: listKeys()
        case .who: tellWho()
        case .whereAmI: tellWhere()
        case .repeat: repeatLast()
        case .palette: open(.palette)
        case .time: tellTime()
        case .dial: open(.dial)
        case .announcements: open(.announcements)
        case .link: openLink()
        case .contacts: open(.contacts)
        case .newContact: open(.contact, .contact(nil))
        case .callHistory: open(.callHistory)
        case .pastCall: openPastCall()
        case .exportCalls: exportCalls()
        case .messages: open(.messages)
        case .newMessage: open(.newMessage)
        case .voicemail: callMailbox()
        case .colleagues: open(.colleagues)
        case .waitingRecords: open(.waitingRecords)
        case .note: openNotes()
        case .settings: open(.settings)
        case .sound: openSound()
        case .firstStart: openFirstSteps()
        case .about: open(.about)
        case .quit: quit()
        case .incident: openIncident()
        case .answer, .decline, .swap, .transfer, .hold, .mute, .hangUp, .silence, .visitCall, .write, .record,
            .conference, .join, .park, .moveToMobile, .takeBack, .pickUp, .acceptTransfer, .refuseTransfer,
            .openRecord:
            performOnCalls(command)
        case .swapEars, .volumeDown, .volumeUp, .rateDown, .rateUp, .doNotDisturb, .language, .level, .speaker,
            .pitchDown, .pitchUp, .voiceVolumeDown, .voiceVolumeUp, .letters:
            performOnSettings(command)
        }
    }

    private mutating func performOnCalls(_ command: Command) {
        switch command {
        case .answer: answerCall()
        case .decline: declineCall()
        case .swap: swapCalls()
        case .transfer: openTransfer()
        case .hold: holdOrResume()
        case .mute: toggleMicrophone()
        case .hangUp: hangUp()
        case .silence: silence()
        case .visitCall: visitCall()
        case .write: openText()
        case .record: toggleRecording()
        case .conference: open(.conference)
        case .join: joinAll()
        case .park: onCurrentCall { .park($0) }
        case .moveToMobile: onCurrentCall { .moveToMobile($0) }
        case .takeBack: takeBack()
        case .openRecord: openRecord()
        case .pickUp: pickUp()
        case .acceptTransfer: answerTransferRequest(accepts: true)
        default: answerTransferRequest(accepts: false)
        }
    }

    private mutating func performOnSettings(_ command: Command) {
        switch command {
        case .swapEars: changeEars()
        case .volumeDown: changeVolume(by: -Limits.callVolumeStep)
        case .volumeUp: changeVolume(by: Limits.callVolumeStep)
        case .rateDown: changeRate(by: -Limits.speechRateStep)
        case .rateUp: changeRate(by: Limits.speechRateStep)
        case .doNotDisturb: engine(.setDoNotDisturb(!state.isDoNotDisturbOn))
        case .language: changeLanguage()
        case .level: changeLevel()
        case .speaker: changeSpeaker()
        case .pitchDown: changePitch(by: -Limits.voiceStep)
        case .pitchUp: changePitch(by: Limits.voiceStep)
        case .voiceVolumeDown: changeVoiceVolume(by: -Limits.voiceStep)
        case .voiceVolumeUp: changeVoiceVolume(by: Limits.voiceStep)
        default: changeLetters()
        }
    }

    private mutating func openSound() {
        effects.append(.listDevices)
        open(.sound)
    }

    // MARK: Answers

    private mutating func listKeys() {
        guard state.page.page == .keys else { return open(.keys) }
        state.page.describesKeys = true
        answer(.describing)
    }

    /// Name, then number, digits and spelling: one level down a press.
    private mutating func tellWho() {
        #if FAULTS
            if Fault.whoWrong.isOn { return answer(.noCall) }
        #endif
        guard let call = state.toldCall else { return answer(.noCall) }
        state.speech.acknowledge(.call(call.id.number))
        let party = call.remote
        var levels: [Answer] = [
            call.forwardedBy.isEmpty ? .caller(party) : .callerForwarded(party, by: call.forwardedBy)
        ]
        if let known = state.knownCallers[call.id] {
            levels.append(.callerKnown(party, from: known.source, claimed: known.claimed))
        }
        if !party.isWithheld {
            if party.name?.isEmpty == false, party.number != nil { levels.append(.callerNumber(party)) }
            let digits: Answer = isUnverified(call) ? .callerDigitsUnverified(party) : .callerDigits(party)
            levels += [digits, .callerSpelled(party, settings.alphabet)]
        }
        answer(levels[min(state.keys.whoPresses, levels.count - 1)])
        state.keys.whoPresses = min(state.keys.whoPresses + 1, levels.count)
    }

    /// A registered line's server vouches for its callers; where it does not, the name is the caller's own invention.
    private func isUnverified(_ call: CallSnapshot) -> Bool {
        let isRegistered = state.accounts.first { $0.id == call.account }?.state == .registered
        return isRegistered && call.direction == .incoming && !call.remote.isAsserted
    }

    private mutating func tellTime() {
        let answered = state.targets.current.flatMap { state.call($0) }?.answeredAt
        answer(
            .timeAndDuration(
                secondsOfDay: state.secondsOfDay(at: now),
                callSeconds: answered.map { Int((now - $0).components.seconds) }))
    }

    private mutating func repeatLast() {
        guard !state.history.isEmpty else { return answer(.nothingToRepeat) }
        #if FAULTS
            if Fault.repeatWrong.isOn, let older = state.history.dropLast().last {
                return sayNow(older.spoken, isPersonal: true)
            }
        #endif
        state.keys.repeatPresses = min(state.keys.repeatPresses + 1, state.history.count)
        let line = state.history[state.history.count - state.keys.repeatPresses]
        sayNow(line.spoken, isPersonal: true)
        write(line.written)
    }

    // MARK: Settings

    private mutating func changeVolume(by step: Int) {
        let range = Limits.callVolumes
        let percent = min(max(settings.callVolume + step, range.lowerBound), range.upperBound)
        state.settings.callVolume = percent
        effects.append(.setCallVolume(percent))
        #if FAULTS
            if Fault.volumeKeySilent.isOn { return }
        #endif
        answer(.callVolume(percent: percent))
    }

    private mutating func changeEars() {
        guard !isLocked(.audioEars) else { return }
        let ears = settings.ears.next
        change(SettingPlace(key: .audioEars), to: .text(ears.rawValue))
        answer(.ears(ears))
    }

    private mutating func changeRate(by step: Int) {
        guard !isLocked(.voiceRate) else { return }
        #if FAULTS
            if Fault.rateKeyIgnored.isOn { return answer(.speechRate(wordsPerMinute: settings.speechRate + step)) }
        #endif
        let rate = self.step(.voiceRate, from: settings.speechRate, by: step, in: Limits.speechRates)
        answer(.speechRate(wordsPerMinute: rate))
    }

    private mutating func changePitch(by step: Int) {
        guard !isLocked(.voicePitch) else { return }
        answer(.pitch(self.step(.voicePitch, from: settings.pitch, by: step, in: Limits.pitches)))
    }

    private mutating func changeVoiceVolume(by step: Int) {
        guard !isLocked(.voiceVolume) else { return }
        let percent = self.step(.voiceVolume, from: settings.voiceVolume, by: step, in: Limits.voiceVolumes)
        answer(.voiceVolume(percent: percent))
    }

    private mutating func changeSpeaker() {
        guard !isLocked(.voiceSpokenBy) else { return }
        let isOwn = settings.speechDelivery != .own
        let delivery: SpeechDelivery = isOwn ? .own : .reader
        change(SettingPlace(key: .voiceSpokenBy), to: .text(delivery.rawValue))
        answer(.speaker(isOwn: isOwn))
    }

    private mutating func changeLevel() {
        guard !isLocked(.voiceLevel) else { return }
        let levels = SpeechLevel.allCases
        let next = levels.first { $0.rawValue > settings.level.rawValue } ?? .short
        change(SettingPlace(key: .voiceLevel), to: .integer(next.rawValue))
        answer(.level(next))
    }

    private mutating func changeLetters() {
        guard !isLocked(.interfaceLetters) else { return }
        let areActive = !settings.areLettersActive
        change(SettingPlace(key: .interfaceLetters), to: .boolean(areActive))
        answer(.letters(areActive: areActive))
    }

    private mutating func quit() {
        guard isConfirmed(.quit, settings.confirmsQuit, .confirmQuit) else { return }
        answer(.closing)
        engine(.shutDown)
        state.quitAt = now + Limits.longestShutDown
    }
}

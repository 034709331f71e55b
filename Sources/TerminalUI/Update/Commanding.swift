import Announcements
import CallEngine
import Time

extension Command {
    /// Which of the two call targets it acts on.
    var role: CallTargets.Role? {
        switch self {
        case .answer, .decline: .ringing
        case .hangUp, .hold, .swap, .mute, .transfer, .record: .current
        case .keys, .who, .whereAmI, .repeat, .palette, .silence, .visitCall, .dial, .write, .note, .incident, .time,
            .swapEars, .volumeDown, .volumeUp, .rateDown, .rateUp, .announcements, .speaker, .level, .acceptTransfer,
            .refuseTransfer, .quit:
            nil
        }
    }
}

/// Commands carried out. Each either does its work or says why not.
extension Turn {
    /// A key asked for it.
    mutating func run(_ command: Command) {
        if command != .who { state.keys.whoPresses = 0 }
        if command != .repeat { state.keys.repeatPresses = 0 }
        guard command.isAvailable else {
            return answer(.notYetAvailable(command: command.name(settings.language)))
        }
        if mayAct(command) { perform(command) }
    }

    /// Not the keyboard's repeat, and not meant for a call that has just given way to another.
    mutating func mayAct(_ command: Command) -> Bool {
        let last = state.keys.lastCommand
        state.keys.lastCommand = KeyState.LastCommand(command: command, at: now)
        if command.ignoresAutorepeat, let last, last.command == command, now - last.at < Limits.autorepeat {
            return false
        }
        guard let role = command.role, let target = state.targets[role], state.targets.hasChanged(role, at: now) else {
            return true
        }
        tellNewTarget(target, role)
        return false
    }

    mutating func tellNewTarget(_ target: CallID, _ role: CallTargets.Role) {
        state.targets.told(role)
        if let call = state.call(target) { answer(.newTarget(call.remote)) }
    }

    mutating func perform(_ command: Command) {
        switch command {
        case .keys: listKeys()
        case .who: tellWho()
        case .whereAmI: tellWhere()
        case .answer: answerCall()
        case .decline: declineCall()
        case .swap: swapCalls()
        case .hold: holdOrResume()
        case .mute: toggleMicrophone()
        case .repeat: repeatLast()
        case .palette: open(.palette, focus: 1)
        case .hangUp: hangUp()
        case .silence: silence()
        case .visitCall: visitCall()
        case .dial: open(.dial)
        case .time: tellTime()
        case .volumeDown: changeVolume(by: -Limits.callVolumeStep)
        case .volumeUp: changeVolume(by: Limits.callVolumeStep)
        case .rateDown: changeRate(by: -Limits.speechRateStep)
        case .rateUp: changeRate(by: Limits.speechRateStep)
        case .announcements: open(.announcements)
        case .speaker: changeSpeaker()
        case .level: changeLevel()
        case .record: toggleRecording()
        case .acceptTransfer: answerTransferRequest(accepts: true)
        case .refuseTransfer: answerTransferRequest(accepts: false)
        case .quit: quit()
        case .swapEars: changeEars()
        case .transfer, .write, .note, .incident:
            answer(.notYetAvailable(command: command.name(settings.language)))
        }
    }

    // MARK: Answers

    private mutating func listKeys() {
        guard state.page.page == .keys else { return open(.keys, focus: 1) }
        state.page.describesKeys = true
        answer(.describing)
    }

    /// Name, then number, digits and spelling: one level down a press.
    private mutating func tellWho() {
        guard let call = state.toldCall else { return answer(.noCall) }
        state.speech.acknowledge(.call(call.id.number))
        let party = call.remote
        var levels: [Answer] = [
            call.forwardedBy.isEmpty ? .caller(party) : .callerForwarded(party, by: call.forwardedBy)
        ]
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
        answer(.callVolume(percent: percent))
    }

    private mutating func changeEars() {
        state.settings.ears = settings.ears.next
        effects.append(.setEars(settings.ears))
        answer(.ears(settings.ears))
    }

    private mutating func changeRate(by step: Int) {
        let range = Limits.speechRates
        let rate = min(max(settings.speechRate + step, range.lowerBound), range.upperBound)
        state.settings.speechRate = rate
        effects.append(.setSpeechRate(rate))
        answer(.speechRate(wordsPerMinute: rate))
    }

    private mutating func changeSpeaker() {
        state.settings.speechDelivery = settings.speechDelivery == .own ? .reader : .own
        answer(.speaker(isOwn: settings.speechDelivery == .own))
    }

    private mutating func changeLevel() {
        let levels = SpeechLevel.allCases
        let next = levels.first { $0.rawValue > settings.level.rawValue } ?? .short
        state.settings.level = next
        answer(.level(next))
    }

    private mutating func quit() {
        guard state.calls.isEmpty else { return answer(.impossible(.callInProgress)) }
        answer(.closing)
        engine(.shutDown)
        state.quitAt = now + Limits.longestShutDown
    }
}

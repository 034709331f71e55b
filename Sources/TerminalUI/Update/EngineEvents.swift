import AgentDesk
import Announcements
import CallEngine
import Time

#if FAULTS
    import Faults
#endif

/// What the engine tells, told on: one announcement a fact.
extension Turn {
    mutating func take(_ event: EngineEvent) {
        switch event {
        case .accountChanged(let id, let account): changeAccount(id, account)
        case .callDialled(let call, let token): began(call, token: token)
        case .dialRefused(let problem, _): answer(.dialRefused(problem))
        case .callReceived(let call): received(named(call))
        case .callChanged(let call): changed(named(call))
        case .callEnded(let call, let reason):
            readWriting(of: call.id)
            ended(named(call), reason)
            state.knownCallers[call.id] = nil
        case .digitReceived(_, let digit):
            voice(
                state.speech.enqueue(
                    SpeechRequest(
                        text: isPrivateVoice ? Answer.digitReceived(digit).text(settings.spoken) : "",
                        language: settings.language, priority: .notification), at: now))
            write(Answer.digitReceived(digit).text(settings.written))
        case .textReceived(let id, let text, let writer):
            takeText(text, by: Writer(call: id, source: writer?.id), writer?.name)
        case .qualityChanged(let id, let quality, let old): changeQuality(of: id, to: quality, from: old)
        case .statistics, .callMeasured: return
        case .transferChanged, .transferRequested, .callReplaced, .conferenceChanged, .doNotDisturbChanged,
            .forwardingChanged, .voicemailChanged, .watchedChanged, .messageReceived, .messageAnswered,
            .strangersRefused:
            takeService(event)
        case .callRefusedInClear(let party, _): announce(.refusedInClear(named(party)), nil)
        case .commandRefused(let command, let problem):
            if case .answer = command { state.answering = nil }
            answer(.refused(problem))
        case .shutDownFinished:
            state.quitAt = nil
            effects.append(.quit)
        }
    }

    // MARK: Lines

    private mutating func changeAccount(_ id: AccountID, _ new: AccountState) {
        guard let index = state.accounts.firstIndex(where: { $0.id == id }) else { return }
        let old = state.accounts[index]
        state.accounts[index].state = new
        let topic = SpeechTopic.line(id.number)
        switch new {
        case .registered, .direct:
            state.accounts[index].wasReady = true
            state.accounts[index].isLossTold = false
            if !old.wasReady {
                announce(.ready(line: old.name), topic)
            } else if old.isLossTold {
                announce(.lineBack(line: old.name), topic)
            }
        case .registering, .unregistered: return
        case .failed(let problem):
            #if FAULTS
                if Fault.lineLossNotSaid.isOn { return }
                if Fault.lineLossSaidTwice.isOn, !old.isLossTold {
                    tell(loss(problem, line: old.name).phrase(style).text)
                }
            #endif
            guard !old.isLossTold || !isSame(problem, old.lastProblem) else { return }
            state.accounts[index].isLossTold = true
            state.accounts[index].lastProblem = problem
            announce(loss(problem, line: old.name), topic)
        }
    }

    /// The loss is told once, then on change only; another waiting time is no change.
    private func isSame(_ left: AccountProblem, _ right: AccountProblem?) -> Bool {
        switch (left, right) {
        case (.serverSilent, .serverSilent), (.unreachable, .unreachable): true
        case (.refused(let status, _), .refused(let other, _)): status == other
        case (.credentialsRefused, .credentialsRefused): true
        case (.credentialsNoLongerAccepted, .credentialsNoLongerAccepted): true
        case (.authenticationUnsupported, .authenticationUnsupported), (.endedByServer, .endedByServer): true
        case (.certificate(let problem, _), .certificate(let other, _)): problem == other
        case (.serverSilent, _), (.unreachable, _), (.refused, _), (.credentialsRefused, _),
            (.authenticationUnsupported, _), (.certificate, _), (.credentialsNoLongerAccepted, _), (.endedByServer, _):
            false
        }
    }

    private func loss(_ problem: AccountProblem, line: String) -> Announcement {
        switch problem {
        case .credentialsRefused: .passwordRefused(line: line)
        case .credentialsNoLongerAccepted(let seconds): .lineLost(line: line, .passwordRefused(retrySeconds: seconds))
        case .serverSilent(let seconds): .lineLost(line: line, .silent(retrySeconds: seconds))
        case .unreachable(let seconds): .lineLost(line: line, .unreachable(retrySeconds: seconds))
        case .refused(let status, let seconds):
            .lineLost(line: line, .refused(status: status, retrySeconds: seconds))
        case .endedByServer(let seconds): .lineLost(line: line, .endedByServer(retrySeconds: seconds))
        case .authenticationUnsupported: .lineLost(line: line, .authenticationUnsupported)
        case .certificate(let problem, let seconds):
            .lineLost(line: line, .certificate(problem, retrySeconds: seconds))
        }
    }

    // MARK: Calls that begin

    private mutating func began(_ call: CallSnapshot, token: Int) {
        store(named(call))
        effects.append(.beginCall(pastCall(named(call))))
        state.announced.append(call.id)
        let isOurs = state.dialling?.token == token
        if state.consultation?.token == token { state.consultation?.call = call.id }
        if isOurs { leaveNumber(to: call.id) }
        if isOurs { bringUpCall(call.id) } else if !isEditing { openCallPage(.inCall, nil) }
    }

    private mutating func received(_ call: CallSnapshot) {
        let others = state.calls.filter { $0.id != call.id }
        let upCall = others.last { $0.state != .incoming }
        store(call)
        effects.append(.beginCall(pastCall(call)))
        let topic = SpeechTopic.call(call.id.number)
        if let upCall {
            announce(.secondCall(call.remote, current: upCall.remote), topic)
            isReadFirst()
            state.secondCallAgainAt = now + Limits.secondCallAgain
            if settings.ringsBell { effects.append(.bell) }
            return
        }
        announceIncoming(call)
        if isInsisting(call, others) { state.announced.insert(state.announced.removeLast(), at: 0) }
        startRinging(call)
        if settings.ringsBell { effects.append(.bell) }
        #if FAULTS
            if Fault.focusStolen.isOn, isEditing { openCallPage(.incoming, call.id) }
        #endif
        if others.isEmpty, !isEditing {
            openCallPage(.incoming, call.id)
            // Its first line is the call, and the cursor is there.
            isShownByPage()
        } else if !state.isFieldEdited {
            // Another call rings already, or the focus is in an empty field. Where something is being typed all wait in their order.
            isReadFirst()
        }
    }

    /// Whoever rings, gives up and rings at once again beside another call would always be the call last announced: the keys stay with
    /// the other.
    private func isInsisting(_ call: CallSnapshot, _ others: [CallSnapshot]) -> Bool {
        guard others.contains(where: { $0.state == .incoming }), state.announced.last == call.id else { return false }
        let since = state.wallSeconds(at: now) - Limits.insistence
        return state.pastCalls.reversed().prefix { $0.begunAt >= since }.contains {
            $0.isIncoming && $0.seconds == nil && $0.party.address == call.remote.address
        }
    }

    mutating func announceIncoming(_ call: CallSnapshot) {
        let topic = SpeechTopic.call(call.id.number)
        let line = state.lineName(call)
        if call.answersAfterSeconds != nil {
            announce(.autoAnswering(call.remote, line: line), topic)
        } else if let other = call.forwardedBy.first {
            announce(.incomingForwarded(call.remote, by: other, line: line), topic)
        } else {
            announce(.incoming(call.remote, line: line), topic)
        }
    }

    /// A call that the PBX wants silent is told and does not ring.
    mutating func startRinging(_ call: CallSnapshot) {
        guard !state.isRinging, call.ring != .silent else { return }
        state.isRinging = true
        effects.append(.startRinging(call.id, call.ring))
    }

    /// A field under the cursor: no event moves the focus away from it.
    private var isEditing: Bool { state.focusedField != nil && state.page.page != .inCall }

    mutating func store(_ call: CallSnapshot) {
        if let index = state.calls.firstIndex(where: { $0.id == call.id }) {
            state.calls[index] = call
        } else {
            state.calls.append(call)
        }
    }

    // MARK: Calls that change

    private mutating func changed(_ call: CallSnapshot) {
        guard let old = state.call(call.id) else { return }
        store(call)
        let topic = SpeechTopic.call(call.id.number)
        let isRenamed = !isSamePerson(old.remote, call.remote)
        if old.state == call.state {
            if isRenamed { announceParty(call) }
        } else if isRenamed || state.renamedInSilence.contains(call.id) {
            announceStateAndParty(call, from: old.state, topic)
        } else {
            announceState(call, from: old.state, topic)
        }
        if old.encryption != call.encryption || old.answeredAt == nil { announceEncryption(call, topic) }
        if old.isSilent != call.isSilent, call.state == .active {
            announce(call.isSilent ? .notHeard(call.remote) : .heardAgain(call.remote), topic)
        }
        if old.isRecorded != call.isRecorded {
            announce(.sound(call.isRecorded ? .recordingOn(call.remote) : .recordingOff(call.remote)), topic)
        }
        guard old.isMuted != call.isMuted else { return }
        state.mutedSpeechTold = false
        announce(call.isMuted ? .muteOn(call.remote) : .muteOff(call.remote), .microphone, isRequested: true)
    }

    /// Where the grade is poor, and where it is no longer, it is news; else it is told on request (Où).
    private mutating func changeQuality(of id: CallID, to quality: CallQuality, from old: QualityGrade?) {
        guard let place = state.calls.firstIndex(where: { $0.id == id }) else { return }
        state.calls[place].quality = quality
        guard (quality.grade == .poor) != (old == .poor), state.calls[place].state == .active else { return }
        let party = state.calls[place].remote
        announce(.sound(quality.grade == .poor ? .qualityPoor(party) : .qualityBack(party)), .call(id.number))
    }

    /// What is not encrypted though it should be is said; what is, only after it was not.
    private mutating func announceEncryption(_ call: CallSnapshot, _ topic: SpeechTopic) {
        guard call.answeredAt != nil else { return }
        switch call.encryption {
        case .notEncrypted:
            state.inClear.insert(call.id)
            announce(.notEncrypted(call.remote), topic)
        case .encrypted:
            if state.inClear.remove(call.id) != nil { announce(.encrypted(call.remote), topic) }
        case nil: return
        }
    }

    mutating func announceState(_ call: CallSnapshot, from old: CallState, _ topic: SpeechTopic) {
        #if FAULTS
            if Fault.holdNotTold.isOn, call.state == .held || old == .held { return }
        #endif
        let party = call.remote
        switch (old, call.state) {
        case (_, .ringing): announce(.farEndRings(party, line: state.lineName(call)), topic)
        case (.dialing, .active), (.ringing, .active), (.incoming, .active): answered(call, topic)
        case (.heldByPeer, .active): announce(.resumedByPeer(party), topic)
        case (.held, .active): announce(.resumed(party), topic, isRequested: true)
        case (_, .held):
            // Taking a second call says both at once.
            if state.answering == nil { announce(.held(party), topic, isRequested: true) }
        case (_, .heldByPeer): announce(.heldByPeer(party), topic)
        case (_, .dialing), (_, .incoming), (_, .active), (_, .ended): return
        }
    }

    private mutating func answered(_ call: CallSnapshot, _ topic: SpeechTopic) {
        effects.append(.beginCall(pastCall(call)))
        let isOurs = state.answering == call.id
        if isOurs { state.answering = nil }
        let waiting = state.calls.last { $0.id != call.id && ($0.state == .held || $0.state == .active) }
        voice(state.speech.callAnswered(topic, at: now))
        if let consulting = consultingWords(call) {
            announce(consulting, topic)
        } else if let waiting, call.direction == .incoming {
            announce(.answeredHolding(call.remote, held: waiting.remote), topic, isRequested: isOurs)
        } else {
            announce(.answered(call.remote), topic, isRequested: isOurs)
        }
        state.secondCallAgainAt = nextSecondCall()
        if !state.calls.contains(where: { $0.state == .incoming }) { stopRinging() }
        showAnswered(call, isOurs: isOurs)
    }

    private func nextSecondCall() -> Instant? {
        state.calls.contains { $0.state == .incoming } ? state.secondCallAgainAt : nil
    }
}

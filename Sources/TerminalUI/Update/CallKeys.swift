import Announcements
import CallEngine
import SIP

#if FAULTS
    import Faults
#endif

/// The keys that act on a call. What comes of them is told when the engine says so, not before.
extension Turn {
    private var current: CallSnapshot? { state.targets.current.flatMap { state.call($0) } }

    /// No call is up: one may ring.
    private mutating func tellNoCall() {
        answer(.impossible(state.targets.ringing == nil ? .noCall : .onlyRings))
    }

    /// Takes the call that rings; the one that is up goes on hold first.
    mutating func answerCall() {
        guard let id = state.targets.ringing else { return answer(.impossible(.nothingRings)) }
        answer(call: id)
    }

    mutating func answer(call id: CallID) {
        for call in state.calls where call.state == .active || call.state == .heldByPeer { engine(.hold(call.id)) }
        state.answering = id
        state.targets.taken = id
        state.keys.typesOn = false
        stopRinging()
        engine(.answer(id))
    }

    mutating func declineCall() {
        guard let id = state.targets.ringing else { return answer(.impossible(.nothingRings)) }
        stopRinging()
        engine(.decline(id, .declined))
    }

    /// Ends the call that is up or being made; a call that rings here is never declined by it.
    mutating func hangUp() {
        guard let call = current else { return tellNoCall() }
        #if FAULTS
            if Fault.hangUpAsksTwice.isOn, !settings.confirmsHangUp {
                guard isConfirmed(.hangUp(call.id), true, .confirmHangUp(call.remote)) else { return }
            }
        #endif
        guard isConfirmed(.hangUp(call.id), settings.confirmsHangUp, .confirmHangUp(call.remote)) else { return }
        state.hangingUp.insert(call.id)
        engine(.hangUp(call.id))
    }

    mutating func holdOrResume() {
        guard let current else { return tellNoCall() }
        switch current.state {
        case .active, .heldByPeer: engine(.hold(current.id))
        case .held: engine(.resume(current.id))
        case .dialing, .ringing, .incoming, .ended: answer(.impossible(.notAnswered))
        }
    }

    mutating func swapCalls() {
        guard let current else { return tellNoCall() }
        guard let other = state.calls.last(where: { $0.state == .held && $0.id != current.id }) else {
            return answer(.impossible(.noOtherCall))
        }
        switch current.state {
        case .active, .heldByPeer: engine(.hold(current.id))
        case .held: break
        case .dialing, .ringing, .incoming, .ended: return answer(.impossible(.notAnswered))
        }
        engine(.resume(other.id))
    }

    /// The change is told when the engine confirms it: the word is what is really sent.
    mutating func toggleMicrophone() {
        guard let current else { return tellNoCall() }
        switch current.state {
        case .active, .held, .heldByPeer: engine(.mute(current.id, !current.isMuted))
        case .dialing, .ringing, .incoming, .ended: answer(.impossible(.notAnswered))
        }
    }

    /// Told when the engine confirms it.
    mutating func toggleRecording() {
        guard let current else { return tellNoCall() }
        switch current.state {
        case .active, .held, .heldByPeer:
            engine(.record(current.id, path: current.isRecorded ? nil : settings.recordingFolder))
        case .dialing, .ringing, .incoming, .ended: answer(.impossible(.notAnswered))
        }
    }

    /// Ring and speech stop, and nothing else.
    mutating func silence() {
        voice(state.speech.silence(at: now))
        #if FAULTS
            if Fault.ringNotSilenced.isOn { return }
        #endif
        state.secondCallAgainAt = nil
        stopRinging()
    }

    mutating func stopRinging() {
        guard state.isRinging else { return }
        state.isRinging = false
        effects.append(.stopRinging)
    }

    /// To the call, and back to where the cursor was.
    mutating func visitCall() {
        if let ringing = state.targets.ringing {
            if state.page.page == .incoming { goBack() } else { showCall(.incoming, ringing) }
        } else if state.targets.current != nil {
            if state.page.page == .inCall { goBack() } else { showCall(.inCall, nil) }
        } else {
            return answer(.impossible(.noCall))
        }
    }

    private mutating func showCall(_ page: Page, _ call: CallID?) {
        var shown = state.pages.last { $0.page == page } ?? PageState(page)
        state.pages.removeAll { $0.page == page }
        shown.call = call
        push(shown)
        clampFocus()
        sayFocus()
    }

    /// Enter on a call's line: takes it where it rings, resumes it where it waits, else tells how it stands.
    mutating func activate(call id: CallID) {
        guard let call = state.call(id) else { return }
        switch call.state {
        case .incoming:
            if mayTake(id, by: nil) { answer(call: id) } else { tellCaller(call, by: nil) }
        case .held: engine(.resume(id))
        case .dialing, .ringing, .active, .heldByPeer, .ended: tellWhere()
        }
    }

    /// Sends a digit to the call that is up, and echoes it.
    mutating func send(_ digit: Character) {
        endCounting()
        guard let current else { return tellNoCall() }
        switch current.state {
        case .active:
            #if FAULTS
                if Fault.digitsAsText.isOn {
                    engine(.sendText(current.id, String(digit)))
                    return echo(.character(digit))
                }
            #endif
            engine(.digits(current.id, String(digit)))
            if let index = state.pages.lastIndex(where: { $0.page == .inCall }) {
                let sent = String((state.pages[index][.digits].text + String(digit)).suffix(Limits.sentDigits))
                state.pages[index][.digits] = EditedField(sent)
            }
            echo(.character(digit))
        case .held: answer(.impossible(.isHeld))
        case .heldByPeer: answer(.impossible(.holdsUs))
        case .dialing, .ringing, .incoming, .ended: answer(.impossible(.notAnswered))
        }
    }
}

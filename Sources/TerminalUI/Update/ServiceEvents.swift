import Announcements
import CallEngine
import SIP

#if FAULTS
    import Faults
#endif

/// What the engine tells of services: transfer, conference, forwarding, messages. Each is told once a change.
extension Turn {
    mutating func takeService(_ event: EngineEvent) {
        switch event {
        case .transferChanged(let call, let progress): changeTransfer(of: call, progress)
        case .transferRequested(let call, let target, _): ask(call, to: named(target))
        case .callReplaced(let old, let new): replace(old, by: new)
        case .conferenceChanged(let calls): changeConference(calls)
        case .doNotDisturbChanged(let isOn):
            guard state.isDoNotDisturbOn != isOn else { return }
            state.isDoNotDisturbOn = isOn
            announce(isOn ? .doNotDisturbOn : .doNotDisturbOff, nil)
        case .forwardingChanged(let account, let rule): changeForwarding(of: account, rule)
        case .voicemailChanged(let account, let box): changeVoicemail(of: account, box)
        case .watchedChanged(let watched): keep(watched)
        case .messageReceived(let message): read(message)
        case .messageAnswered(let status, let token):
            let isTaken = status.map { (200..<300).contains($0) } == true
            messageAnswered(isTaken, token: token)
            announce(isTaken ? .messageSent : .messageFailed, nil)
        case .accountChanged, .callDialled, .dialRefused, .callReceived, .callChanged, .callEnded, .digitReceived,
            .textReceived,
            .statistics, .commandRefused, .strangersRefused, .callRefusedInClear, .shutDownFinished, .callMeasured,
            .qualityChanged:
            return
        }
    }

    private func lineName(_ id: AccountID) -> String { state.accounts.first { $0.id == id }?.name ?? "" }

    // MARK: Transfer

    private mutating func changeTransfer(of id: CallID, _ progress: TransferProgress) {
        guard let call = state.call(id) else { return }
        let topic = SpeechTopic.call(id.number)
        switch progress {
        case .requested: announce(.transferUnderWay(call.remote), topic)
        case .ringing: return
        case .done:
            announce(.transferDone(call.remote, to: nil), topic)
            state.transferred.insert(id)
            state.transferredAt = now
        case .failed: announce(.transferFailed(call.remote), topic)
        }
    }

    /// The peer sends us to somebody: nothing happens before the agent agrees.
    private mutating func ask(_ id: CallID, to target: Party) {
        guard let call = state.call(id) else { return }
        state.transferRequests.removeAll { $0.call == id }
        state.transferRequests.append(TransferRequest(call: id, to: target))
        announce(.transferAsked(call.remote, to: target), .call(id.number))
    }

    /// The agent's word on the newest request.
    mutating func answerTransferRequest(accepts: Bool) {
        guard let request = state.transferRequests.popLast() else { return answer(.impossible(.noTransferAsked)) }
        engine(.answerTransferRequest(request.call, accept: accepts))
        answer(.transferAnswered(to: request.to, accepts: accepts))
    }

    // MARK: States of the desk

    private mutating func changeConference(_ calls: [CallID]) {
        guard state.conference != calls else { return }
        let wasOne = !state.conference.isEmpty
        state.conference = calls
        if !calls.isEmpty {
            announce(.conference(count: calls.count + 1), nil)
        } else if wasOne {
            announce(.conferenceEnded, nil)
        }
    }

    private mutating func changeForwarding(of account: AccountID, _ rule: Forwarding) {
        guard state.accounts.contains(where: { $0.id == account }) else { return }
        let old = state.forwardings[account] ?? Forwarding()
        state.forwardings[account] = rule
        guard [old.always, old.busy, old.noAnswer] != [rule.always, rule.busy, rule.noAnswer] else { return }
        let line = lineName(account)
        if rule.always == nil, rule.busy == nil, rule.noAnswer == nil {
            announce(.forwardingOff(line: line), nil)
        } else {
            announce(.forwardingOn(isTotal: rule.always != nil, line: line), nil)
        }
    }

    /// Told where there are more than before; that some were heard is no news to who heard them.
    private mutating func changeVoicemail(of account: AccountID, _ box: Voicemail) {
        guard state.accounts.contains(where: { $0.id == account }) else { return }
        let old = state.voicemails[account]
        state.voicemails[account] = box
        guard box.isWaiting, box.newMessages != 0 else { return }
        let known = old?.isWaiting == true ? old?.newMessages ?? 0 : 0
        if let count = box.newMessages {
            guard count > known else { return }
        } else {
            guard old?.isWaiting != true else { return }
        }
        #if FAULTS
            if Fault.voicemailNotTold.isOn { return }
        #endif
        announce(.voicemail(count: box.newMessages, line: lineName(account)), nil)
    }

    /// Kept for the page that shows it, and for who asks; never said by itself.
    private mutating func keep(_ watched: Watched) {
        let place = state.watched.firstIndex {
            $0.who == watched.who && $0.thing == watched.thing && $0.account == watched.account
        }
        if let place {
            state.watched[place] = watched
        } else if state.watched.count < Limits.watched {
            state.watched.append(watched)
        }
    }

    // MARK: Messages

    /// "Message de Martin", then its text.
    private mutating func read(_ message: ReceivedMessage) {
        announce(.messageFrom(named(message.from)), nil)
        keepMessage(
            named(message.from), CleanedName.clean(message.text, atMost: Limits.messageCharacters), .received)
        readOut(message.text, by: settings.written.name(named(message.from)))
    }

    /// Words of somebody else: said and written, cleaned and not too many.
    /// - Parameter writer: stands before them on the line: nobody's words pass for our own.
    mutating func readOut(_ words: String, by writer: String) {
        let text = CleanedName.clean(words, atMost: Limits.messageCharacters)
        guard !text.isEmpty else { return }
        if isPrivateVoice {
            voice(
                state.speech.enqueue(
                    SpeechRequest(
                        text: text, language: settings.language, priority: .message, persistence: .untilHeard), at: now)
            )
        }
        #if FAULTS
            if Fault.writerUnnamed.isOn {
                write(text)
                return keep(text, text)
            }
        #endif
        let line = "\(writer)\(state.colon) \(text)"
        write(line)
        keep(line, line)
    }
}

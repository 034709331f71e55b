import SIP
import Time

// Calls that the PBX has answered without the agent: only where the account allows it, only at the word of the line's own
// server, never over a call that is up. Whoever could make a phone answer could listen to a room.
extension UserAgentCore {
    /// After how many seconds a request is to be answered without the agent; nil: never.
    mutating func automaticAnswer(to request: Message, account: AccountID, isBelieved: Bool) -> Int? {
        guard isBelieved, line(account)?.settings.allowsAutoAnswer == true, !isShuttingDown,
            table.livingCount() == 0
        else { return nil }
        var wanted =
            request.callInfos.lazy.compactMap(\.answersAfterSeconds).first
            ?? request.alertInfos.lazy.compactMap(\.answersAfterSeconds).first
        // RFC 5373 §4: the caller's own word goes before the hints.
        if let mode = request.answerMode { wanted = mode.isAutomatic ? wanted ?? 0 : nil }
        guard let seconds = wanted, seconds >= 0 else { return nil }
        return min(seconds, Limits.autoAnswerSeconds)
    }

    /// What an INVITE tells of its call besides who calls.
    /// - Returns: false where it is to be refused, RFC 5373 §4.2: "Auto;require" that would ring for the agent instead. An
    ///   account that allows no automatic answer does not speak that extension: there the field is only a hint.
    mutating func takeHints(of request: Message, into snapshot: inout CallSnapshot, isBelieved: Bool) -> Bool {
        let account = snapshot.account
        snapshot.forwardedBy = request.forwarders(isAsserted: isBelieved)
        snapshot.queue = isBelieved ? settings.queueField.flatMap(request.header).flatMap(SpokenText.clean) : nil
        snapshot.ring = isBelieved ? RingChoice(request.alertInfos) : .normal
        snapshot.answersAfterSeconds = automaticAnswer(to: request, account: account, isBelieved: isBelieved)
        guard let mode = request.answerMode, mode.isAutomatic, mode.isRequired, snapshot.answersAfterSeconds == nil
        else { return true }
        return line(account)?.settings.allowsAutoAnswer != true
    }

    /// Sets the moment: not before the agent has heard who it is, since then the microphone is open.
    mutating func scheduleAutomaticAnswer(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), let seconds = table[place].snapshot.answersAfterSeconds else { return }
        setTimer(.autoAnswer(id), at: now + max(.seconds(seconds), .milliseconds(Limits.autoAnswerNoticeMilliseconds)))
    }

    /// The moment has come. A call that came up meanwhile is not pushed aside: this one rings on.
    mutating func answerAutomatically(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), table[place].phase == .alerting else { return }
        guard !table.contains(where: { $0.id != id && !$0.isOver && $0.phase != .alerting }) else {
            table[place].snapshot.answersAfterSeconds = nil
            return tellChange(of: id)
        }
        _ = answer(id, at: now)
    }
}

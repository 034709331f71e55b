import Media
import SIP
import Time

// What the agent asks (EngineCommand), and what of it is not possible.
extension UserAgentCore {
    mutating func carryOut(_ command: EngineCommand, at now: Instant) {
        switch command {
        case .register(let account): register(account, command, at: now)
        case .unregister(let account): unregister(account, command, at: now)
        case .dial(let text, let account, let token): dial(text, account: account, token: token, at: now)
        case .answer(let id):
            stopEndTones()
            onCall(id, command) { core, _ in core.answer(id, at: now) }
        case .decline(let id, let reason):
            onCall(id, command) { core, call in
                guard call.phase == .alerting else { return false }
                core.refuse(id, status: reason.status, reason: EndReason(.declinedByMe, status: reason.status), at: now)
                return true
            }
        case .hangUp(let id):
            stopEndTones()
            onCall(id, command) { core, _ in core.hangUp(id, at: now) }
        case .hold(let id): onCall(id, command) { core, _ in core.holdTogether(id, at: now) }
        case .resume(let id): onCall(id, command) { core, _ in core.resumeTogether(id, at: now) }
        case .mute(let id, let isOn): onCall(id, command) { core, _ in core.mute(id, isOn) }
        case .record(let id, let path): onCall(id, command) { core, call in core.record(call, to: path) }
        case .ownSound(let id, let isOwn):
            onCall(id, command) { core, call in
                guard call.phase == .accepted || call.phase == .established, let media = call.media else {
                    return false
                }
                core.emit(.media(.ownSound(media, of: isOwn ? id.number : nil)))
                return true
            }
        case .digits(let id, let digits): sendDigits(digits, on: id, command, at: now)
        case .sendText(let id, let text):
            onCall(id, command) { core, call in
                core.sendText(text, in: call)
            }
        case .statistics(let id, let token):
            onCall(id, command) { core, call in
                guard let media = call.media, call.capability != nil else { return false }
                core.emit(.media(.statistics(media, token: token)))
                return true
            }
        case .transfer(let id, let target): transfer(id, to: target, command, at: now)
        case .attendedTransfer(let id, let other): attendedTransfer(id, with: other, command, at: now)
        case .answerTransferRequest(let id, let accepts):
            answerTransferRequest(id, accept: accepts, command, at: now)
        case .park(let id): park(id, command, at: now)
        case .moveToMobile(let id): moveToMobile(id, command, at: now)
        case .watch(let who, let thing, let account): watch(who, thing, account: account, command, at: now)
        case .unwatch(let who, let thing, let account): unwatch(who, thing, account: account, command, at: now)
        case .join(let calls): join(calls, command, at: now)
        case .leave(let id): leave(id, command, at: now)
        case .publishPresence(let account, let status): publish(status, of: account, command, at: now)
        case .sendMessage(let target, let text, let account, let token):
            sendMessage(to: target, text, account: account, token: token, command, at: now)
        case .pickUp(let who, let account, let token): pickUp(who, account: account, token: token, at: now)
        case .takeBack(let account, let token): takeBack(account: account, token: token, at: now)
        case .setDoNotDisturb(let isOn): setDoNotDisturb(isOn)
        case .setForwarding(let account, let rule): setForwarding(account, rule, command, at: now)
        case .shutDown: shutDown(at: now)
        }
    }

    /// Runs a command on a call that lives; refuses it where there is none, or where the work says that it cannot be done.
    private mutating func onCall(
        _ id: CallID, _ command: EngineCommand, _ work: (inout UserAgentCore, Call) -> Bool
    ) {
        guard let call = place(of: id).map({ table[$0] }), !call.isOver else {
            return tell(.commandRefused(command, .unknownCall))
        }
        if !work(&self, call) { tell(.commandRefused(command, .notInThisState)) }
    }

    /// Ends a call in whatever state it is.
    mutating func hangUp(_ id: CallID, at now: Instant) -> Bool {
        guard let place = place(of: id) else { return false }
        switch table[place].phase {
        case .preparing, .inviting: giveUp(id, reason: EndReason(.cancelledByMe), at: now)
        case .alerting: refuse(id, status: 603, reason: EndReason(.declinedByMe, status: 603), at: now)
        case .accepted, .established: hangUpNow(id, EndReason(.endedByMe), at: now)
        case .ended: return false
        }
        return true
    }

    private mutating func mute(_ id: CallID, _ isOn: Bool) -> Bool {
        guard let place = place(of: id) else { return false }
        guard table[place].snapshot.isMuted != isOn else { return true }
        table[place].snapshot.isMuted = isOn
        if let media = table[place].media, table[place].capability != nil { emit(.media(.mute(media, isOn))) }
        tellChange(of: id)
        return true
    }

    private mutating func sendDigits(
        _ digits: String, on id: CallID, _ command: EngineCommand, at now: Instant
    ) {
        let isValid =
            !digits.isEmpty && digits.utf8.count <= Limits.digits
            && digits.allSatisfy { "0123456789*#ABCDabcd".contains($0) }
        // The refusal must not carry a secret code further than it came.
        guard isValid else { return tell(.commandRefused(command, .invalidDigits)) }
        onCall(id, command) { core, call in
            guard let media = call.media, let plan = call.plan, plan.direction.sends else { return false }
            guard plan.sendingEvents != nil else { return core.sendDigitsByInfo(digits.uppercased(), on: id, at: now) }
            core.emit(.media(.digits(media, digits.uppercased())))
            return true
        }
    }
}

extension DeclineReason {
    /// The final answer that says it (RFC 3261 §21.4, §21.6).
    var status: Int {
        switch self {
        case .busy: 486
        case .declined: 603
        case .unavailable: 480
        }
    }
}

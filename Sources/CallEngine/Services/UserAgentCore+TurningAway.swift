import SIP
import Time

// Calls that do not ring: do not disturb, and forwarding by 302 of ours (RFC 3261 §21.3.3, RFC 5806).
extension UserAgentCore {
    mutating func setDoNotDisturb(_ isOn: Bool) {
        guard services.isDoNotDisturb != isOn else { return }
        services.isDoNotDisturb = isOn
        tell(.doNotDisturbChanged(isOn))
    }

    /// The rule of a line as it is now.
    func forwarding(of account: AccountID) -> Forwarding {
        services.forwardings[account] ?? line(account)?.settings.forwarding ?? Forwarding()
    }

    /// Answers an INVITE that is not to ring: by 302 to where the line is forwarded, or by 480 while the agent is not to be
    /// disturbed. 480 and not 486: the agent is not on the telephone, and exchanges send a 486 to "busy" (RFC 3261 §21.4.18).
    ///
    /// None of it for a call that takes the place of one that is up (RFC 3891), nor for one that may be the emergency service
    /// calling back: within half an hour of an emergency call of ours, or marked so by the line's own server (RFC 7090 §4).
    /// - Returns: whether it was answered.
    mutating func turnsAway(
        _ request: Message, _ transaction: ServerTransactionID, for account: AccountID, at now: Instant
    ) -> Bool {
        guard request.header("Replaces") == nil, !mayBeEmergencyService(request, transaction, account, at: now) else {
            return false
        }
        let rule = forwarding(of: account)
        let codes = line(account)?.settings.dialStrings ?? DialStrings()
        if codes.forwardAlways == nil, let fields = redirection(of: request, account, to: rule.always, "unconditional")
        {
            answer(request, transaction, 302, headers: fields, at: now)
            return true
        }
        if services.isDoNotDisturb {
            answer(request, transaction, 480, at: now)
            return true
        }
        if codes.forwardBusy == nil, isOnCall,
            let fields = redirection(of: request, account, to: rule.busy, "user-busy")
        {
            answer(request, transaction, 302, headers: fields, at: now)
            return true
        }
        return false
    }

    private func mayBeEmergencyService(
        _ request: Message, _ transaction: ServerTransactionID, _ account: AccountID, at now: Instant
    ) -> Bool {
        if let begun = services.emergencyAt, now < begun + .seconds(Limits.emergencyCallBackSeconds) { return true }
        guard request.header("Priority")?.lowercased() == "psap-callback",
            let origin = servers[transaction]?.origin
        else { return false }
        return isFromServer(origin, of: account)
    }

    /// Contact and Diversion of a 302; nil where the call is not forwarded: no rule, a rule that leads back to us, or a call
    /// that was sent on too often already (RFC 5806 §6.3).
    private func redirection(of request: Message, _ account: AccountID, to text: String?, _ reason: String)
        -> [HeaderField]?
    {
        guard let text, let line = line(account), let target = DialledAddress.parse(text, domain: line.uri.host),
            !(target.user == line.user && target.host.lowercased() == line.uri.host.lowercased()),
            target.user != request.from.uri.user || target.host.lowercased() != request.from.uri.host.lowercased(),
            request.headers("Diversion").count < Limits.diversions
        else { return nil }
        let diversion = NameAddress(
            uri: line.uri, parameters: [Parameter("reason", reason), Parameter("counter", "1")])
        return [.contact(NameAddress(uri: target.forOthers(of: line))), .other("Diversion", diversion.description)]
    }

    /// A ringing call goes on to where unanswered ones go, after the rule's time.
    mutating func scheduleForwarding(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), let codes = line(table[place].account)?.settings.dialStrings,
            codes.forwardNoAnswer == nil
        else { return }
        let rule = forwarding(of: table[place].account)
        guard rule.noAnswer != nil else { return }
        setTimer(.forward(id), at: now + .seconds(Forwarding.seconds(rule.noAnswerSeconds)))
    }

    mutating func forwardUnanswered(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), let received = table[place].received,
            !mayBeEmergencyService(received.request, received.transaction, table[place].account, at: now),
            let fields = redirection(
                of: received.request, table[place].account, to: forwarding(of: table[place].account).noAnswer,
                "no-answer")
        else { return }
        refuse(id, status: 302, reason: EndReason(.missed, status: 302), headers: fields, at: now)
    }

    /// An emergency call of ours was begun: its service may call back.
    mutating func noteEmergency(at now: Instant) {
        for case .event(.callDialled(let call, _)) in outbox where call.isEmergency { services.emergencyAt = now }
    }
}

extension Forwarding {
    /// A ringing time within what callers bear.
    static func seconds(_ wanted: Int) -> Int { min(max(wanted, 5), Limits.ringingSeconds) }
}

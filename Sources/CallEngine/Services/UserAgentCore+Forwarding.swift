import SIP
import Time

// Forwarding that the agent sets: by codes of the PBX where the account has them, else by our own 302.
extension UserAgentCore {
    mutating func setForwarding(_ account: AccountID, _ rule: Forwarding, _ command: EngineCommand, at now: Instant) {
        guard let line = line(account) else { return tell(.commandRefused(command, .unknownAccount)) }
        let targets = [rule.always, rule.busy, rule.noAnswer].compactMap { $0 }
        guard targets.allSatisfy({ DialledAddress.parse($0, domain: line.uri.host) != nil }) else {
            return tell(.commandRefused(command, .invalidAddress))
        }
        guard services.codes == nil else { return tell(.commandRefused(command, .notInThisState)) }
        guard let codes = codes(from: forwarding(of: account), to: rule, line.settings.dialStrings) else {
            return tell(.commandRefused(command, .notConfigured))
        }
        guard !codes.isEmpty else { return settleForwarding(account, rule) }
        // A code that the PBX cannot take would be believed set.
        guard line.state == .registered || line.state == .direct, !isShuttingDown else {
            return tell(.commandRefused(command, .notInThisState))
        }
        services.codes = .init(account: account, rule: rule, command: command, waiting: codes)
        dialNextCode(at: now)
    }

    /// The codes to dial, in order; nil: one rule of the PBX is to end and it has no code for that.
    private func codes(from old: Forwarding, to new: Forwarding, _ strings: DialStrings) -> [String]? {
        let rules = [
            (strings.forwardAlways, old.always, new.always), (strings.forwardBusy, old.busy, new.busy),
            (strings.forwardNoAnswer, old.noAnswer, new.noAnswer),
        ].filter { $0.0 != nil }
        let endsOne = rules.contains { $0.1 != nil && $0.2 == nil }
        if endsOne, strings.forwardOff == nil { return nil }
        // The one code that ends rules ends all of them: those that stay are set again.
        let set = rules.filter { $0.2 != nil && (endsOne || $0.1 != $0.2) }
        let begun = set.compactMap { DialStrings.filled($0.0, number: $0.2 ?? "") }
        return (endsOne ? [strings.forwardOff ?? ""] : []) + begun
    }

    private mutating func settleForwarding(_ account: AccountID, _ rule: Forwarding) {
        services.forwardings[account] = rule
        tell(.forwardingChanged(account, rule))
    }

    // MARK: Codes, dialled unheard

    private mutating func dialNextCode(at now: Instant) {
        guard var sequence = services.codes, let line = line(sequence.account) else { return }
        guard let code = sequence.waiting.first else {
            services.codes = nil
            return settleForwarding(sequence.account, sequence.rule)
        }
        sequence.waiting.removeFirst()
        sequence.call = CallID(lastCall + 1)
        sequence.media = nil
        sequence.isAnswered = false
        sequence.outcome = nil
        services.codes = sequence
        setTimer(.serviceCode, at: now + .seconds(Limits.serviceCodeAnswerSeconds))
        guard let target = DialledAddress.parse(code, domain: line.uri.host),
            beginCall(to: target, on: line, terms: CallTerms(isUnheard: true), token: Self.noToken, at: now) != nil
        else { return codeFailed() }
    }

    private mutating func codeFailed() {
        clearTimer(.serviceCode)
        guard let sequence = services.codes else { return }
        services.codes = nil
        tell(.commandRefused(sequence.command, .notConfigured))
    }

    /// Whether something that happens to a call is not for the agent: the call carries a code. What it says of itself is noted.
    mutating func isUnheard(_ action: EngineAction) -> Bool {
        guard let sequence = services.codes, let call = sequence.call else { return false }
        switch action {
        case .event(.callDialled(let snapshot, _)) where snapshot.id == call: return true
        case .event(.callChanged(let snapshot)) where snapshot.id == call:
            if snapshot.answeredAt != nil { services.codes?.isAnswered = true }
            return true
        case .event(.callEnded(let snapshot, _)) where snapshot.id == call:
            services.codes?.outcome = snapshot.answeredAt != nil
            return true
        case .event(.dialRefused(_, Self.noToken)): return true
        case .media(.open(let media, _))
        where sequence.media == nil && place(of: call).map { table[$0].media } == media:
            services.codes?.media = media
            return false
        // Neither the PBX's announcement nor a tone of ours is heard.
        case .media(.apply(let media, _)), .media(.applyText(let media, _)), .media(.tone(let media, _, _)):
            return media == sequence.media
        case .openFlow, .locate, .send, .ping, .closeFlow, .media, .event: return false
        }
    }

    /// Goes on with the codes as their call goes on. Called after each input.
    mutating func followCodes(at now: Instant) {
        guard let sequence = services.codes else { return }
        if let outcome = sequence.outcome {
            clearTimer(.serviceCode)
            if outcome { dialNextCode(at: now) } else { codeFailed() }
        } else if sequence.isAnswered {
            services.codes?.isAnswered = false
            setTimer(.serviceCode, at: now + .seconds(Limits.serviceCodeSeconds))
        }
    }

    /// The PBX did not answer, or does not end the call itself.
    mutating func serviceCodeTimedOut(at now: Instant) {
        guard let call = services.codes?.call else { return }
        _ = hangUp(call, at: now)
    }
}

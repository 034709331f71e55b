import SIP
import Time

// Services by the PBX's own dial strings: pick-up, park, the agent's mobile.
extension UserAgentCore {
    /// Parks a call: it is sent to where the PBX keeps calls.
    mutating func park(_ id: CallID, _ command: EngineCommand, at now: Instant) {
        transfer(id, toCode: \.park, command, at: now)
    }

    /// Moves a call to the agent's mobile telephone.
    mutating func moveToMobile(_ id: CallID, _ command: EngineCommand, at now: Instant) {
        transfer(id, toCode: \.mobile, command, at: now)
    }

    private mutating func transfer(
        _ id: CallID, toCode code: KeyPath<DialStrings, String?>, _ command: EngineCommand, at now: Instant
    ) {
        guard let place = place(of: id), !table[place].isOver else {
            return tell(.commandRefused(command, .unknownCall))
        }
        guard let target = line(table[place].account)?.settings.dialStrings[keyPath: code] else {
            return tell(.commandRefused(command, .notConfigured))
        }
        transfer(id, to: target, command, at: now)
    }

    /// Calls back what was moved to the mobile.
    mutating func takeBack(account: AccountID?, token: Int, at now: Instant) {
        guard let line = account.map({ line($0) }) ?? preferredLine else {
            return tell(.dialRefused(.noAccount, token: token))
        }
        guard let code = line.settings.dialStrings.takeBack else {
            return tell(.dialRefused(.noSuchService, token: token))
        }
        dial(code, account: line.id, token: token, at: now)
    }

    /// Takes a call that rings for a colleague. Where his lines are watched and the server names the ringing dialog, its caller is
    /// called in place of it (RFC 3891 §7.1: `early-only`, so that a call he has just answered stays his); else the PBX's code
    /// is dialled.
    mutating func pickUp(_ who: String, account: AccountID?, token: Int, at now: Instant) {
        guard !isShuttingDown, let line = account.map({ line($0) }) ?? preferredLine else {
            return tell(.dialRefused(.noAccount, token: token))
        }
        guard let target = DialledAddress.parse(who, domain: line.uri.host) else {
            return tell(.dialRefused(.invalidAddress, token: token))
        }
        if let dialog = dialogOfWatched(who), let caller = dialog.caller {
            let ringing = DialogID(callID: dialog.callID, localTag: dialog.localTag, remoteTag: dialog.remoteTag)
            let replaces = Replaces(asPeerOf: ringing, isEarlyOnly: true)
            guard hasRoomForCall else { return tell(.dialRefused(.tooManyCalls, token: token)) }
            // Whoever cannot replace must not take it for a call of its own.
            let fields: [HeaderField] = [.other("Replaces", replaces.description), .require(["replaces"])]
            let watching = self.line(dialog.account) ?? line
            beginCall(to: caller.asTarget, on: watching, terms: CallTerms(fields: fields), token: token, at: now)
            return
        }
        guard let code = DialStrings.filled(line.settings.dialStrings.pickUp, number: target.user ?? "") else {
            return tell(.dialRefused(.noSuchService, token: token))
        }
        dial(code, account: line.id, token: token, at: now)
    }
}

extension URI {
    /// Without header fields, which a document of the network must not add to our request (RFC 3261 §19.1.5).
    fileprivate var asTarget: URI {
        var uri = self
        uri.headers = ""
        return uri
    }
}

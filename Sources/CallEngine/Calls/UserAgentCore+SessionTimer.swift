import SIP
import Time

// Session timers (RFC 4028): refreshes by UPDATE where the peer takes it, else by re-INVITE; the end of a silent session.
extension UserAgentCore {
    /// Sets the engine's timers as the call's session timer stands.
    mutating func armSessionTimer(_ id: CallID) {
        guard let place = place(of: id), !table[place].isOver else { return }
        let timer = table[place].sessionTimer
        if let refreshAt = timer.refreshAt {
            setTimer(.sessionRefresh(id), at: refreshAt)
        } else {
            clearTimer(.sessionRefresh(id))
        }
        if let expiresAt = timer.expiresAt {
            setTimer(.sessionExpiry(id), at: expiresAt)
        } else {
            clearTimer(.sessionExpiry(id))
        }
    }

    /// A 2xx to an INVITE or UPDATE of ours begins the interval anew.
    mutating func sessionIsRefreshed(_ id: CallID, by response: Message, at now: Instant) {
        guard let place = place(of: id) else { return }
        table[place].noteAbilities(of: response)
        table[place].sessionTimer.accept(response, at: now)
        armSessionTimer(id)
    }

    /// What our 2xx to an INVITE or UPDATE says of the timer.
    mutating func sessionFields(answering request: Message, of id: CallID, at now: Instant) -> [HeaderField] {
        guard let place = place(of: id) else { return [] }
        table[place].noteAbilities(of: request)
        let fields = table[place].sessionTimer.answer(request, at: now)
        armSessionTimer(id)
        return fields
    }

    /// Half the interval is over: the session is refreshed (RFC 4028 §10).
    mutating func refreshSession(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), !table[place].isOver else { return }
        table[place].sessionTimer.refreshBegan()
        // A re-INVITE under way refreshes too.
        guard table[place].change == nil else { return }
        if table[place].takesUpdate {
            sendUpdate(id, fields: [], attempts: DigestAttempts(), at: now)
        } else {
            table[place].change = .init(holds: table[place].isHeldByMe, isRefresh: true)
            changeSession(id, at: now)
        }
    }

    /// No refresh came: the peer is gone, and what lies between us forgets the session (RFC 4028 §10).
    mutating func sessionExpired(_ id: CallID, at now: Instant) { hangUpNow(id, EndReason(.networkFailure), at: now) }

    /// RFC 4916 §4.2: who is reached at another address than the one that was called says so, where the caller follows. Where
    /// both are the same, the UPDATE would serve an authentication service (RFC 4474) alone, and is not sent.
    mutating func tellOwnIdentity(of id: CallID, at now: Instant) {
        guard let place = place(of: id), table[place].owesIdentity, table[place].takesUpdate,
            let line = line(table[place].account)
        else { return }
        table[place].owesIdentity = false
        table[place].dialog?.identify(as: line.nameAddress(tag: nil))
        sendUpdate(id, fields: [], attempts: DigestAttempts(), at: now)
    }

    /// RFC 4028 §7.4: a refreshing UPDATE bears no offer.
    private mutating func sendUpdate(
        _ id: CallID, fields: [HeaderField], attempts: DigestAttempts, at now: Instant
    ) {
        guard let place = place(of: id), var dialog = table[place].dialog, let own = table[place].path,
            let live = livePath(own, of: table[place].account)
        else { return postponeRefresh(id, at: now) }
        let path = path(in: dialog, live)
        let request = dialog.request(
            .update, via: via(path), contact: contact(in: table[place], path),
            headers: [
                .supported(extensions(of: table[place].account)), .allow(Self.allowedMethods),
                .userAgent(settings.userAgent),
            ]
                + table[place].sessionTimer.requestFields + fields)
        table[place].dialog = dialog
        send(request, by: path, for: .update(id, attempts), at: now)
    }

    mutating func receiveUpdateResponse(
        _ response: Message, _ transaction: ClientTransactionID, of id: CallID, _ attempts: DigestAttempts,
        at now: Instant
    ) {
        guard let status = response.statusCode, status >= 200, let record = clients[transaction],
            let place = place(of: id), !table[place].isOver
        else { return }
        switch status {
        case ..<300:
            table[place].dialog?.receive(response)
            sessionIsRefreshed(id, by: response, at: now)
        case 401, 407:
            var attempts = attempts
            guard isTrusted(record.path, of: table[place].account),
                case .retry(let fields) = authorize(
                    record.request, challengedBy: response, account: table[place].account, attempts: &attempts)
            else { return postponeRefresh(id, at: now) }
            sendUpdate(id, fields: fields, attempts: attempts, at: now)
        case 405, 420, 501:
            table[place].takesUpdate = false
            if table[place].sessionTimer.isRefresher { refreshSession(id, at: now) }
        case 422 where table[place].sessionTimer.raise(by: response):
            sendUpdate(id, fields: [], attempts: attempts, at: now)
        case 408, 481: hangUpNow(id, EndReason(dialogEndedBy: status), at: now)
        default: postponeRefresh(id, at: now)
        }
    }

    /// No answer ends the call (RFC 3261 §12.2.1.2); a message that could not be sent is tried again.
    mutating func updateFailed(of id: CallID, status: Int, at now: Instant) {
        guard Dialog.isEnded(by: status) else { return postponeRefresh(id, at: now) }
        hangUpNow(id, EndReason(.networkFailure, status: status), at: now)
    }

    /// Another try before the end of the interval, as long as there is time for one.
    mutating func postponeRefresh(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), !table[place].isOver else { return }
        table[place].sessionTimer.postpone(at: now)
        armSessionTimer(id)
    }
}

extension Call {
    /// What the peer says that it takes (RFC 3311 §4).
    mutating func noteAbilities(of message: Message) {
        if let allow = message.allow { takesUpdate = allow.contains(.update) }
    }
}

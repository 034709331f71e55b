import Media
import SIP
import Time

// Hold and resume by the agent: a re-INVITE of ours (RFC 3264 §8.4, RFC 3261 §14.1).
extension UserAgentCore {
    /// Holds: the microphone stops now, the peer is told as soon as the protocol allows.
    mutating func hold(_ id: CallID, at now: Instant) -> Bool {
        guard let place = place(of: id), table[place].snapshot.answeredAt != nil, !table[place].isOver else {
            return false
        }
        guard !table[place].isHeldByMe else { return true }
        table[place].isHeldByMe = true
        if var stream = table[place].stream {
            stream.direction = stream.direction.limited(to: .inactive)
            apply(stream, to: id)
        }
        refreshState(id)
        changeSession(id, at: now)
        return true
    }

    /// Resumes; another call that is active is held first.
    mutating func resume(_ id: CallID, at now: Instant) -> Bool {
        guard let place = place(of: id), table[place].snapshot.answeredAt != nil, table[place].isHeldByMe else {
            return false
        }
        holdOthers(than: id, at: now)
        table[place].isHeldByMe = false
        changeSession(id, at: now)
        return true
    }

    /// Holds every call in which the agent can be heard.
    mutating func holdOthers(than id: CallID?, at now: Instant) {
        guard !settings.linesAreIndependent else { return }
        for call in table.soundingCalls() where call != id && !areTogether(call, id) {
            if let place = place(of: call), !table[place].isHeldByMe { _ = hold(call, at: now) }
        }
    }

    /// Sends a re-INVITE with what we want now, unless one runs: then another follows it.
    mutating func changeSession(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), !table[place].isOver, table[place].snapshot.answeredAt != nil else { return }
        if table[place].change?.transaction != nil { return }
        // Not before the ACK of our own 2xx, nor while an offer of ours is open (RFC 3264 §4).
        guard table[place].acceptance == nil, table[place].dialog != nil else {
            table[place].change = .init(holds: table[place].isHeldByMe, retryAt: now + .milliseconds(200))
            return
        }
        if table[place].change == nil { table[place].change = .init(holds: table[place].isHeldByMe) }
        sendChange(id, fields: [], at: now)
    }

    private mutating func sendChange(_ id: CallID, fields: [HeaderField], at now: Instant) {
        guard let place = place(of: id), table[place].capability != nil, let known = table[place].dialog,
            let own = table[place].path, let live = livePath(own, of: table[place].account)
        else { return }
        guard !known.isRemoteInvitePending else {
            table[place].change?.retryAt = now + .milliseconds(200)
            return
        }
        var dialog = known
        let path = path(in: dialog, live)
        guard let body = offer(of: place, direction: table[place].wantedDirection, by: path)?.octets else {
            return changeIsRefused(id, status: 488, at: now)
        }
        let request = dialog.request(
            .invite, via: via(path), contact: contact(in: table[place], path),
            headers: [
                .supported(extensions(of: table[place].account)), .allow(Self.allowedMethods),
                .userAgent(settings.userAgent),
            ]
                + table[place].sessionTimer.requestFields + fields, body: body,
            contentType: "application/sdp")
        table[place].dialog = dialog
        let holds = table[place].isHeldByMe
        table[place].change?.holds = holds
        table[place].change?.retryAt = nil
        let transaction = send(request, by: path, for: .change(id), at: now)
        if let place = self.place(of: id) { table[place].change?.transaction = transaction }
    }

    mutating func receiveChangeResponse(
        _ response: Message, _ transaction: ClientTransactionID, of id: CallID, at now: Instant
    ) {
        let status = response.statusCode ?? 0
        guard status >= 200, let record = clients[transaction] else { return }
        if (200..<300).contains(status) {
            if let known = record.acknowledgements[response.toTag ?? ""] {
                return send(known, by: pathForDialog(known.requestURI, record.path))
            }
            return receiveChangeAcceptance(response, transaction, of: id, at: now)
        }
        guard let place = place(of: id), table[place].change?.transaction == transaction else { return }
        table[place].change?.transaction = nil
        table[place].dialog?.receive(response)
        table[place].negotiation.withdrawOffer()
        if status == 401 || status == 407, var attempts = table[place].change?.attempts,
            isTrusted(record.path, of: table[place].account),
            case .retry(let fields) = authorize(
                record.request, challengedBy: response, account: table[place].account, attempts: &attempts)
        {
            table[place].change?.attempts = attempts
            return sendChange(id, fields: fields, at: now)
        }
        if status == 422, table[place].sessionTimer.raise(by: response) { return sendChange(id, fields: [], at: now) }
        if status == 491, let glares = table[place].change?.glares, glares < Limits.glareRetries {
            table[place].change?.glares = glares + 1
            let delay = table[place].dialog?.glareDelay(using: &randomness) ?? .seconds(2)
            table[place].change?.retryAt = now + delay
            return
        }
        changeIsRefused(id, status: status, at: now)
    }

    private mutating func receiveChangeAcceptance(
        _ response: Message, _ transaction: ClientTransactionID, of id: CallID, at now: Instant
    ) {
        guard let place = place(of: id), var dialog = table[place].dialog else { return }
        dialog.receive(response)
        if let path = clients[transaction]?.path { noteIdentity(in: response, of: id, by: path) }
        acknowledge(dialog, response, transaction, at: now)
        table[place].dialog = dialog
        if !table[place].isOver { sessionIsRefreshed(id, by: response, at: now) }
        guard table[place].change?.transaction == transaction, !table[place].isOver else { return }
        let (change, done) = (table[place].change, table[place].change?.holds)
        table[place].change = nil
        if let stream = settle(response, of: place) {
            if done == table[place].isHeldByMe { apply(stream, to: id) }
        } else {
            // Nothing was agreed: as if it had been refused, so that nobody is told to speak into a dead line.
            table[place].change = change
            return changeIsRefused(id, status: 488, at: now)
        }
        refreshState(id)
        if done != table[place].isHeldByMe { changeSession(id, at: now) }
        changeIsSettled(id, at: now)
    }

    mutating func handleGlareTimeout(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), let retryAt = table[place].change?.retryAt, retryAt <= now else { return }
        table[place].change?.retryAt = nil
        changeSession(id, at: now)
    }

    /// The transaction of a re-INVITE failed, or was refused for good.
    mutating func changeFailed(_ transaction: ClientTransactionID, of id: CallID, status: Int, at now: Instant) {
        guard let place = place(of: id), table[place].change?.transaction == transaction,
            let request = clients[transaction]?.request
        else { return }
        table[place].dialog?.receive(Message.response(to: request, status: status, toTag: nil))
        changeIsRefused(id, status: status, at: now)
    }

    /// RFC 3261 §12.2.1.2: 481 and 408 end the dialog; after any other the session stands as it was (§14.1).
    private mutating func changeIsRefused(_ id: CallID, status: Int, at now: Instant) {
        guard let place = place(of: id) else { return }
        let wasResuming = table[place].change?.holds == false && table[place].change?.isRefresh == false
        table[place].change = nil
        table[place].negotiation.withdrawOffer()
        if Dialog.isEnded(by: status) {
            return hangUpNow(id, EndReason(dialogEndedBy: status), at: now)
        }
        // A hold that the peer refuses is still one: our sound stays off. A resume that it refuses is none.
        if wasResuming && !table[place].isHeldByMe {
            table[place].isHeldByMe = true
            tell(.commandRefused(.resume(id), .notInThisState))
        }
        refreshState(id)
        // A refresh that was refused, or that this change stood in the way of, is tried again: its peer lives.
        if table[place].sessionTimer.refreshAt == nil { postponeRefresh(id, at: now) }
        changeIsSettled(id, at: now)
    }
}

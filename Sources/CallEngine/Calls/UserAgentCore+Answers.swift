import Media
import SIP
import Time

// What comes back to our INVITE (RFC 3261 §13.2.2).
extension UserAgentCore {
    mutating func receiveInvitationResponse(
        _ response: Message, _ transaction: ClientTransactionID, of id: CallID, at now: Instant
    ) {
        let status = response.statusCode ?? 0
        if (101..<300).contains(status), let path = clients[transaction]?.path {
            noteIdentity(in: response, of: id, by: path)
        }
        defer { tellIdentity(of: id) }
        switch status {
        case ..<101: break
        case ..<200: receiveProvisional(response, status, of: id, at: now)
        case ..<300: receiveAcceptance(response, transaction, of: id, at: now)
        case _: receiveRefusal(response, status, transaction, of: id, at: now)
        }
    }

    private mutating func receiveProvisional(_ response: Message, _ status: Int, of id: CallID, at now: Instant) {
        guard let place = place(of: id), table[place].phase == .inviting else { return }
        table[place].noteAbilities(of: response)
        guard takesProvisional(response, of: id, at: now) else { return }
        if status == 199 { return endBranch(of: response, call: id) }
        if let stream = earlyStream(in: response, of: id), let tag = response.toTag { hear(stream, of: tag, call: id) }
        if table[place].snapshot.state == .dialing && (status == 180 || status == 183) {
            table[place].snapshot.state = .ringing
            tellChange(of: id)
        }
        guard !table[place].snapshot.hasEarlyMedia else { return }
        if status == 180 {
            clearTimer(.ringBack(id))
            startRingBack(id)
        } else if status == 183 && table[place].tone == nil {
            setTimer(.ringBack(id), at: now + .milliseconds(Limits.earlyMediaMilliseconds))
        }
    }

    /// A 2xx: the first makes the call; a copy is acknowledged again; one of another branch is ended (§13.2.2.4).
    private mutating func receiveAcceptance(
        _ response: Message, _ transaction: ClientTransactionID, of id: CallID, at now: Instant
    ) {
        let tag = response.toTag ?? ""
        if let record = clients[transaction], let acknowledgement = record.acknowledgements[tag] {
            return send(acknowledgement, by: pathForDialog(acknowledgement.requestURI, record.path))
        }
        guard let record = clients[transaction], record.acknowledgements.count < Limits.forks else { return }
        guard let place = place(of: id), table[place].phase == .inviting,
            table[place].invitation.transaction == transaction, let fork = forkPlace(for: response, in: place)
        else { return endStray(response, transaction, of: id, at: now) }
        let early = earlyStream(in: response, of: id)
        var chosen = table[place].forks[fork]
        chosen.dialog.receive(response)
        acknowledge(chosen.dialog, response, transaction, at: now)
        table[place].dialog = chosen.dialog
        table[place].negotiation = chosen.negotiation
        table[place].forks = []
        table[place].invitation.transaction = nil
        clearTimer(.ringing(id))
        clearTimer(.ringBack(id))
        stopTone(id)
        guard let stream = early ?? chosen.stream else {
            sendBye(chosen.dialog, table[place].account, by: record.path, at: now)
            return end(id, soundIsRefused(by: response, of: place, at: now), at: now)
        }
        table[place].phase = .established
        table[place].snapshot.answeredAt = now
        table[place].snapshot.hasEarlyMedia = false
        apply(stream, to: id)
        rememberLeftOut(of: place, at: now)
        sessionIsRefreshed(id, by: response, at: now)
        table[place].snapshot.state = table[place].establishedState
        tellChange(of: id)
        if table[place].isHeldByMe { changeSession(id, at: now) }
    }

    /// Sends the ACK of a 2xx, and keeps it for the copies of that 2xx.
    mutating func acknowledge(
        _ dialog: Dialog, _ response: Message, _ transaction: ClientTransactionID, at now: Instant
    ) {
        guard let record = clients[transaction] else { return }
        // RFC 3261 §22.1: the ACK carries the credentials of its INVITE.
        let credentials = ["Authorization", "Proxy-Authorization"].flatMap { name in
            record.request.headers(name).map { HeaderField.other(name, $0) }
        }
        let acknowledgement = dialog.acknowledgement(
            of: response, via: via(record.path), headers: credentials + [.userAgent(settings.userAgent)])
        clients[transaction]?.acknowledgements[response.toTag ?? ""] = acknowledgement
        send(acknowledgement, by: path(in: dialog, record.path))
    }

    /// A 2xx that nobody waits for any more: acknowledged, then ended at once.
    private mutating func endStray(
        _ response: Message, _ transaction: ClientTransactionID, of id: CallID, at now: Instant
    ) {
        guard let record = clients[transaction], let dialog = Dialog(asUAC: record.request, response: response)
        else { return }
        let account = place(of: id).map { table[$0].account } ?? AccountID(0)
        acknowledge(dialog, response, transaction, at: now)
        sendBye(dialog, account, by: record.path, at: now)
        if let place = place(of: id), table[place].isOver { table[place].invitation.transaction = nil }
    }

    private mutating func receiveRefusal(
        _ response: Message, _ status: Int, _ transaction: ClientTransactionID, of id: CallID, at now: Instant
    ) {
        guard let place = place(of: id), table[place].invitation.transaction == transaction else { return }
        guard table[place].phase == .inviting else {
            table[place].invitation.transaction = nil
            return
        }
        if status == 503 && failOver(id, at: now) { return }
        if (status == 401 || status == 407) && retryInvitation(id, challengedBy: response, at: now) { return }
        if [415, 488, 606].contains(status) {
            if retryInvitationLeavingOut(id, at: now) { return }
        }
        if status == 422 && retryInvitation(id, withLongerSession: response, at: now) { return }
        // RFC 3261 §21.3.4, §21.3.5: another proxy or another service is not what the agent asked for.
        if (300..<400).contains(status) && status != 305 && status != 380
            && followRedirection(id, to: response, at: now)
        {
            return
        }
        if table[place].invitation.redirections > 0 && !(600..<700).contains(status)
            && followRedirection(id, to: nil, at: now)
        {
            return
        }
        var reason = EndReason(finalStatus: status, authenticated: table[place].invitation.hasCredentials)
        if reason.cause == .noCommonMedia, encryption(of: table[place]) == .required { reason.cause = .noEncryption }
        table[place].invitation.transaction = nil
        end(id, reason, at: now)
    }

    /// The transaction ended without an answer, or its message could not be sent.
    mutating func invitationFailed(_ transaction: ClientTransactionID, of id: CallID, status: Int, at now: Instant) {
        guard let place = place(of: id), table[place].invitation.transaction == transaction else { return }
        table[place].invitation.transaction = nil
        guard table[place].phase == .inviting else { return }
        if failOver(id, at: now) { return }
        if table[place].invitation.redirections > 0 && followRedirection(id, to: nil, at: now) { return }
        end(id, EndReason(.networkFailure, status: status == 408 ? 408 : nil), at: now)
    }

    /// Nobody answered for too long: neither the far end (RFC 3261 §9.1), nor our agent (§13.3.1.1).
    mutating func stopRinging(_ id: CallID, at now: Instant) {
        guard let place = place(of: id) else { return }
        switch table[place].direction {
        case .outgoing: giveUp(id, reason: EndReason(.noAnswer), at: now)
        case .incoming: refuse(id, status: 480, reason: EndReason(.missed, status: 480), at: now)
        }
    }

    /// Ends an outgoing call before its answer (RFC 3261 §9.1): the agent hears of it now, the protocol goes on.
    mutating func giveUp(_ id: CallID, reason: EndReason, at now: Instant) {
        guard let place = place(of: id), !table[place].isOver else { return }
        let transaction = table[place].invitation.transaction
        let path = table[place].path
        end(id, reason, at: now)
        if let transaction, largeRequests.withdraw(transaction) {
            clients[transaction] = nil
            if let place = self.place(of: id) { table[place].invitation.transaction = nil }
        } else if let transaction {
            perform(transactions.cancel(transaction, at: now), fallback: clients[transaction]?.path ?? path, at: now)
        }
    }
}

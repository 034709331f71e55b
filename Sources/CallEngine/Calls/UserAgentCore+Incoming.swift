import Media
import SIP
import Time

// Incoming calls (RFC 3261 §13.3).
extension UserAgentCore {
    mutating func receiveInvitation(_ request: Message, _ transaction: ServerTransactionID, at now: Instant) {
        guard !isShuttingDown, let record = servers[transaction] else {
            return answer(request, transaction, 480, at: now)
        }
        let path = record.path
        let account = account(for: request, path)
        var replaced: CallID?
        switch replacement(by: request, from: record.origin) {
        case .nothing: break
        case .call(let old): replaced = old
        case .refused(let status): return answer(request, transaction, status, at: now)
        }
        if replaced == nil, turnsAway(request, transaction, for: account, at: now) { return }
        let isOutside = isFromOutside(record.origin.address, account)
        guard replaced != nil || hasRoomForCall && (!isOutside || hasRoomForOutsider) else {
            return answer(request, transaction, 486, at: now)
        }
        let accountSeconds = line(account)?.settings.sessionSeconds ?? 0
        if let minimum = SessionTimer(wishedSeconds: accountSeconds).refusal(of: request) {
            return answer(request, transaction, 422, headers: [.other("Min-SE", "\(minimum)")], at: now)
        }
        var offer: SessionDescription?
        if !request.body.isEmpty {
            guard request.hasSessionDescription, let described = sessionDescription(in: request) else {
                return answer(request, transaction, 400, at: now)
            }
            offer = described
        }
        let trial = trialCapability(of: account, by: path)
        guard canAnswer(offer, trial) else {
            if trial.encryption != .off, canAnswer(offer, trial.plain) {
                tellRefusedInClear(request, record.origin, account, at: now)
            }
            return answer(request, transaction, 488, at: now)
        }
        let tag = randomness.token(octets: 8)
        let isBelieved = believesIdentity(from: record.origin, of: account)
        var snapshot = CallSnapshot(
            id: CallID(lastCall + 1), account: account, direction: .incoming, state: .incoming,
            remote: party(of: request, isTrusted: isBelieved),
            dialledUser: dialledUser(of: request), startedAt: now)
        snapshot.referredBy = request.referredBy.map { Party(claimed: $0) }
        snapshot.sipCallID = SpokenText.callID(request.callID)
        guard takeHints(of: request, into: &snapshot, isBelieved: isBelieved) else {
            return answer(request, transaction, 403, at: now)
        }
        var call = Call(
            snapshot: snapshot, phase: .alerting, target: request.contacts.first?.uri ?? request.from.uri, path: path,
            localTag: tag, callID: request.callID, negotiation: OfferAnswer(sessionID: randomness.next()),
            sessionSeconds: accountSeconds)
        call.isFromOutside = isOutside
        call.received = .init(request: request, transaction: transaction, offer: offer)
        call.dialog = Dialog(asUAS: request.withContact, localTag: tag)
        guard call.dialog != nil else { return answer(request, transaction, 400, at: now) }
        lastCall += 1
        call.replaces = replaced
        table.append(call)
        if let replaced { return replace(replaced, by: call.id, at: now) }
        let local = flowTable[path.flow]?.local?.host ?? "127.0.0.1"
        ring(call.id, at: now)
        stopEndTones()
        // A caller who vanishes without CANCEL must not ring, nor keep its place, for ever.
        setTimer(.ringing(call.id), at: now + .seconds(Limits.ringingSeconds))
        scheduleForwarding(call.id, at: now)
        openMedia(call.id, on: local)
        tell(.callReceived(snapshot))
        scheduleAutomaticAnswer(call.id, at: now)
        updateCallWaiting()
    }

    /// Answers without ringing, as soon as the ports are there, as the replaced call stands (RFC 3891 §3).
    private mutating func replace(_ old: CallID, by id: CallID, at now: Instant) {
        guard let place = place(of: id), let former = self.call(old) else { return }
        table[place].isHeldByMe = former.isHeldByMe
        table[place].snapshot.isMuted = former.snapshot.isMuted
        table[place].answersWhenReady = true
        setTimer(.ringing(id), at: now + .milliseconds(Limits.preparationMilliseconds))
        openMedia(id, on: table[place].path.flatMap { flowTable[$0.flow]?.local?.host } ?? "127.0.0.1")
    }

    /// The line demands encryption, and this call came without: it does not ring, and the agent is told, not
    /// oftener than once a minute.
    private mutating func tellRefusedInClear(
        _ request: Message, _ origin: Origin, _ account: AccountID, at now: Instant
    ) {
        if let last = lastClearRefusal, now < last + .seconds(Limits.clearRefusalSeconds) { return }
        lastClearRefusal = now
        tell(.callRefusedInClear(party(of: request, isTrusted: believesIdentity(from: origin, of: account)), account))
    }

    mutating func answer(_ id: CallID, at now: Instant) -> Bool {
        guard let place = place(of: id), table[place].phase == .alerting else { return false }
        guard table[place].capability != nil else {
            table[place].answersWhenReady = true
            return true
        }
        accept(id, at: now)
        return true
    }

    /// Sends the 200 (RFC 3261 §13.3.1.4), with our answer or, where the INVITE had no SDP, with our offer.
    mutating func accept(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), let received = table[place].received, let path = table[place].path,
            table[place].capability != nil
        else { return }
        // RFC 3262 §3: not before the PRACK of what bears a description.
        if received.provisional?.bearsDescription == true {
            table[place].received?.isTaken = true
            return
        }
        if let old = table[place].replaces {
            // It ended while our ports were opened: there is nothing to replace any more.
            guard isLiving(old) else {
                return refuse(id, status: 603, reason: EndReason(.missed, status: 603), at: now)
            }
        } else {
            holdOthers(than: id, at: now)
        }
        let body: [UInt8]
        var stream: AgreedStream?
        if let offer = received.offer {
            guard let agreed = agree(on: offer, of: place, direction: table[place].wantedDirection) else {
                return refuse(id, status: 488, reason: EndReason(.noCommonMedia, status: 488), at: now)
            }
            body = agreed.description.octets
            stream = agreed.stream
        } else if let settled = table[place].stream {
            // Our offer went with the 180, the answer came with its PRACK.
            body = []
            stream = settled
        } else {
            let direction = table[place].wantedDirection
            guard let offer = self.offer(of: place, .last, direction: direction, by: path) else {
                return refuse(id, status: 488, reason: EndReason(.noEncryption, status: 488), at: now)
            }
            body = offer.octets
        }
        let timer = sessionFields(answering: received.request, of: id, at: now)
        noteOwnIdentity(place, called: received.request)
        let response = Message.response(
            to: received.request, status: 200, toTag: table[place].localTag,
            headers: [
                .contact(contact(in: table[place], path)), .allow(Self.allowedMethods),
                .supported(extensions(of: table[place].account)),
                .userAgent(settings.userAgent),
            ] + timer, body: body, contentType: body.isEmpty ? nil : "application/sdp", copyRecordRoutes: true)
        clearTimer(.ringing(id))
        clearTimer(.provisional(id))
        clearTimer(.autoAnswer(id))
        clearTimer(.forward(id))
        table[place].phase = .accepted
        table[place].acceptance = .init(
            response: response, transaction: received.transaction, path: path, cSeq: received.request.cSeq.number,
            awaitsAnswer: stream == nil, retransmission: AcceptedRetransmission(at: now))
        table[place].received = nil
        respond(response, to: received.transaction, at: now)
        table[place].snapshot.answeredAt = now
        if let stream { apply(stream, to: id) }
        table[place].snapshot.state = table[place].establishedState
        if let old = table[place].replaces { takePlace(of: old, by: id, at: now) }
        tellChange(of: id)
        updateCallWaiting()
    }

    /// A call that was forwarded to the line, or rings at a group's number, was meant for another address than the line's.
    private mutating func noteOwnIdentity(_ place: Int, called invite: Message) {
        guard let line = line(table[place].account), line.isRegistering else { return }
        table[place].owesIdentity = !invite.to.uri.matches(line.uri) && invite.supported.contains("from-change")
    }

    /// Refuses a ringing call: a final answer, and its end.
    mutating func refuse(
        _ id: CallID, status: Int, reason: EndReason, headers: [HeaderField] = [], at now: Instant
    ) {
        guard let place = place(of: id), let received = table[place].received else { return }
        table[place].received = nil
        respond(
            Message.response(to: received.request, status: status, toTag: table[place].localTag, headers: headers),
            to: received.transaction, at: now)
        end(id, reason, at: now)
    }

    /// CANCEL (RFC 3261 §9.2); its own 200 is the transaction layer's.
    mutating func receiveCancel(of transaction: ServerTransactionID, by cancel: Message, at now: Instant) {
        guard let call = table.place(of: transaction).map({ table[$0].id }) else { return }
        let cause: EndReason.Cause =
            cancel.reasons.contains(where: \.isCompletedElsewhere) ? .answeredElsewhere : .missed
        refuse(call, status: 487, reason: EndReason(cause, status: 487), at: now)
    }

    /// The ACK of a 2xx of ours.
    mutating func receiveAcknowledgement(_ request: Message, from origin: Origin?, at now: Instant) {
        guard let dialog = DialogID(incoming: request), let place = table.place(of: dialog),
            let acceptance = table[place].acceptance, acceptance.cSeq == request.cSeq.number
        else { return }
        let id = table[place].id
        noteIdentity(in: request, of: id, from: origin)
        defer { tellIdentity(of: id) }
        table[place].acceptance = nil
        if table[place].owesBye { return sendOwedBye(id, at: now) }
        if table[place].phase == .accepted {
            table[place].phase = .established
            tellOwnIdentity(of: id, at: now)
        }
        guard acceptance.awaitsAnswer else { return }
        guard let stream = settle(request, of: place) else {
            table[place].negotiation.withdrawOffer()
            // A first description that never came leaves no session; a later one leaves the session as it was.
            if table[place].stream == nil { hangUpNow(id, EndReason(.noCommonMedia), at: now) }
            return
        }
        apply(stream, to: id)
        refreshState(id)
    }

    mutating func handleAcceptanceTimeout(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), var acceptance = table[place].acceptance,
            let deadline = acceptance.retransmission.nextDeadline, deadline <= now
        else { return }
        let steps = acceptance.retransmission.handleTimeout(at: now)
        table[place].acceptance = acceptance
        for step in steps {
            switch step {
            case .send: send(acceptance.response, by: acceptance.path)
            case .unacknowledged:
                // RFC 3261 §13.3.1.4: the dialog is confirmed, but the session is to be terminated.
                guard let place = self.place(of: id) else { return }
                table[place].acceptance = nil
                if table[place].owesBye {
                    sendOwedBye(id, at: now)
                } else {
                    hangUpNow(id, EndReason(.networkFailure), at: now)
                }
            }
        }
    }
}

extension Message {
    /// RFC 2543 §4.2.2 let callers leave Contact out; their From is then the target.
    fileprivate var withContact: Message {
        guard contacts.isEmpty, let branch = topVia?.branch ?? topVia?.host else { return self }
        return retried(branch: branch, cSeq: cSeq.number, authorizations: [.contact(NameAddress(uri: from.uri))])
    }
}

import Media
import SIP
import Time

// The door for messages (RFC 3261 §18.1.2, §18.2.1) and the order in which a request is examined (§8.2).
extension UserAgentCore {
    mutating func receive(_ octets: [UInt8], on flow: FlowID, from source: TransportAddress, at now: Instant) {
        guard flowTable.isOpen(flow) else { return }
        if StunBinding.isStun(octets) { return receiveStun(octets, on: flow, from: source, at: now) }
        guard octets.contains(where: { $0 != 13 && $0 != 10 }) else { return }
        let message: Message
        do {
            message = try Message(parsing: octets)
        } catch {
            // Stateless: a sender of nonsense costs no memory, and a stranger's is answered so often a second.
            guard directory.line(host: source.host) != nil || strangers.takesAnswer(at: now) else { return }
            if let answer = Message.malformedResponse(for: octets, error: error) {
                emit(.send(answer, on: flow, to: source))
            }
            return
        }
        guard message.isRequest else {
            guard isOurs(message) else { return }
            return perform(
                transactions.receive(message, transport: source.transport, at: now), fallback: nil, at: now)
        }
        let stamped = message.stamped(receivedFrom: source.host, port: source.port)
        let path = Path(flow: flow, destination: Self.destination(ofResponsesTo: message, from: source))
        if isStranger(stamped, path, from: source) { return refuseStranger(stamped, path, at: now) }
        perform(
            transactions.receive(stamped, transport: source.transport, at: now), fallback: path,
            from: Origin(flow: flow, address: source), at: now)
    }

    /// RFC 3261 §18.1.2: a response whose top Via is not ours, or that has a second one, is not for us.
    private func isOurs(_ response: Message) -> Bool {
        response.viaCount == 1 && response.topBranch?.hasPrefix(Via.magicCookie) == true
    }

    /// RFC 3261 §18.2.2, RFC 3581 §4: the address that the request came from, at its Via's port or with rport at its own.
    private static func destination(ofResponsesTo request: Message, from source: TransportAddress) -> TransportAddress {
        guard source.transport == .udp, let via = request.topVia, !via.wantsResponsePort else { return source }
        return TransportAddress(transport: .udp, host: source.host, port: via.port ?? 5_060)
    }

    /// A new request, not a copy: by dialog or by method.
    mutating func receiveRequest(_ request: Message, _ id: ServerTransactionID, at now: Instant) {
        if let problem = RequestValidity.problem(of: request, extensions: Self.extensions) {
            return answer(request, id, problem.status, headers: problem.headers, at: now)
        }
        // RFC 3891 §3: Replaces belongs to INVITE alone.
        if request.method != .invite, request.header("Replaces") != nil { return answer(request, id, 400, at: now) }
        if request.toTag != nil { return receiveInDialog(request, id, at: now) }
        switch request.method {
        case .invite: receiveInvitation(request, id, at: now)
        case .options: answerOptions(request, id, at: now)
        case .notify: receiveNotice(request, id, at: now)
        case .ack: break
        case .message: receiveMessage(request, id, at: now)
        case .bye, .cancel, .update, .prack, .info: answer(request, id, 481, at: now)
        // Nobody outside of a call of ours has a say whom we call (RFC 3515 §5.2).
        case .refer: answer(request, id, 403, at: now)
        case .register, .subscribe, .publish:
            answer(request, id, 405, headers: [.allow(Self.allowedMethods)], at: now)
        case .other: answer(request, id, 501, headers: [.allow(Self.allowedMethods)], at: now)
        }
    }

    private mutating func receiveInDialog(_ request: Message, _ id: ServerTransactionID, at now: Instant) {
        guard let dialog = DialogID(incoming: request), let place = table.place(of: dialog) else {
            if request.method == .notify { return receiveNotice(request, id, at: now) }
            return receiveInEarlyDialog(request, id, at: now)
        }
        let call = table[place].id
        if let path = servers[id]?.path, !mayAct(on: table[place], path) { return answer(request, id, 481, at: now) }
        let known = table[place].dialog?.remoteAddress
        if let status = table[place].dialog?.receive(request: request).status {
            return answer(request, id, status, headers: status == 500 ? [.retryAfter(2)] : [], at: now)
        }
        noteIdentity(in: request, of: call, from: servers[id]?.origin, known: known)
        defer { tellIdentity(of: call) }
        switch request.method {
        case .invite:
            receiveReinvitation(request, id, of: call, at: now)
            // Every re-INVITE is answered at once, so the next one may come: after an answer too that we cannot read back.
            if let place = self.place(of: call) { table[place].dialog?.answered(.invite, status: 500) }
        case .update: receiveUpdate(request, id, of: call, at: now)
        case .bye: receiveBye(request, id, of: call, at: now)
        case .options: answerOptions(request, id, at: now)
        case .notify where request.event == "refer": receiveTransferNotice(request, id, of: call, at: now)
        case .notify: answer(request, id, 489, at: now)
        case .ack, .cancel: break
        case .refer: receiveReferral(request, id, of: call, at: now)
        case .info: receiveInfo(request, id, of: call, at: now)
        case .message: receiveMessage(request, id, at: now)
        case .prack: receiveProvisionalAcknowledgement(request, id, of: call, at: now)
        case .register, .subscribe, .publish:
            answer(request, id, 405, headers: [.allow(Self.allowedMethods)], at: now)
        case .other: answer(request, id, 501, headers: [.allow(Self.allowedMethods)], at: now)
        }
    }

    /// Answers with a status alone.
    mutating func answer(
        _ request: Message, _ id: ServerTransactionID, _ status: Int, headers: [HeaderField] = [], at now: Instant
    ) {
        let tag = request.toTag == nil ? randomness.token(octets: 8) : nil
        respond(Message.response(to: request, status: status, toTag: tag, headers: headers), to: id, at: now)
    }

    /// RFC 3261 §11.2: what we can do.
    private mutating func answerOptions(_ request: Message, _ id: ServerTransactionID, at now: Instant) {
        let headers: [HeaderField] = [
            .allow(Self.allowedMethods), .accept(["application/sdp"]), .supported(Self.extensions),
            .userAgent(settings.userAgent),
        ]
        answer(request, id, 200, headers: headers, at: now)
    }

    mutating func receiveResponse(_ response: Message, _ id: ClientTransactionID, at now: Instant) {
        guard let record = clients[id] else { return }
        if let status = response.statusCode, status >= 200 { clients[id]?.isAnswered = true }
        switch record.purpose {
        case .registration(let account, let way):
            receiveRegistrationResponse(response, to: record.request, of: account, way, at: now)
        case .probe(let flow): receiveProbeAnswer(on: flow, at: now)
        case .invitation(let call): receiveInvitationResponse(response, id, of: call, at: now)
        case .change(let call): receiveChangeResponse(response, id, of: call, at: now)
        case .update(let call, let attempts): receiveUpdateResponse(response, id, of: call, attempts, at: now)
        case .provisionalAcknowledgement(let call, let tag, let attempts):
            receiveAcknowledgementResponse(response, id, of: call, tag, attempts, at: now)
        case .referral(let call): receiveReferralResponse(response, id, of: call, at: now)
        case .notice(let call): receiveNoticeResponse(response, id, of: call, at: now)
        case .subscription(let subscription): receiveSubscriptionResponse(response, id, of: subscription, at: now)
        case .publication(let account): receivePublicationResponse(response, id, of: account, at: now)
        case .message(let message): receiveMessageResponse(response, id, of: message, at: now)
        case .digit(let call): receiveDigitResponse(response, id, of: call, at: now)
        case .bye: receiveByeResponse(response, id, at: now)
        }
    }

    /// No answer (408), or the message could not be sent (503).
    mutating func requestFailed(_ id: ClientTransactionID, status: Int, at now: Instant) {
        guard let record = clients[id] else { return }
        clients[id]?.isAnswered = true
        switch record.purpose {
        case .registration(let account, let way):
            registrationFailed(record.request, of: account, way, status: status, at: now)
        case .probe: break
        case .invitation(let call): invitationFailed(id, of: call, status: status, at: now)
        case .change(let call): changeFailed(id, of: call, status: status, at: now)
        case .update(let call, _): updateFailed(of: call, status: status, at: now)
        case .provisionalAcknowledgement: break
        case .referral(let call): referralFailed(id, of: call, status: status, at: now)
        case .notice(let call): noticeEnded(id, of: call, at: now)
        case .subscription(let subscription):
            subscriptionFailed(record.request, of: subscription, status: status, at: now)
        case .publication(let account): publicationFailed(record.request, of: account, status: status, at: now)
        case .message(let message): messageAnswered(message, status: nil)
        case .digit(let call): digitFailed(of: call)
        case .bye: byeFailed(id, at: now)
        }
    }

    /// The SDP of a message; nil where there is none or it is no description.
    func sessionDescription(in message: Message) -> SessionDescription? {
        message.bodyPart("application/sdp").flatMap { try? SessionDescription(parsing: $0) }
    }
}

extension Message {
    /// Whether there is a body, and it is called SDP or holds a part that is (RFC 5621 §3.1).
    var hasSessionDescription: Bool { bodyPart("application/sdp") != nil }
}

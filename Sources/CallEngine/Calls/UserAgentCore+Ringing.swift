import SIP
import Time

// 180 to an INVITE, reliable where the caller demands it (RFC 3262 §3).
extension UserAgentCore {
    /// Says that the phone rings. An INVITE without an offer that demands reliability gets our offer with it (§5), as soon as
    /// the ports are there.
    mutating func ring(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), table[place].phase == .alerting, let received = table[place].received,
            let path = table[place].path
        else { return }
        var headers: [HeaderField] = [
            .contact(contact(in: table[place], path)), .allow(Self.allowedMethods),
            .supported(extensions(of: table[place].account)),
        ]
        var body: [UInt8] = []
        let isReliable = received.request.require.contains { $0.lowercased() == "100rel" }
        let sequence = received.reliableSequence.map { $0 &+ 1 } ?? UInt32.random(in: 1...65_535, using: &randomness)
        if isReliable {
            if received.offer == nil, table[place].negotiation.pendingOffer == nil {
                guard table[place].capability != nil else {
                    table[place].received?.ringsWhenReady = true
                    return
                }
                guard let offer = offer(of: place, .last, direction: .sendReceive, by: path) else {
                    return refuse(id, status: 488, reason: EndReason(.noEncryption, status: 488), at: now)
                }
                body = offer.octets
            }
            headers += [.require(["100rel"]), .other("RSeq", "\(sequence)")]
        }
        let response = Message.response(
            to: received.request, status: 180, toTag: table[place].localTag, headers: headers, body: body,
            contentType: body.isEmpty ? nil : "application/sdp", copyRecordRoutes: true)
        if isReliable {
            let provisional = ReliableProvisional(response, sequence: sequence, at: now)
            table[place].received?.provisional = provisional
            table[place].received?.reliableSequence = sequence
            setTimer(.provisional(id), at: provisional.nextDeadline)
        }
        respond(response, to: received.transaction, at: now)
    }

    mutating func repeatProvisional(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), let received = table[place].received, var provisional = received.provisional
        else { return }
        let step = provisional.handleTimeout(at: now)
        table[place].received?.provisional = provisional
        switch step {
        case .send(let response):
            respond(response, to: received.transaction, at: now)
            setTimer(.provisional(id), at: provisional.nextDeadline)
        case .wait: setTimer(.provisional(id), at: provisional.nextDeadline)
        case .unacknowledged: refuse(id, status: 504, reason: EndReason(.missed, status: 504), at: now)
        }
    }

    /// PRACK in the dialog of an INVITE that rings here (RFC 3262 §3): the answer to our offer in it, or a further offer.
    mutating func receiveProvisionalAcknowledgement(
        _ request: Message, _ transaction: ServerTransactionID, of id: CallID, at now: Instant
    ) {
        guard let place = place(of: id), let received = table[place].received, let provisional = received.provisional,
            provisional.isAcknowledged(by: request)
        else { return answer(request, transaction, 481, at: now) }
        table[place].received?.provisional = nil
        clearTimer(.provisional(id))
        if table[place].negotiation.pendingOffer != nil {
            answer(request, transaction, 200, at: now)
            guard let stream = settle(request, of: place) else {
                return refuse(id, status: 488, reason: EndReason(.noCommonMedia, status: 488), at: now)
            }
            table[place].stream = stream
        } else if request.body.isEmpty {
            answer(request, transaction, 200, at: now)
        } else {
            answerOffer(inProvisionalAcknowledgement: request, transaction, of: place, at: now)
        }
        if table[place].received?.isTaken == true { accept(id, at: now) }
    }

    /// RFC 3262 §5: an offer in PRACK is answered in its 200, where the first exchange is over.
    private mutating func answerOffer(
        inProvisionalAcknowledgement request: Message, _ transaction: ServerTransactionID, of place: Int,
        at now: Instant
    ) {
        guard table[place].negotiation.local != nil, let offer = sessionDescription(in: request),
            let agreed = agree(on: offer, of: place, direction: .sendReceive)
        else { return answer(request, transaction, 488, at: now) }
        table[place].stream = agreed.stream
        respond(
            Message.response(
                to: request, status: 200, toTag: nil, body: agreed.description.octets, contentType: "application/sdp"),
            to: transaction, at: now)
    }
}

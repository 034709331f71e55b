import Media
import SIP
import Time

// Re-INVITE and UPDATE from the peer (RFC 3261 §14.2, RFC 3311 §5.2).
extension UserAgentCore {
    mutating func receiveReinvitation(
        _ request: Message, _ transaction: ServerTransactionID, of id: CallID, at now: Instant
    ) {
        guard let place = place(of: id), let path = servers[transaction]?.path else { return }
        switch table[place].phase {
        case .preparing, .inviting, .alerting, .ended: return answer(request, transaction, 481, at: now)
        case .accepted, .established: break
        }
        // RFC 6337 §2.2: the 2xx of an earlier one is not acknowledged, so its offer may still be open.
        if table[place].acceptance != nil {
            return answer(request, transaction, 500, headers: [.retryAfter(2)], at: now)
        }
        if let minimum = table[place].sessionTimer.refusal(of: request) {
            return answer(request, transaction, 422, headers: [.other("Min-SE", "\(minimum)")], at: now)
        }
        guard table[place].capability != nil else { return answer(request, transaction, 500, at: now) }
        let body: [UInt8]
        var stream: AgreedStream?
        if request.body.isEmpty {
            let direction = table[place].wantedDirection
            guard let offer = offer(of: place, direction: direction, by: path) else {
                return answer(request, transaction, 488, at: now)
            }
            body = offer.octets
        } else {
            guard let agreed = renegotiate(request, of: place) else {
                return answer(request, transaction, sessionDescription(in: request) == nil ? 400 : 488, at: now)
            }
            body = agreed.description.octets
            stream = agreed.stream
        }
        let timer = sessionFields(answering: request, of: id, at: now)
        let response = Message.response(
            to: request, status: 200, toTag: nil,
            headers: [
                .contact(contact(in: table[place], path)), .allow(Self.allowedMethods),
                .supported(extensions(of: table[place].account)),
                .userAgent(settings.userAgent),
            ] + timer, body: body, contentType: "application/sdp", copyRecordRoutes: true)
        table[place].path?.flow = path.flow
        table[place].acceptance = .init(
            response: response, transaction: transaction, path: path, cSeq: request.cSeq.number,
            awaitsAnswer: stream == nil, retransmission: AcceptedRetransmission(at: now))
        respond(response, to: transaction, at: now)
        if let stream {
            apply(stream, to: id)
            refreshState(id)
        }
    }

    mutating func receiveUpdate(
        _ request: Message, _ transaction: ServerTransactionID, of id: CallID, at now: Instant
    ) {
        guard let place = place(of: id), let path = servers[transaction]?.path else { return }
        guard !table[place].isOver else { return answer(request, transaction, 481, at: now) }
        if let minimum = table[place].sessionTimer.refusal(of: request) {
            return answer(request, transaction, 422, headers: [.other("Min-SE", "\(minimum)")], at: now)
        }
        let headers: [HeaderField] = [
            .contact(contact(in: table[place], path)), .allow(Self.allowedMethods),
            .supported(extensions(of: table[place].account)),
        ]
        guard !request.body.isEmpty else {
            let timer = sessionFields(answering: request, of: id, at: now)
            return answer(request, transaction, 200, headers: headers + timer, at: now)
        }
        // RFC 3311 §5.2: 491 while an offer of ours is open, 500 while one of theirs is.
        if table[place].negotiation.pendingOffer != nil { return answer(request, transaction, 491, at: now) }
        let isSettled = table[place].negotiation.local != nil && table[place].received?.provisional == nil
        guard isSettled, table[place].phase != .preparing, table[place].phase != .inviting,
            table[place].capability != nil
        else { return answer(request, transaction, 500, headers: [.retryAfter(2)], at: now) }
        guard let agreed = renegotiate(request, of: place) else {
            return answer(request, transaction, sessionDescription(in: request) == nil ? 400 : 488, at: now)
        }
        let response = Message.response(
            to: request, status: 200, toTag: nil,
            headers: headers + sessionFields(answering: request, of: id, at: now), body: agreed.description.octets,
            contentType: "application/sdp")
        respond(response, to: transaction, at: now)
        apply(agreed.stream, to: id)
        refreshState(id)
    }

    /// Answers the offer of a request within a session; what stood stands on where nothing is in common.
    private mutating func renegotiate(
        _ request: Message, of place: Int
    ) -> (description: SessionDescription, stream: AgreedStream)? {
        sessionDescription(in: request).flatMap {
            agree(on: $0, of: place, direction: table[place].wantedDirection)
        }
    }

    /// Tells the state of an established call where it or the codec changed.
    mutating func refreshState(_ id: CallID) {
        guard let place = place(of: id), !table[place].isOver, table[place].snapshot.answeredAt != nil else { return }
        table[place].snapshot.state = table[place].establishedState
        tellChange(of: id)
        updateCallWaiting()
    }

    /// Tells the call as it is, where it is not as it was told last.
    mutating func tellChange(of id: CallID) {
        guard let place = place(of: id), table[place].replaces == nil,
            table[place].told != table[place].snapshot
        else { return }
        table[place].told = table[place].snapshot
        tell(.callChanged(table[place].snapshot))
    }
}

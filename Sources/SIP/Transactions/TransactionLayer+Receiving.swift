import Time

extension TransactionLayer {
    /// Takes a message from the network, already found valid and stamped (RFC 3581 §4).
    /// Retransmissions are absorbed; a response without transaction is dropped (RFC 6026 §7.2).
    public mutating func receive(
        _ message: Message, transport: TransportProtocol, at now: Instant
    ) -> [TransactionAction] {
        guard message.isRequest else { return receiveResponse(message, at: now) }
        guard let id = ServerTransactionID(message) else { return [] }
        if message.method == .ack { return receiveAcknowledgement(message, id, at: now) }
        if let steps = receiveRetransmission(id) { return carryOut(steps, of: id) }

        let isMerged = isMerged(message)
        guard var actions = admit(message, as: id, isReliable: transport.isReliable, at: now) else {
            let refusal = Message.response(
                to: message, status: 503, toTag: ownTag(message),
                headers: [.retryAfter(TransactionLimits.retryAfterSeconds)])
            return [.sendStatelessly(refusal)]
        }
        if message.method == .cancel {
            actions += receiveCancel(message, id, at: now)
        } else if isMerged {
            actions += answer(message, id, status: 482, at: now)
        } else {
            actions.append(.request(message, id))
        }
        return actions
    }

    /// RFC 3261 §17.2.3: the ACK of a 300–699 has the branch of its INVITE; that of a 2xx matches nothing here.
    private mutating func receiveAcknowledgement(
        _ message: Message, _ id: ServerTransactionID, at now: Instant
    ) -> [TransactionAction] {
        guard let invite = servers[id] else { return [.acknowledgement(message)] }
        // RFC 2543: the ACK's To tag must be that of our answer.
        if !id.hasCookie, invite.response?.toTag != message.toTag { return [.acknowledgement(message)] }
        let steps = receiveAcknowledgement(id, at: now)
        return carryOut(steps, of: id, acknowledgement: message)
    }

    /// RFC 3261 §9.2: CANCEL is answered here, hop by hop: 200 where its INVITE is known, else 481.
    private mutating func receiveCancel(
        _ message: Message, _ id: ServerTransactionID, at now: Instant
    ) -> [TransactionAction] {
        guard let invite = servers[id.cancelledInvite] else { return answer(message, id, status: 481, at: now) }
        let actions = answer(message, id, status: 200, toTag: invite.response?.toTag, at: now)
        return invite.isAnswered ? actions : actions + [.cancelled(id.cancelledInvite, by: message)]
    }

    private mutating func answer(
        _ request: Message, _ id: ServerTransactionID, status: Int, toTag: String? = nil, at now: Instant
    ) -> [TransactionAction] {
        let response = Message.response(to: request, status: status, toTag: toTag ?? ownTag(request))
        return respond(response, to: id, at: now)
    }

    /// RFC 3261 §8.2.2.2: the same request by another way, while the first still stands, is a merged one.
    private func isMerged(_ request: Message) -> Bool {
        RequestIdentity(request).map { knows($0) } ?? false
    }

    /// A To tag for the answers that are made here: the same for every copy of a request (RFC 3261 §8.2.7).
    private func ownTag(_ request: Message) -> String {
        var source = Randomness(seed: Array("\(request.callID)\n\(request.topVia?.branch ?? "")".utf8))
        return source.token(octets: 8)
    }
}

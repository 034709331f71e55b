import SIP
import Time

// The branches of our INVITE before its 2xx: reliable answers (RFC 3262 §4), requests in early dialogs (RFC 3311), the end
// of a branch (RFC 6228), and whose sound is heard.
extension UserAgentCore {
    /// Whether a provisional answer is to be looked at: a reliable one is acknowledged and taken once, in its order.
    mutating func takesProvisional(_ response: Message, of id: CallID, at now: Instant) -> Bool {
        guard let place = place(of: id), let sequence = response.reliableSequence,
            let fork = forkPlace(for: response, in: place)
        else { return true }
        if let last = table[place].forks[fork].reliableSequence {
            // A copy was acknowledged; after a gap nothing may be, until what is missing has come (§4).
            guard last < .max, sequence == last + 1 else { return false }
        }
        table[place].forks[fork].reliableSequence = sequence
        let acknowledgement = ProvisionalAcknowledgement(
            sequence: sequence, requestSequence: response.cSeq.number, methodName: response.methodName)
        acknowledge(
            acknowledgement.description, of: id, tag: table[place].forks[fork].dialog.id.remoteTag, fields: [],
            attempts: DigestAttempts(), at: now)
        return true
    }

    private mutating func acknowledge(
        _ value: String, of id: CallID, tag: String, fields: [HeaderField], attempts: DigestAttempts, at now: Instant
    ) {
        guard let place = place(of: id), let own = table[place].path,
            let live = livePath(own, of: table[place].account)
        else { return }
        let fork = table[place].forks.firstIndex { $0.dialog.id.remoteTag == tag }
        guard var dialog = fork.map({ table[place].forks[$0].dialog }) ?? table[place].dialog else { return }
        let path = path(in: dialog, live)
        let request = dialog.request(
            .prack, via: via(path), headers: [.other("RAck", value), .userAgent(settings.userAgent)] + fields)
        if let fork { table[place].forks[fork].dialog = dialog } else { table[place].dialog = dialog }
        send(request, by: path, for: .provisionalAcknowledgement(id, tag: tag, attempts), at: now)
    }

    /// A PRACK that is challenged is sent again; nothing else depends on its answer.
    mutating func receiveAcknowledgementResponse(
        _ response: Message, _ transaction: ClientTransactionID, of id: CallID, _ tag: String,
        _ attempts: DigestAttempts, at now: Instant
    ) {
        var attempts = attempts
        guard response.statusCode == 401 || response.statusCode == 407, let record = clients[transaction],
            let value = record.request.header("RAck"), let place = place(of: id), !table[place].isOver,
            isTrusted(record.path, of: table[place].account),
            case .retry(let fields) = authorize(
                record.request, challengedBy: response, account: table[place].account, attempts: &attempts)
        else { return }
        acknowledge(value, of: id, tag: tag, fields: fields, attempts: attempts, at: now)
    }

    /// The answer in a provisional or final response (RFC 3261 §13.2.1). One that came unreliably may be followed by another,
    /// as gateways do that first play an announcement; a reliable one is the last (RFC 3262 §5).
    /// - Returns: the stream that it agrees, where it is news.
    mutating func earlyStream(in response: Message, of id: CallID) -> AgreedStream? {
        guard let place = place(of: id), let fork = forkPlace(for: response, in: place),
            !table[place].forks[fork].isAnswerFinal
        else { return nil }
        var negotiation = table[place].negotiation
        guard let stream = settle(response, of: place, in: &negotiation) else { return nil }
        table[place].forks[fork].negotiation = negotiation
        table[place].forks[fork].stream = stream
        table[place].forks[fork].isAnswerFinal = response.reliableSequence != nil
        return stream
    }

    /// Makes or finds the early dialog of a response (RFC 3261 §13.2.2.1).
    mutating func forkPlace(for response: Message, in place: Int) -> Int? {
        guard let tag = response.toTag, let request = table[place].invitation.request else { return nil }
        if let known = table[place].forks.firstIndex(where: { $0.dialog.id.remoteTag == tag }) {
            return known
        }
        guard table[place].forks.count < Limits.forks, let dialog = Dialog(asUAC: request, response: response) else {
            return nil
        }
        table[place].forks.append(.init(dialog: dialog, negotiation: table[place].negotiation))
        return table[place].forks.count - 1
    }

    // MARK: Sound

    /// A branch agreed on sound. As long as another one sounds, that one is heard; what comes of the new one tells.
    mutating func hear(_ stream: AgreedStream, of tag: String, call id: CallID) {
        guard let place = place(of: id) else { return }
        let sounds = table[place].snapshot.hasEarlyMedia && table[place].soundingTag != nil
        guard !sounds || table[place].soundingTag == tag else { return }
        table[place].soundingTag = tag
        apply(stream, to: id)
    }

    /// RTP comes from a new place: before the answer, the branch that is there is the one to hear; the latest with RTP wins.
    mutating func soundComes(to media: MediaID, from host: String, _ port: UInt16) {
        guard let place = table.place(of: media), table[place].phase == .inviting else { return }
        let forks = table[place].forks.filter { $0.stream?.remoteHost == host }
        guard let fork = forks.last(where: { $0.stream?.remotePort == port }) ?? forks.last, let stream = fork.stream
        else { return }
        table[place].soundingTag = fork.dialog.id.remoteTag
        apply(stream, to: table[place].id)
    }

    /// 199 (RFC 6228 §4): this branch is over, the others go on.
    mutating func endBranch(of response: Message, call id: CallID) {
        guard let place = place(of: id), let tag = response.toTag else { return }
        removeBranch(tag, of: place)
    }

    private mutating func removeBranch(_ tag: String, of place: Int) {
        let id = table[place].id
        table[place].forks.removeAll { $0.dialog.id.remoteTag == tag }
        guard table[place].soundingTag == tag else { return }
        table[place].soundingTag = nil
        if let other = table[place].forks.last(where: { $0.stream != nil }), let stream = other.stream {
            table[place].soundingTag = other.dialog.id.remoteTag
            apply(stream, to: id)
        }
        guard table[place].snapshot.hasEarlyMedia else { return }
        table[place].snapshot.hasEarlyMedia = false
        tellChange(of: id)
        if table[place].snapshot.state == .ringing { startRingBack(id) }
    }

    // MARK: Requests

    /// A request in the dialog of a branch that has not answered yet.
    mutating func receiveInEarlyDialog(_ request: Message, _ id: ServerTransactionID, at now: Instant) {
        let tag = request.fromTag ?? ""
        guard let record = servers[id], let (place, fork) = branch(of: request), mayAct(on: table[place], record.path)
        else { return answer(request, id, 481, at: now) }
        let known = table[place].forks[fork].dialog.remoteAddress
        if let status = table[place].forks[fork].dialog.receive(request: request).status {
            return answer(request, id, status, headers: status == 500 ? [.retryAfter(2)] : [], at: now)
        }
        // RFC 4916 §4.3: a call that rings elsewhere by now says so in the early dialog, where the caller takes from-change.
        let call = table[place].id
        noteIdentity(in: request, of: call, from: record.origin, known: known)
        defer { tellIdentity(of: call) }
        switch request.method {
        case .update: receiveEarlyUpdate(request, id, record.path, place, fork, at: now)
        case .bye:
            // No callee may do so (RFC 3261 §15); where one does, its branch is over.
            answer(request, id, 200, at: now)
            removeBranch(tag, of: place)
        case .options: answer(request, id, 200, headers: [.allow(Self.allowedMethods)], at: now)
        case .invite, .ack, .cancel, .prack, .register, .info, .subscribe, .notify, .refer, .message, .publish, .other:
            answer(request, id, 481, at: now)
        }
    }

    /// The call and the branch that a request to an early dialog of ours, or our answer to it, belongs to.
    func branch(of message: Message) -> (place: Int, fork: Int)? {
        let tag = message.fromTag ?? ""
        guard
            let place = table.firstIndex(where: {
                $0.phase == .inviting && $0.callID == message.callID && $0.localTag == message.toTag
            }), let fork = table[place].forks.firstIndex(where: { $0.dialog.id.remoteTag == tag })
        else { return nil }
        return (place, fork)
    }

    /// RFC 3311 §5.2: an offer is answered only where our own has been.
    private mutating func receiveEarlyUpdate(
        _ request: Message, _ id: ServerTransactionID, _ path: Path, _ place: Int, _ fork: Int, at now: Instant
    ) {
        let headers: [HeaderField] = [.contact(contact(in: table[place], path)), .allow(Self.allowedMethods)]
        guard !request.body.isEmpty else { return answer(request, id, 200, headers: headers, at: now) }
        if table[place].forks[fork].negotiation.pendingOffer != nil { return answer(request, id, 491, at: now) }
        guard let offer = sessionDescription(in: request) else { return answer(request, id, 400, at: now) }
        guard let capability = table[place].capability,
            let agreed = try? table[place].forks[fork].negotiation.answer(
                offer, with: capability, direction: .sendReceive)
        else { return answer(request, id, 488, at: now) }
        table[place].forks[fork].stream = agreed.stream
        // The 2xx repeats no older answer over this one.
        table[place].forks[fork].isAnswerFinal = true
        respond(
            Message.response(
                to: request, status: 200, toTag: nil, headers: headers, body: agreed.description.octets,
                contentType: "application/sdp"), to: id, at: now)
        hear(agreed.stream, of: request.fromTag ?? "", call: table[place].id)
    }
}

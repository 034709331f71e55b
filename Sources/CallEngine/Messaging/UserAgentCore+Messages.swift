import SIP
import Time

// Page-mode messages, sent and received (RFC 3428).
extension UserAgentCore {
    mutating func sendMessage(
        to who: String, _ text: String, account wanted: AccountID?, token: Int, _ command: EngineCommand,
        at now: Instant
    ) {
        guard !isShuttingDown, let line = wanted.map({ line($0) }) ?? preferredLine else {
            return tell(.commandRefused(command, .unknownAccount))
        }
        guard let target = DialledAddress.parse(who, domain: line.uri.host) else {
            return tell(.commandRefused(command, .invalidAddress))
        }
        guard isReady(line.id), !text.isEmpty else { return tell(.commandRefused(command, .notInThisState)) }
        guard messaging.outgoing.count < Limits.outgoingMessages else {
            return tell(.commandRefused(command, .tooMany))
        }
        // What alone is too long needs no request made of it.
        guard text.utf8.count < Limits.messageOctets else { return tell(.messageAnswered(status: 513, token: token)) }
        let id = messaging.nextID()
        messaging.outgoing[id] = OutgoingMessage(
            account: line.id, target: target, text: text, token: token, callID: randomness.token(octets: 12),
            fromTag: randomness.token(octets: 8))
        setTimer(.message(id), at: now + .milliseconds(Limits.preparationMilliseconds))
        sendMessage(id, at: now)
    }

    /// Messages whose flow is open now.
    mutating func sendWaitingMessages(at now: Instant) {
        let waiting = messaging.outgoing.filter { $0.value.isWaiting }.keys.sorted { $0.number < $1.number }
        for id in waiting { sendMessage(id, at: now) }
    }

    private mutating func sendMessage(_ id: OutgoingMessageID, at now: Instant) {
        guard let message = messaging.outgoing[id], message.isWaiting, let line = line(message.account),
            let (path, binding) = wayOut(of: message.account, to: message.target, at: now)
        else { return }
        messaging.outgoing[id]?.isWaiting = false
        clearTimer(.message(id))
        var headers: [HeaderField] = [.via(via(path)), .maxForwards(70)]
        headers += binding.routes.map { .route($0) }
        headers += [
            .from(line.nameAddress(tag: message.fromTag)), .to(NameAddress(uri: message.target.withoutParameters)),
            .callID(message.callID), .cSeq(1, .message), .userAgent(settings.userAgent),
        ]
        let request = Message.request(
            .message, uri: message.target, headers: headers, body: Array(message.text.utf8),
            contentType: "text/plain;charset=UTF-8")
        // RFC 3428 §8: a longer one belongs into a session, whatever this hop could carry.
        guard request.bytes.count <= Limits.messageOctets else { return messageAnswered(id, status: 513) }
        send(credentialed(request, of: message.account, by: path), by: path, for: .message(id), at: now)
    }

    mutating func receiveMessageResponse(
        _ response: Message, _ transaction: ClientTransactionID, of id: OutgoingMessageID, at now: Instant
    ) {
        guard let status = response.statusCode, status >= 200, let record = clients[transaction],
            var message = messaging.outgoing[id]
        else { return }
        if status == 401 || status == 407, isTrusted(record.path, of: message.account),
            case .retry(let fields) = authorize(
                record.request, challengedBy: response, account: message.account, attempts: &message.attempts)
        {
            messaging.outgoing[id] = message
            let again = record.request.retried(
                branch: newBranch(), cSeq: record.request.cSeq.number &+ 1, authorizations: fields)
            _ = send(again, by: record.path, for: .message(id), at: now)
            return
        }
        messageAnswered(id, status: status)
    }

    /// The message's fate, told once.
    /// - Parameter status: nil: no answer came, or there was no way to send it.
    mutating func messageAnswered(_ id: OutgoingMessageID, status: Int?) {
        clearTimer(.message(id))
        guard let message = messaging.outgoing.removeValue(forKey: id) else { return }
        tell(.messageAnswered(status: status, token: message.token))
    }

    // MARK: Received

    /// A MESSAGE from outside, or within a call. Who may not ring may not write either: the door sees to that.
    mutating func receiveMessage(_ request: Message, _ transaction: ServerTransactionID, at now: Instant) {
        guard let record = servers[transaction] else { return }
        guard messaging.admits(record.origin.address.host, at: now) else {
            return answer(request, transaction, 480, headers: [.retryAfter(10)], at: now)
        }
        switch InstantMessage.content(of: request) {
        case .unsupported:
            // RFC 3428 §7.
            let accepted: [HeaderField] = [.accept(InstantMessage.accepted)]
            answer(request, transaction, 415, headers: accepted, at: now)
        case .composing: answer(request, transaction, 200, at: now)
        case .text(let raw):
            answer(request, transaction, 200, at: now)
            let text = DisplayText.cleanedLines(raw, limit: Limits.messageCharacters)
            guard text.contains(where: { !$0.isWhitespace }) else { return }
            let account = account(for: request, record.path)
            let party = party(of: request, isTrusted: believesIdentity(from: record.origin, of: account))
            tell(.messageReceived(ReceivedMessage(account: account, from: party, text: text, receivedAt: now)))
        }
    }
}

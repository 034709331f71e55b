import SIP

/// Counts requests of strangers, and bounds what they cost: so many answers a second, one notice a minute.
struct StrangerGate: Sendable, Equatable {
    /// Since the start; copies of a request count too, since none of them is remembered.
    private(set) var total = 0
    /// The total that was told last, and when.
    private(set) var told = 0
    private(set) var toldAt: Instant?
    private var answers = 0
    private var secondBegan: Instant?

    /// Counts one.
    /// - Returns: whether it is answered.
    mutating func refuse(at now: Instant) -> Bool {
        total += 1
        if secondBegan.map({ $0 + .seconds(1) <= now }) ?? true {
            secondBegan = now
            answers = 0
        }
        answers += 1
        return answers <= Limits.strangerAnswersPerSecond
    }

    /// When the total may be told again.
    var nextNotice: Instant? { toldAt.map { $0 + .seconds(Limits.strangerNoticeSeconds) } }

    mutating func note(at now: Instant) {
        told = total
        toldAt = now
    }
}

// The door: a request outside dialogs that no server of ours sent costs no transaction, and learns nothing.
extension UserAgentCore {
    /// - Parameter source: where the request came from, whatever its Via says.
    func isStranger(_ request: Message, _ path: Path, from source: TransportAddress) -> Bool {
        switch request.method {
        case .ack, .cancel: return false
        case .invite, .bye, .options, .update, .prack, .register, .info, .subscribe, .notify, .refer, .message,
            .publish,
            .other:
            break
        }
        guard request.toTag == nil else { return false }
        return !mayRing(account(for: request, path), request, by: path, from: source)
    }

    /// RFC 3261 §8.2.7, §21.4.5: a stateless 404, the same for every user and method.
    mutating func refuseStranger(_ request: Message, _ path: Path, at now: Instant) {
        let isAnswered = strangers.refuse(at: now)
        if isAnswered {
            var source = Randomness(seed: Array("\(request.callID)\n\(request.topVia?.branch ?? "")".utf8))
            send(Message.response(to: request, status: 404, toTag: source.token(octets: 8)), by: path)
        }
        guard let next = strangers.nextNotice, now < next else { return tellStrangers(at: now) }
        if strangers.told + 1 == strangers.total { setTimer(.strangers, at: next) }
    }

    mutating func tellStrangers(at now: Instant) {
        guard strangers.total > strangers.told else { return }
        strangers.note(at: now)
        tell(.strangersRefused(total: strangers.total))
    }
}

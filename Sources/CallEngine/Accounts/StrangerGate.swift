import SIP
import Time

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
        return takesAnswer(at: now)
    }

    /// Whether a stranger gets one more answer in this second.
    mutating func takesAnswer(at now: Instant) -> Bool {
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

// The door: a request that no server of ours sent, and that belongs to nothing here, costs no transaction and learns nothing.
extension UserAgentCore {
    /// - Parameter source: where the request came from, whatever its Via says.
    mutating func isStranger(_ request: Message, _ path: Path, from source: TransportAddress) -> Bool {
        // ACK is never answered.
        if request.method == .ack || mayRing(account(for: request, path), request, by: path, from: source) {
            return false
        }
        if request.method == .cancel { return !transactions.isKnown(request) }
        // A To tag is easily made up: the request must belong to a dialog, or be a copy of one that did.
        return request.toTag == nil || !transactions.isKnown(request) && !belongsToDialog(request)
    }

    private mutating func belongsToDialog(_ request: Message) -> Bool {
        if let dialog = DialogID(incoming: request), table.place(of: dialog) != nil { return true }
        if events.id(of: request) != nil { return true }
        return table.contains { $0.callID == request.callID && $0.localTag == request.toTag }
    }

    /// RFC 3261 §8.2.7, §21.4.5: a stateless 404, the same for every user and method; 481 to what asks for a dialog of ours.
    mutating func refuseStranger(_ request: Message, _ path: Path, at now: Instant) {
        let isAnswered = strangers.refuse(at: now)
        if isAnswered {
            var source = Randomness(seed: Array("\(request.callID)\n\(request.topVia?.branch ?? "")".utf8))
            let isWithin = request.toTag != nil || request.method == .cancel
            let tag = request.toTag == nil ? source.token(octets: 8) : nil
            send(Message.response(to: request, status: isWithin ? 481 : 404, toTag: tag), by: path)
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

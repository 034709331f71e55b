import SIP
import Time

// Digits by INFO, for peers that know no telephone-event: application/dtmf-relay, as gateways and PBXs have it. RFC 6086
// §2 calls this the legacy use of INFO.
extension UserAgentCore {
    /// - Returns: false where the call has no dialog yet, or too many digits wait.
    mutating func sendDigitsByInfo(_ digits: String, on id: CallID, at now: Instant) -> Bool {
        guard let place = place(of: id), table[place].dialog != nil, table[place].snapshot.answeredAt != nil else {
            return false
        }
        let before = messaging.digits[id]?.waiting.count ?? 0
        guard before + digits.count <= Limits.digits else { return false }
        messaging.digits[id, default: InfoDigits(waiting: [])].waiting += digits
        if before == 0 { sendNextDigit(of: id, at: now) }
        return true
    }

    private mutating func sendNextDigit(of id: CallID, fields: [HeaderField] = [], at now: Instant) {
        guard let digit = messaging.digits[id]?.waiting.first, let place = place(of: id), !table[place].isOver,
            var dialog = table[place].dialog, let own = table[place].path,
            let live = livePath(own, of: table[place].account)
        else {
            _ = messaging.digits.removeValue(forKey: id)
            return
        }
        let path = path(in: dialog, live)
        let body = "Signal=\(digit)\r\nDuration=\(Limits.infoDigitMilliseconds)\r\n"
        let request = dialog.request(
            .info, via: via(path), headers: [.userAgent(settings.userAgent)] + fields, body: Array(body.utf8),
            contentType: "application/dtmf-relay")
        table[place].dialog = dialog
        send(request, by: path, for: .digit(id), at: now)
    }

    mutating func receiveDigitResponse(
        _ response: Message, _ transaction: ClientTransactionID, of id: CallID, at now: Instant
    ) {
        guard let status = response.statusCode, status >= 200, let record = clients[transaction],
            var digits = messaging.digits[id], let place = place(of: id)
        else { return }
        let account = table[place].account
        if status == 401 || status == 407, isTrusted(record.path, of: account),
            case .retry(let fields) = authorize(
                record.request, challengedBy: response, account: account, attempts: &digits.attempts)
        {
            messaging.digits[id] = digits
            return sendNextDigit(of: id, fields: fields, at: now)
        }
        guard status < 300 else { return digitFailed(of: id) }
        digits.attempts = DigestAttempts()
        digits.waiting.removeFirst(min(1, digits.waiting.count))
        messaging.digits[id] = digits.waiting.isEmpty ? nil : digits
        if !digits.waiting.isEmpty { sendNextDigit(of: id, at: now) }
    }

    /// The peer takes no digits: those that wait are dropped, and the agent is told, without them.
    mutating func digitFailed(of id: CallID) {
        guard messaging.digits.removeValue(forKey: id) != nil, let place = place(of: id), !table[place].isOver else {
            return
        }
        tell(.commandRefused(.digits(id, ""), .notConfigured))
    }

    // MARK: Received

    /// INFO within a call.
    mutating func receiveInfo(
        _ request: Message, _ transaction: ServerTransactionID, of id: CallID, at now: Instant
    ) {
        // RFC 6086 §4.2.2: no package of ours is known to the peer; the empty list says so.
        if request.header("Info-Package") != nil {
            return answer(request, transaction, 469, headers: [.other("Recv-Info", "")], at: now)
        }
        guard !request.body.isEmpty else { return answer(request, transaction, 200, at: now) }
        guard let digit = InfoDigit.read(request) else {
            return answer(request, transaction, 415, headers: [.accept(InfoDigit.accepted)], at: now)
        }
        answer(request, transaction, 200, at: now)
        if let digit, let place = place(of: id), !table[place].isOver { tell(.digitReceived(id, digit)) }
    }
}

/// A digit as INFO carries it.
enum InfoDigit {
    static let accepted = ["application/dtmf-relay", "application/dtmf"]

    /// The digit of a body; nil inside: a body of ours without one; nil outside: another media type.
    static func read(_ request: Message) -> Character?? {
        let text = String(decoding: request.body.prefix(Limits.infoOctets), as: UTF8.self)
        switch request.contentType?.name {
        case "application/dtmf": return digit(text)
        case "application/dtmf-relay":
            for line in text.split(whereSeparator: \.isNewline) {
                let pair = line.split(separator: "=", maxSplits: 1)
                guard pair.count == 2, pair[0].filter({ !$0.isWhitespace }).lowercased() == "signal" else { continue }
                return digit(String(pair[1]))
            }
            return .some(nil)
        case _: return nil
        }
    }

    /// Some gateways count the keys on: 10 is the star, 11 the hash, 12 to 15 the letters.
    private static func digit(_ text: String) -> Character? {
        let word = text.filter { !$0.isWhitespace }.uppercased()
        if word.count == 1, let digit = word.first, "0123456789*#ABCD".contains(digit) { return digit }
        return ["10": "*", "11": "#", "12": "A", "13": "B", "14": "C", "15": "D"][word]
    }
}

import SIP
import Time

/// One of our messages, by the order of its sending.
struct OutgoingMessageID: Sendable, Hashable {
    let number: Int
}

/// A MESSAGE of ours (RFC 3428) that has no final answer.
struct OutgoingMessage: Sendable, Equatable {
    let account: AccountID
    let target: URI
    let text: String
    /// Comes back in `messageAnswered`.
    let token: Int
    let callID: String
    let fromTag: String
    var attempts = DigestAttempts()
    /// The flow is not open yet.
    var isWaiting = true
}

/// Messages under way, the digits that calls send by INFO, and how fast messages come from where.
struct MessageTable: Sendable, Equatable {
    /// How many messages may still come from an address at this moment.
    private struct Allowance: Sendable, Equatable {
        var left: Int
        var since: Instant
    }

    var outgoing: [OutgoingMessageID: OutgoingMessage] = [:]
    private var lastNumber = 0
    /// Digits that wait for the answer to the one before them; the first one is under way.
    var digits: [CallID: InfoDigits] = [:]
    private var allowances: [String: Allowance] = [:]

    mutating func nextID() -> OutgoingMessageID {
        lastNumber += 1
        return OutgoingMessageID(number: lastNumber)
    }

    /// Whether one more message may come from a host: a burst, and so many a second after it.
    mutating func admits(_ host: String, at now: Instant) -> Bool {
        if allowances[host] == nil, allowances.count >= Limits.messageSources {
            // Those whose burst is whole again are as good as unknown; with none of them the table is under attack.
            let burst = Duration.seconds(Limits.messageBurst / Limits.messagesPerSecond)
            allowances = allowances.filter { $0.value.since + burst > now }
            guard allowances.count < Limits.messageSources else { return false }
        }
        var allowance = allowances[host] ?? Allowance(left: Limits.messageBurst, since: now)
        let seconds = max(0, Int(clamping: allowance.since.duration(to: now).components.seconds))
        if seconds > 0 {
            let gained = min(seconds, Limits.messageBurst) * Limits.messagesPerSecond
            allowance.left = min(Limits.messageBurst, allowance.left + gained)
            allowance.since = now
        }
        defer { allowances[host] = allowance }
        guard allowance.left > 0 else { return false }
        allowance.left -= 1
        return true
    }
}

/// The digits of one call that go out by INFO.
struct InfoDigits: Sendable, Equatable {
    /// In order; the first one's INFO is under way.
    var waiting: [Character]
    var attempts = DigestAttempts()
}

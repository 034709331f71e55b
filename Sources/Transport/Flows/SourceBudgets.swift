import NIOCore
import Time

/// How many datagrams a socket still takes, and messages the connections that peers made, by who sends them: a flooder
/// empties its own budget, and the server's messages still come through.
struct SourceBudgets {
    private var named: [SocketAddress: ReceiveBudget] = [:]
    /// By the sender's host alone: its ports cost it nothing.
    private var strangers: [String: ReceiveBudget] = [:]
    /// All strangers together, so that forged senders have no more.
    private var allStrangers: ReceiveBudget

    init(at now: Instant) {
        allStrangers = ReceiveBudget(burst: Limits.datagramBurst, perSecond: Limits.datagramsPerSecond, at: now)
    }

    /// Takes one datagram off its sender's budget; false where nothing is left.
    /// - Parameter isNamed: the engine opened a flow to exactly this address and port.
    mutating func take(from sender: SocketAddress, isNamed: Bool, at now: Instant) -> Bool {
        if isNamed {
            if named.count >= Limits.budgets, named[sender] == nil { named = [:] }
            let whole = ReceiveBudget(burst: Limits.namedBurst, perSecond: Limits.namedPerSecond, at: now)
            return named[sender, default: whole].take(at: now)
        }
        guard let host = sender.ipAddress else { return false }
        makeRoom(for: host, at: now)
        return strangers[host, default: Self.whole(at: now)].take(at: now) && allStrangers.take(at: now)
    }

    /// Takes one message off a stranger's budget on all its connections together.
    /// - Returns: how long the message waits.
    mutating func reserve(for host: String, at now: Instant) -> Duration {
        makeRoom(for: host, at: now)
        return max(strangers[host, default: Self.whole(at: now)].reserve(at: now), allStrangers.reserve(at: now))
    }

    private static func whole(at now: Instant) -> ReceiveBudget {
        ReceiveBudget(burst: Limits.strangerBurst, perSecond: Limits.strangerPerSecond, at: now)
    }

    private mutating func makeRoom(for host: String, at now: Instant) {
        if strangers.count >= Limits.budgets, strangers[host] == nil {
            strangers = strangers.filter { !$0.value.isWhole(at: now) }
            // So many at a time are forged; the common budget still holds.
            if strangers.count >= Limits.budgets { strangers = [:] }
        }
    }

    /// Budgets kept at present.
    var count: Int { named.count + strangers.count }
}

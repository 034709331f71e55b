import Time

/// When a request over UDP is sent again (RFC 8489 §6.2.1): after RTO, doubled each time. Over TCP it is not sent again, and
/// waited for as long (§6.2.2).
struct STUNRetransmission: Sendable, Equatable {
    private var wait = ICELimits.retransmission
    private var left: Int
    private(set) var deadline: Instant

    /// It was sent for the first time.
    init(at now: Instant, isReliable: Bool = false) {
        left = isReliable ? 0 : ICELimits.transmissions - 1
        deadline = now + ICELimits.retransmission * (isReliable ? (1 << ICELimits.transmissions) - 1 : 1)
    }

    enum Turn: Equatable { case notYet, again, over }

    mutating func handleTimeout(at now: Instant) -> Turn {
        guard deadline <= now else { return .notYet }
        guard left > 0 else { return .over }
        left -= 1
        wait = wait * 2
        deadline = now + wait
        return .again
    }
}

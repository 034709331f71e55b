import Time

/// When a request over UDP is sent again (RFC 8489 §6.2.1): after RTO, doubled each time.
struct STUNRetransmission: Sendable, Equatable {
    private var wait = ICELimits.retransmission
    private var left = ICELimits.transmissions - 1
    private(set) var deadline: Instant

    /// It was sent for the first time.
    init(at now: Instant) { deadline = now + ICELimits.retransmission }

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

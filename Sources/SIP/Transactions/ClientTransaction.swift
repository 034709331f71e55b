import Time

/// One entry of the client table: the machine, and the messages that it speaks of.
struct ClientTransaction: Sendable, Equatable {
    enum Machine: Sendable, Equatable {
        case invite(InviteClientTransaction)
        case nonInvite(NonInviteClientTransaction)
    }

    /// What became of the wish to cancel (RFC 3261 §9.1).
    enum Cancellation: Sendable, Equatable {
        case none
        /// No provisional response yet: CANCEL waits for it.
        case wanted([HeaderField])
        /// CANCEL went out; without a final answer by then the INVITE counts as cancelled.
        case sent(giveUp: Instant)
    }

    var machine: Machine
    let request: Message
    /// The place in the order of creation, so that equal deadlines are always served in one order.
    let order: UInt64
    var cancellation: Cancellation = .none

    init(_ request: Message, isReliable: Bool, timers: TimerValues, order: UInt64, at now: Instant) {
        self.request = request
        self.order = order
        machine =
            request.method == .invite
            ? .invite(InviteClientTransaction(isReliable: isReliable, timers: timers, at: now))
            : .nonInvite(NonInviteClientTransaction(isReliable: isReliable, timers: timers, at: now))
    }

    var nextDeadline: Instant? {
        let machines: Instant? =
            switch machine {
            case .invite(let machine): machine.nextDeadline
            case .nonInvite(let machine): machine.nextDeadline
            }
        return earliest(machines, giveUp)
    }

    /// When a cancelled INVITE is given up.
    var giveUp: Instant? {
        switch cancellation {
        case .sent(let giveUp): giveUp
        case .none, .wanted: nil
        }
    }

    mutating func receive(status: Int, at now: Instant) -> [ClientStep] {
        update({ $0.receive(status: status, at: now) }, { $0.receive(status: status, at: now) })
    }

    mutating func handleTimeout(at now: Instant) -> [ClientStep] {
        // RFC 3261 §9.1: no final answer 64 × T1 after CANCEL: the INVITE counts as cancelled.
        if giveUp.isDue(at: now) { return [.timedOut, .terminated] }
        return update({ $0.handleTimeout(at: now) }, { $0.handleTimeout(at: now) })
    }

    mutating func transportFailed() -> [ClientStep] {
        update({ $0.transportFailed() }, { $0.transportFailed() })
    }

    private mutating func update(
        _ invite: (inout InviteClientTransaction) -> [ClientStep],
        _ nonInvite: (inout NonInviteClientTransaction) -> [ClientStep]
    ) -> [ClientStep] {
        switch machine {
        case .invite(var value):
            let steps = invite(&value)
            machine = .invite(value)
            return steps
        case .nonInvite(var value):
            let steps = nonInvite(&value)
            machine = .nonInvite(value)
            return steps
        }
    }
}

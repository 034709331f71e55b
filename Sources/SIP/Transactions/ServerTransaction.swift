import Time

/// One entry of the server table: the machine, and the messages that it speaks of.
struct ServerTransaction: Sendable, Equatable {
    enum Machine: Sendable, Equatable {
        case invite(InviteServerTransaction)
        case nonInvite(NonInviteServerTransaction)
    }

    var machine: Machine
    let request: Message
    /// The place in the order of creation, so that equal deadlines are always served in one order.
    let order: UInt64
    /// What a copy that came by another way has in common with the request; nil inside a dialog.
    let identity: RequestIdentity?
    var response: Message?

    init(_ request: Message, isReliable: Bool, timers: TimerValues, order: UInt64, at now: Instant) {
        self.request = request
        self.order = order
        identity = RequestIdentity(request)
        machine =
            request.method == .invite
            ? .invite(InviteServerTransaction(isReliable: isReliable, timers: timers, at: now))
            : .nonInvite(NonInviteServerTransaction(isReliable: isReliable, timers: timers))
    }

    var nextDeadline: Instant? {
        switch machine {
        case .invite(let machine): machine.nextDeadline
        case .nonInvite(let machine): machine.nextDeadline
        }
    }

    /// True once a final response was given: what is left serves retransmissions only.
    var isAnswered: Bool {
        switch machine {
        case .invite(let machine):
            switch machine.state {
            case .proceeding: false
            case .completed, .confirmed, .accepted, .terminated: true
            }
        case .nonInvite(let machine):
            switch machine.state {
            case .trying, .proceeding: false
            case .completed, .terminated: true
            }
        }
    }

    mutating func receiveRetransmission() -> [ServerStep] {
        update({ $0.receiveRetransmission() }, { $0.receiveRetransmission() })
    }

    mutating func receiveAcknowledgement(at now: Instant) -> [ServerStep] {
        update({ $0.receiveAcknowledgement(at: now) }, { _ in [] })
    }

    mutating func respond(_ response: Message, status: Int, at now: Instant) -> [ServerStep] {
        let steps = update({ $0.respond(status: status, at: now) }, { $0.respond(status: status, at: now) })
        if steps.contains(.sendResponse) { self.response = response }
        return steps
    }

    mutating func handleTimeout(at now: Instant) -> [ServerStep] {
        update({ $0.handleTimeout(at: now) }, { $0.handleTimeout(at: now) })
    }

    mutating func transportFailed() -> [ServerStep] {
        update({ $0.transportFailed() }, { $0.transportFailed() })
    }

    private mutating func update(
        _ invite: (inout InviteServerTransaction) -> [ServerStep],
        _ nonInvite: (inout NonInviteServerTransaction) -> [ServerStep]
    ) -> [ServerStep] {
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

/// The parts that RFC 3261 §8.2.2.2 compares to find a request that came by two ways.
struct RequestIdentity: Sendable, Hashable {
    private let number: UInt32
    private let callID: String
    private let fromTag: String?
    private let methodName: String

    /// nil for a request with a To tag, and for CANCEL, which shares its hop with its INVITE.
    init?(_ request: Message) {
        guard request.toTag == nil, request.method != .cancel else { return nil }
        number = request.cSeq.number
        callID = request.callID
        fromTag = request.fromTag
        methodName = request.methodName
    }
}

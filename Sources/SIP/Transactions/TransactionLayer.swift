import Time

/// The transaction layer of RFC 3261 §17 with RFC 6026: bounded tables of client and server transactions as one value.
/// Where each transaction sends is known to the user agent core alone.
public struct TransactionLayer: Sendable, Equatable {
    private let timers: TimerValues
    private let clientLimit: Int
    private let serverLimit: Int
    private(set) var clients: [ClientTransactionID: ClientTransaction] = [:]
    private(set) var servers: [ServerTransactionID: ServerTransaction] = [:]
    /// When each transaction is to be served next.
    private var deadlines = DeadlineQueue<UInt64>()
    /// By order of creation: a number is compared sooner than a branch.
    private var references: [UInt64: TransactionReference] = [:]
    /// The server transactions that were answered, by when: the first of them makes room in a full table.
    private var answered = DeadlineQueue<ServerTransactionID>()
    /// How many server transactions share what a copy by another way would share (RFC 3261 §8.2.2.2).
    private var identities: [RequestIdentity: Int] = [:]
    private var created: UInt64 = 0

    /// - Parameters:
    ///   - clientLimit: the most requests of ours under way.
    ///   - serverLimit: the most requests of others under way.
    public init(
        timers: TimerValues = .standard, clientLimit: Int = TransactionLimits.clientTransactions,
        serverLimit: Int = TransactionLimits.serverTransactions
    ) {
        self.timers = timers
        self.clientLimit = clientLimit
        self.serverLimit = serverLimit
    }

    /// The earliest deadline of any transaction; nil: nothing waits.
    public var nextDeadline: Instant? { deadlines.earliest }

    /// How many transactions there are, of ours and of others.
    public var counts: (clients: Int, servers: Int) { (clients.count, servers.count) }

    // MARK: Client

    /// Begins a client transaction and sends the request.
    /// - Parameter request: any method but ACK, with a fresh branch in its top Via (RFC 3261 §8.1.1.7).
    public mutating func send(
        _ request: Message, transport: TransportProtocol, at now: Instant
    ) -> (ClientTransactionID, [TransactionAction]) {
        precondition(request.isRequest && request.method != .ack, "the ACK of a 2xx is no transaction")
        let id = ClientTransactionID(branch: request.topBranch ?? "", methodName: request.methodName)
        guard clients[id] == nil, clients.count < clientLimit else {
            return (id, [.refused(id)])
        }
        clients[id] = ClientTransaction(
            request, isReliable: transport.isReliable, timers: timers, order: nextOrder(), at: now)
        keepTime(of: id)
        return (id, [.send(request, .client(id))])
    }

    /// Wishes the INVITE cancelled (RFC 3261 §9.1): CANCEL goes out at once after a provisional response, or with the
    /// first one. After the final answer there is nothing left to cancel and nothing happens.
    /// - Parameter headers: such as Reason (RFC 3326).
    public mutating func cancel(
        _ id: ClientTransactionID, headers: [HeaderField] = [], at now: Instant
    ) -> [TransactionAction] {
        guard let transaction = clients[id], case .invite(let machine) = transaction.machine,
            transaction.cancellation == .none
        else { return [] }
        switch machine.state {
        case .calling:
            clients[id]?.cancellation = .wanted(headers)
            return []
        case .proceeding:
            return sendCancel(of: id, headers: headers, isReliable: machine.isReliable, at: now)
        case .completed, .accepted, .terminated:
            return []
        }
    }

    private mutating func sendCancel(
        of id: ClientTransactionID, headers: [HeaderField], isReliable: Bool, at now: Instant
    ) -> [TransactionAction] {
        guard let invite = clients[id]?.request else { return [] }
        clients[id]?.cancellation = .sent(giveUp: now.advanced(by: timers.patience))
        let request = invite.cancellation(headers: headers)
        clients[id.cancel] = ClientTransaction(
            request, isReliable: isReliable, timers: timers, order: nextOrder(), at: now)
        keepTime(of: id)
        keepTime(of: id.cancel)
        return [.send(request, .client(id.cancel))]
    }

    mutating func receiveResponse(_ response: Message, at now: Instant) -> [TransactionAction] {
        // RFC 3261 §8.1.3.3: more than one Via means that the response went astray.
        guard let status = response.statusCode, let branch = response.topBranch, response.viaCount == 1 else {
            return []
        }
        let id = ClientTransactionID(branch: branch, methodName: response.methodName)
        guard var transaction = clients[id] else { return [] }
        let steps = transaction.receive(status: status, at: now)
        if status >= 200, case .sent = transaction.cancellation { transaction.cancellation = .none }
        clients[id] = transaction
        var actions = carryOut(steps, of: id, response: response)
        if status < 200, case .wanted(let headers) = transaction.cancellation,
            case .invite(let machine) = transaction.machine
        {
            actions += sendCancel(of: id, headers: headers, isReliable: machine.isReliable, at: now)
        }
        return actions
    }

    private mutating func carryOut(
        _ steps: [ClientStep], of id: ClientTransactionID, response: Message? = nil
    ) -> [TransactionAction] {
        guard let request = clients[id]?.request else { return [] }
        defer { keepTime(of: id) }
        var actions: [TransactionAction] = []
        // The user wished the INVITE ended and has no interest in the fate of its CANCEL.
        let isHidden = request.method == .cancel
        for step in steps {
            switch step {
            case .sendRequest:
                actions.append(.send(request, .client(id)))
            case .sendAcknowledgement:
                if let response { actions.append(.send(request.acknowledgement(of: response), .client(id))) }
            case .passResponse:
                if let response, !isHidden { actions.append(.response(response, id)) }
            case .timedOut:
                if !isHidden { actions.append(.timedOut(.client(id))) }
            case .transportFailed:
                if !isHidden { actions.append(.transportFailed(.client(id))) }
            case .terminated:
                forget(id)
                actions.append(.terminated(.client(id)))
            }
        }
        return actions
    }

    // MARK: Server

    /// Answers a request. An answer to a transaction that is gone, or after another final answer, is dropped;
    /// a 2xx to INVITE may be repeated (`AcceptedRetransmission`).
    public mutating func respond(
        _ response: Message, to id: ServerTransactionID, at now: Instant
    ) -> [TransactionAction] {
        guard let status = response.statusCode, let steps = servers[id]?.respond(response, status: status, at: now)
        else {
            return []
        }
        if let transaction = servers[id], transaction.isAnswered, answered.deadline(of: id) == nil {
            answered.set(id, at: now, rank: transaction.order)
        }
        return carryOut(steps, of: id)
    }

    /// Enters a new request in the table; nil: there is no room.
    mutating func admit(_ request: Message, as id: ServerTransactionID, isReliable: Bool, at now: Instant)
        -> [TransactionAction]?
    {
        var actions: [TransactionAction] = []
        if servers.count >= serverLimit {
            guard let oldest = answered.takeFirst() else { return nil }
            forget(oldest)
            actions.append(.terminated(.server(oldest)))
        }
        let transaction = ServerTransaction(
            request, isReliable: isReliable, timers: timers, order: nextOrder(), at: now)
        servers[id] = transaction
        if let identity = transaction.identity { identities[identity, default: 0] += 1 }
        keepTime(of: id)
        return actions
    }

    mutating func carryOut(
        _ steps: [ServerStep], of id: ServerTransactionID, acknowledgement: Message? = nil
    ) -> [TransactionAction] {
        var actions: [TransactionAction] = []
        defer { keepTime(of: id) }
        for step in steps {
            switch step {
            case .sendTrying:
                guard let request = servers[id]?.request else { continue }
                let trying = Message.response(to: request, status: 100, toTag: nil)
                servers[id]?.response = trying
                actions.append(.send(trying, .server(id)))
            case .sendResponse:
                if let response = servers[id]?.response { actions.append(.send(response, .server(id))) }
            case .passAcknowledgement:
                if let acknowledgement { actions.append(.acknowledgement(acknowledgement)) }
            case .timedOut:
                actions.append(.timedOut(.server(id)))
            case .transportFailed:
                actions.append(.transportFailed(.server(id)))
            case .terminated:
                forget(id)
                actions.append(.terminated(.server(id)))
            }
        }
        return actions
    }

    // MARK: Both

    /// The transport could not send a message of this transaction.
    public mutating func transportFailed(_ reference: TransactionReference) -> [TransactionAction] {
        switch reference {
        case .client(let id):
            guard let steps = clients[id]?.transportFailed() else { return [] }
            return carryOut(steps, of: id)
        case .server(let id):
            guard let steps = servers[id]?.transportFailed() else { return [] }
            return carryOut(steps, of: id)
        }
    }

    /// The deadline that `nextDeadline` named has come: serves all that are due, the earliest first, then the oldest.
    public mutating func handleTimeout(at now: Instant) -> [TransactionAction] {
        deadlines.takeDue(at: now).flatMap { order -> [TransactionAction] in
            guard let reference = references[order] else { return [] }
            switch reference {
            case .client(let id): return carryOut(clients[id]?.handleTimeout(at: now) ?? [], of: id)
            case .server(let id): return carryOut(servers[id]?.handleTimeout(at: now) ?? [], of: id)
            }
        }
    }

    /// Whether a server transaction has what a copy by another way would share.
    /// Whether a request is a copy of one that stands here, or a CANCEL whose INVITE does.
    public func isKnown(_ request: Message) -> Bool {
        guard let id = ServerTransactionID(request) else { return false }
        return servers[id] != nil || request.method == .cancel && servers[id.cancelledInvite] != nil
    }

    func knows(_ identity: RequestIdentity) -> Bool { identities[identity] != nil }

    // MARK: Server machines, for the extension that receives

    mutating func receiveRetransmission(_ id: ServerTransactionID) -> [ServerStep]? {
        servers[id]?.receiveRetransmission()
    }

    mutating func receiveAcknowledgement(_ id: ServerTransactionID, at now: Instant) -> [ServerStep] {
        servers[id]?.receiveAcknowledgement(at: now) ?? []
    }

    // MARK: Tables

    private mutating func keepTime(of id: ClientTransactionID) {
        guard let transaction = clients[id] else { return }
        keepTime(transaction.order, .client(id), transaction.nextDeadline)
    }

    private mutating func keepTime(of id: ServerTransactionID) {
        guard let transaction = servers[id] else { return }
        keepTime(transaction.order, .server(id), transaction.nextDeadline)
    }

    private mutating func keepTime(_ order: UInt64, _ reference: TransactionReference, _ deadline: Instant?) {
        deadlines.set(order, at: deadline, rank: order)
        if references[order] == nil { references[order] = reference }
    }

    private mutating func forgetTime(_ order: UInt64) {
        deadlines.remove(order)
        references[order] = nil
    }

    private mutating func forget(_ id: ClientTransactionID) {
        guard let transaction = clients.removeValue(forKey: id) else { return }
        forgetTime(transaction.order)
    }

    private mutating func forget(_ id: ServerTransactionID) {
        guard let transaction = servers.removeValue(forKey: id) else { return }
        answered.remove(id)
        forgetTime(transaction.order)
        guard let identity = transaction.identity, let count = identities[identity] else { return }
        identities[identity] = count > 1 ? count - 1 : nil
    }

    private mutating func nextOrder() -> UInt64 {
        created &+= 1
        return created
    }
}

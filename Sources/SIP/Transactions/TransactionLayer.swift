/// The transaction layer of RFC 3261 §17 with RFC 6026: bounded tables of client and server transactions as one value.
/// Where each transaction sends is known to the user agent core alone.
public struct TransactionLayer: Sendable, Equatable {
    private let timers: TimerValues
    var clients: [ClientTransactionID: ClientTransaction] = [:]
    var servers: [ServerTransactionID: ServerTransaction] = [:]
    private var created: UInt64 = 0

    public init(timers: TimerValues = .standard) {
        self.timers = timers
    }

    /// The earliest deadline of any transaction; nil: nothing waits.
    public var nextDeadline: Instant? {
        earliest(clients.values.compactMap(\.nextDeadline).min(), servers.values.compactMap(\.nextDeadline).min())
    }

    /// How many transactions there are, of ours and of others.
    public var counts: (clients: Int, servers: Int) { (clients.count, servers.count) }

    // MARK: Client

    /// Begins a client transaction and sends the request.
    /// - Parameter request: any method but ACK, with a fresh branch in its top Via (RFC 3261 §8.1.1.7).
    public mutating func send(
        _ request: Message, transport: TransportProtocol, at now: Instant
    ) -> (ClientTransactionID, [TransactionAction]) {
        precondition(request.isRequest && request.method != .ack, "the ACK of a 2xx is no transaction")
        let id = ClientTransactionID(branch: request.topVia?.branch ?? "", methodName: request.methodName)
        guard clients[id] == nil, clients.count < TransactionLimits.clientTransactions else {
            return (id, [.refused(id)])
        }
        clients[id] = ClientTransaction(
            request, isReliable: transport.isReliable, timers: timers, order: nextOrder(), at: now)
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
        return [.send(request, .client(id.cancel))]
    }

    mutating func receiveResponse(_ response: Message, at now: Instant) -> [TransactionAction] {
        // RFC 3261 §8.1.3.3: more than one Via means that the response went astray.
        guard let status = response.statusCode, let branch = response.topVia?.branch, response.vias.count == 1 else {
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
                clients[id] = nil
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
        return carryOut(steps, of: id)
    }

    /// Enters a new request in the table; nil: there is no room.
    mutating func admit(_ request: Message, as id: ServerTransactionID, isReliable: Bool, at now: Instant)
        -> [TransactionAction]?
    {
        var actions: [TransactionAction] = []
        if servers.count >= TransactionLimits.serverTransactions {
            let answered = servers.filter { $0.value.isAnswered }
            guard let oldest = answered.min(by: { $0.value.order < $1.value.order })?.key else { return nil }
            servers[oldest] = nil
            actions.append(.terminated(.server(oldest)))
        }
        servers[id] = ServerTransaction(request, isReliable: isReliable, timers: timers, order: nextOrder(), at: now)
        return actions
    }

    mutating func carryOut(
        _ steps: [ServerStep], of id: ServerTransactionID, acknowledgement: Message? = nil
    ) -> [TransactionAction] {
        var actions: [TransactionAction] = []
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
                servers[id] = nil
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
        var due: [(deadline: Instant, order: UInt64, reference: TransactionReference)] = []
        for (id, transaction) in clients {
            if let deadline = transaction.nextDeadline, deadline <= now {
                due.append((deadline, transaction.order, .client(id)))
            }
        }
        for (id, transaction) in servers {
            if let deadline = transaction.nextDeadline, deadline <= now {
                due.append((deadline, transaction.order, .server(id)))
            }
        }
        due.sort { ($0.deadline, $0.order) < ($1.deadline, $1.order) }
        return due.flatMap { entry -> [TransactionAction] in
            switch entry.reference {
            case .client(let id): carryOut(clients[id]?.handleTimeout(at: now) ?? [], of: id)
            case .server(let id): carryOut(servers[id]?.handleTimeout(at: now) ?? [], of: id)
            }
        }
    }

    private mutating func nextOrder() -> UInt64 {
        created &+= 1
        return created
    }
}

import SIP
import Time

/// What one of our requests is for, and where it goes.
struct ClientRecord: Sendable, Equatable {
    enum Purpose: Sendable, Equatable {
        case registration(AccountID, way: Int)
        /// OPTIONS to a line's server: any answer will do.
        case probe(FlowID)
        /// The first INVITE of a call.
        case invitation(CallID)
        /// A re-INVITE.
        case change(CallID)
        /// UPDATE: the session is refreshed.
        case update(CallID, DigestAttempts)
        /// PRACK of a branch's reliable provisional answer, by its remote tag.
        case provisionalAcknowledgement(CallID, tag: String, DigestAttempts)
        /// REFER: the call's peer is transferred.
        case referral(CallID)
        /// NOTIFY to the peer whose REFER came in this call.
        case notice(CallID)
        case subscription(SubscriptionID)
        case publication(AccountID)
        case message(OutgoingMessageID)
        /// INFO: a digit of a call.
        case digit(CallID)
        /// BYE: nothing depends on its answer but credentials.
        case bye(Farewell)

        /// Whether the engine waits for the answer before it ends.
        var holdsUpShutDown: Bool {
            switch self {
            case .registration, .bye, .subscription, .publication, .message: true
            case .invitation, .change, .update, .provisionalAcknowledgement, .referral, .notice, .probe, .digit: false
            }
        }
    }

    var purpose: Purpose
    var path: Path
    var request: Message
    /// The final answer came.
    var isAnswered = false
    /// INVITE: the ACKs of the 2xx that came, by remote tag: each is sent again with each copy (RFC 3261 §13.2.2.4).
    var acknowledgements: [String: Message] = [:]
}

/// A request that we received, as long as its transaction lives.
struct ServerRecord: Sendable, Equatable {
    var path: Path
    var origin: Origin
}

extension UserAgentCore {
    /// Sends a request in a new transaction.
    @discardableResult
    mutating func send(
        _ request: Message, by path: Path, for purpose: ClientRecord.Purpose, at now: Instant
    ) -> ClientTransactionID {
        sendLarge(request, by: path, for: purpose, at: now) ?? begin(request, by: path, for: purpose, at: now)
    }

    /// Begins the transaction of a request.
    @discardableResult
    mutating func begin(
        _ request: Message, by path: Path, for purpose: ClientRecord.Purpose, at now: Instant
    ) -> ClientTransactionID {
        let (id, actions) = transactions.send(request, transport: path.destination.transport, at: now)
        clients[id] = ClientRecord(purpose: purpose, path: path, request: request)
        perform(actions, fallback: path, at: now)
        return id
    }

    /// Answers a request by its transaction.
    mutating func respond(_ response: Message, to id: ServerTransactionID, at now: Instant) {
        noteAnswer(response)
        perform(transactions.respond(response, to: id, at: now), fallback: servers[id]?.path, at: now)
    }

    /// Our answer settles what a request of the peer changes in its dialog, before anything else is sent there.
    private mutating func noteAnswer(_ response: Message) {
        guard let status = response.statusCode, status >= 200, let dialog = DialogID(incoming: response) else { return }
        if let place = table.place(of: dialog) {
            table[place].dialog?.answered(response.method, status: status)
        } else if response.method == .update, let (place, fork) = branch(of: response) {
            table[place].forks[fork].dialog.answered(.update, status: status)
        }
    }

    /// Sends a message outside of any transaction: an ACK, a repeated 200.
    mutating func send(_ message: Message, by path: Path) {
        emit(.send(message.bytes, on: path.flow, to: path.destination))
    }

    /// Carries out what the transactions ask.
    /// - Parameter fallback: where a message goes whose transaction is not on record yet.
    /// - Parameter origin: where the message came from that made the transactions act; nil: nobody outside did.
    mutating func perform(
        _ actions: [TransactionAction], fallback: Path?, from origin: Origin? = nil, at now: Instant
    ) {
        for action in actions {
            switch action {
            case .send(let message, .client(let id)):
                let record = clients[id] ?? id.cancelledInvite.flatMap { clients[$0] }
                if let path = record?.path ?? fallback { send(message, by: path) }
            case .send(let message, .server(let id)):
                if let path = servers[id]?.path ?? fallback { send(message, by: path) }
            case .request(let request, let id):
                guard let fallback, let origin else { break }
                servers[id] = ServerRecord(path: fallback, origin: origin)
                receiveRequest(request, id, at: now)
            case .acknowledgement(let request): receiveAcknowledgement(request, from: origin, at: now)
            case .cancelled(let id, let request):
                guard let fallback, isFromTheSender(of: id, fallback) else { break }
                receiveCancel(of: id, by: request, at: now)
            case .response(let response, let id): receiveResponse(response, id, at: now)
            case .sendStatelessly(let message):
                if let fallback { send(message, by: fallback) }
            case .timedOut(.client(let id)): requestFailed(id, status: 408, at: now)
            case .transportFailed(.client(let id)): requestFailed(id, status: 503, at: now)
            // Who sends it does not know its transaction yet: the failure comes at the next turn.
            case .refused(let id): setTimer(.refused(id), at: now)
            case .timedOut(.server), .transportFailed(.server): break
            case .terminated(.client(let id)): forget(id)
            case .terminated(.server(let id)): servers[id] = nil
            }
        }
    }

    /// The transaction is over: who still held it lets go.
    mutating func forget(_ id: ClientTransactionID) {
        let record = clients[id]
        let purpose = record?.purpose
        clients[id] = nil
        if let record, case .bye(let farewell) = record.purpose, farewell.hasOwnConnection,
            record.path.destination.transport.isReliable
        {
            releaseFlow(record.path.flow)
        }
        if case .invitation(let call)? = purpose, let place = place(of: call),
            table[place].invitation.transaction == id
        {
            table[place].invitation.transaction = nil
        }
    }

    /// RFC 3261 §8.1.1.7: unique, and begun with the cookie.
    mutating func newBranch() -> String { Via.magicCookie + randomness.token(octets: 10) }

    /// The Via of a request on a flow (RFC 3261 §18.1.1), asking for rport (RFC 3581 §3).
    mutating func via(_ path: Path) -> Via {
        let local = flowTable[path.flow]?.local
        return Via(
            transport: path.destination.transport, host: local?.host ?? "0.0.0.0", port: local?.port,
            branch: newBranch())
    }
}

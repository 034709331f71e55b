import SIP
import Time

/// Requests that are too large for a datagram, and what is known of their servers' TCP (RFC 3261 §18.1.1).
struct LargeRequests: Sendable, Equatable {
    /// A request that waits for its connection; its transaction has not begun.
    struct Waiting: Sendable, Equatable {
        var id: ClientTransactionID
        var request: Message
        /// Its way over UDP, or a connection that is gone: then there is no other way.
        var path: Path
        /// The connection goes to where the datagram would.
        var asksForTCP: Bool
    }

    /// By the connection that is tried.
    var waiting: [FlowID: [Waiting]] = [:]
    /// Whether a place of UDP takes TCP too; nil: nobody tried.
    var takesTCP: [TransportAddress: Bool] = [:]

    /// - Returns: whether the request still waited.
    mutating func withdraw(_ id: ClientTransactionID) -> Bool {
        guard let flow = waiting.first(where: { $0.value.contains { $0.id == id } })?.key else { return false }
        waiting[flow]?.removeAll { $0.id == id }
        return true
    }

    mutating func note(_ place: TransportAddress, takesTCP takes: Bool) {
        if takesTCP.count >= Limits.places { takesTCP = [:] }
        takesTCP[place] = takes
    }
}

// RFC 3261 §18.1.1: a request within 200 octets of the path's MTU goes over TCP, and over UDP where nobody takes TCP. The
// Contact stays that of UDP: it is where we listen, while a connection is there only as long as it stands.
extension UserAgentCore {
    /// Sends a large request over TCP, or has it wait for the connection.
    /// - Returns: nil: it goes over UDP now.
    mutating func sendLarge(
        _ request: Message, by path: Path, for purpose: ClientRecord.Purpose, at now: Instant
    ) -> ClientTransactionID? {
        guard path.destination.transport == .udp, request.bytes.count > Limits.datagramOctets,
            flowTable[path.flow]?.forcesUDP == false, largeRequests.takesTCP[path.destination] != false
        else { return nil }
        var place = path.destination
        place.transport = .tcp
        return sendByConnection(request, to: place, insteadOf: path, for: purpose, at: now)
    }

    /// Sends a request over a connection, or has it wait for one; `path` is its way where none comes.
    /// - Returns: nil: there is no room for a connection.
    mutating func sendByConnection(
        _ request: Message, to place: TransportAddress, security: FlowSecurity? = nil, insteadOf path: Path,
        for purpose: ClientRecord.Purpose, at now: Instant
    ) -> ClientTransactionID? {
        guard let flow = openFlow(to: place, security: security) else { return nil }
        let id = ClientTransactionID(of: request)
        clients[id] = ClientRecord(purpose: purpose, path: path, request: request)
        let isDatagram = path.destination.transport == .udp
        let isSamePlace = place.host == path.destination.host && place.port == path.destination.port
        let waiting = LargeRequests.Waiting(
            id: id, request: request, path: path, asksForTCP: isDatagram && isSamePlace)
        if flowTable.isOpen(flow) {
            begin(waiting, on: flow, at: now)
        } else {
            largeRequests.waiting[flow, default: []].append(waiting)
            if largeRequests.waiting[flow]?.count == 1 {
                let patience = isDatagram ? Limits.connectionMilliseconds : Limits.lastConnectionMilliseconds
                setTimer(.connection(flow), at: now + .milliseconds(patience))
            }
        }
        return id
    }

    /// A flow is open: what waited for it goes out.
    mutating func sendWaiting(on flow: FlowID, at now: Instant) {
        clearTimer(.connection(flow))
        for waiting in largeRequests.waiting.removeValue(forKey: flow) ?? [] {
            if waiting.asksForTCP { largeRequests.note(waiting.path.destination, takesTCP: true) }
            begin(waiting, on: flow, at: now)
        }
    }

    /// Nobody takes TCP there: what waited goes out over UDP.
    mutating func sendWaitingByDatagram(_ flow: FlowID, at now: Instant) {
        clearTimer(.connection(flow))
        for waiting in largeRequests.waiting.removeValue(forKey: flow) ?? [] {
            guard waiting.path.destination.transport == .udp else {
                requestFailed(waiting.id, status: 503, at: now)
                forget(waiting.id)
                continue
            }
            if waiting.asksForTCP { largeRequests.note(waiting.path.destination, takesTCP: false) }
            begin(waiting, on: nil, at: now)
        }
    }

    /// A connection does not come for so long that UDP is the better way.
    mutating func connectionIsLate(_ flow: FlowID, at now: Instant) {
        // A line may be waiting for the same connection: then it stays.
        if !flowTable.isOpen(flow) { releaseFlow(flow) }
        sendWaitingByDatagram(flow, at: now)
    }

    private mutating func begin(_ waiting: LargeRequests.Waiting, on flow: FlowID?, at now: Instant) {
        guard let record = clients[waiting.id] else { return }
        var path = waiting.path
        var request = waiting.request
        if let flow, let known = flowTable[flow], let local = known.local, let remote = known.remote,
            var via = request.topVia
        {
            path = Path(flow: flow, destination: remote)
            via.transportName = remote.transport.rawValue.uppercased()
            via.host = local.host
            via.port = local.port
            request = request.with(topVia: via)
        }
        begin(request, by: path, for: record.purpose, at: now)
    }
}

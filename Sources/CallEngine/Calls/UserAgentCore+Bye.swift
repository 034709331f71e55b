import SIP
import Time

/// A BYE under way: what is needed to send it once more, with credentials or another way.
struct Farewell: Sendable, Equatable {
    var dialog: Dialog
    var account: AccountID
    var attempts = DigestAttempts()
    /// It went another way than the dialog's already; there is no third one.
    var isLast = false
    /// A connection was asked for this alone: it is closed after it, so that Contacts without end leave no connections.
    var hasOwnConnection = false
}

// BYE, and the ways that it may take: a peer that hears nothing of the end keeps its line busy.
//
// RFC 3261 §12.2.1.1 sends it to the dialog's next hop, and RFC 3263 §4.1 over the transport that the next hop's URI names.
// Where that fails, RFC 3263 §4.3 and RFC 3261 §8.1.2 let the client try other places, among them those of local policy: the
// same place over UDP, then the line's own server, which knows a way to the Contact in the Request-URI.
extension UserAgentCore {
    mutating func sendBye(_ dialog: Dialog, _ account: AccountID, by path: Path, at now: Instant) {
        send(Farewell(dialog: dialog, account: account), by: path, at: now)
    }

    private mutating func send(
        _ farewell: Farewell, by own: Path, fields: [HeaderField] = [], isExact: Bool = false, at now: Instant
    ) {
        var farewell = farewell
        guard let live = livePath(own, of: farewell.account) else { return reopen(for: farewell, own, at: now) }
        let path = isExact ? live : self.path(in: farewell.dialog, live)
        let request = farewell.dialog.request(
            .bye, via: via(path), headers: [.userAgent(settings.userAgent)] + fields)
        if !isExact, let place = connection(instead: path, to: farewell.dialog.nextHop) {
            farewell.hasOwnConnection = true
            if sendByConnection(request, to: place, insteadOf: path, for: .bye(farewell), at: now) != nil { return }
        }
        send(request, by: path, for: .bye(farewell), at: now)
    }

    /// The place of a next hop that wants TCP though the call came by UDP; nil: it does not, or nobody listens there.
    private func connection(instead path: Path, to nextHop: URI) -> TransportAddress? {
        guard path.destination.transport == .udp, nextHop.transport?.lowercased() == "tcp",
            NumericHost.isAddress(nextHop.host), largeRequests.takesTCP[path.destination] != false
        else { return nil }
        var place = path.destination
        place.transport = .tcp
        return place
    }

    /// The dialog's connection is gone and the line has no other: it is opened once more, to where it went; where the peer
    /// had opened it, to the peer's Contact.
    private mutating func reopen(for farewell: Farewell, _ path: Path, at now: Instant) {
        var farewell = farewell
        guard !farewell.isLast, let line = line(farewell.account) else { return }
        farewell.isLast = true
        farewell.hasOwnConnection = true
        let contact = line.ways.isEmpty ? ServerTarget(farewell.dialog.nextHop)?.numericAddress : nil
        let server = line.places.contains(path.destination) ? nil : line.ways.first?.servers.current?.address
        let place = contact.flatMap { $0.transport.isReliable ? $0 : nil } ?? server ?? path.destination
        let name = line.ways.first?.servers.target ?? ServerTarget(place)
        let security = line.ways.isEmpty ? FlowSecurity(names: [name.host]) : line.security(for: name)
        let request = farewell.dialog.request(
            .bye, via: via(path), headers: [.userAgent(settings.userAgent)])
        _ = sendByConnection(
            request, to: place, security: security, insteadOf: path, for: .bye(farewell), at: now)
    }

    mutating func receiveByeResponse(_ response: Message, _ id: ClientTransactionID, at now: Instant) {
        guard let record = clients[id], case .bye(var farewell) = record.purpose,
            response.statusCode == 401 || response.statusCode == 407,
            isTrusted(record.path, of: farewell.account),
            case .retry(let fields) = authorize(
                record.request, challengedBy: response, account: farewell.account, attempts: &farewell.attempts)
        else { return }
        send(farewell, by: record.path, fields: fields, isExact: true, at: now)
    }

    /// Silence, or nobody listens: once more by the line's own server, where the BYE went past it, or by the same connection
    /// opened anew, where it broke.
    mutating func byeFailed(_ id: ClientTransactionID, at now: Instant) {
        guard let record = clients[id], case .bye(var farewell) = record.purpose, !farewell.isLast else { return }
        farewell.attempts = DigestAttempts()
        farewell.hasOwnConnection = false
        if let flow = line(farewell.account)?.flow, let remote = flowTable[flow]?.remote {
            guard remote != record.path.destination else { return }
            farewell.isLast = true
            send(farewell, by: Path(flow: flow, destination: remote), isExact: true, at: now)
        } else if record.path.destination.transport.isReliable, !flowTable.isOpen(record.path.flow) {
            reopen(for: farewell, record.path, at: now)
        }
    }
}

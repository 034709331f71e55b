import SIP
import Time

// The proxy (RFC 3261 §16): it keeps no transactions (§16.11), so that each repetition finds the same way again.
extension Switchboard {
    mutating func take(request: Message, from source: UInt16, isFromProgram: Bool, at now: Instant) {
        if isFromProgram, answersItself(request, at: now) { return }
        guard let target = target(of: request, isFromProgram: isFromProgram, at: now) else {
            return refuse(request, 404, to: source, at: now)
        }
        guard (request.maxForwards ?? 70) > 0 else { return refuse(request, 483, to: source, at: now) }
        var passing = PassingMessage(request)
        if let via = request.topVia { passing.replaceFirst("Via", by: .via(via)) }
        if request.maxForwards == nil {
            passing.insert(.maxForwards(69))
        } else {
            passing.replaceFirst("Max-Forwards", by: .maxForwards((request.maxForwards ?? 70) - 1))
        }
        if let route = request.routes.first, isOwn(route.uri) { passing.removeFirst("Route") }
        if [.invite, .subscribe, .refer].contains(request.method) {
            passing.insert(.recordRoute(NameAddress(uri: ownURI)))
        }
        if let uri = target.uri { passing.setRequestURI(uri, method: request.methodName) }
        passing.insert(.via(ownVia(after: request, from: source)))
        let isBetweenFarEnds = !isFromProgram && target.port != nil
        if !isBetweenFarEnds, let body = relayed(request, isFromProgram: isFromProgram) { passing.setBody(body) }
        if let port = target.port {
            noteArrival(request, at: port, now)
            send(passing.octets, to: port)
        } else {
            let isWithheld = farEnds.values.contains { $0.port == source && $0.isWithheld }
            if isWithheld, request.method == .invite { passing.insert(.other("Privacy", "id")) }
            sendToProgram(passing.octets, at: now)
        }
    }

    /// RFC 3261 §16.7, §18.2.2: back by the Via below ours.
    mutating func pass(response: Message, from source: UInt16, isFromProgram: Bool, at now: Instant) {
        guard let own = response.topVia, own.host == Exchange.host, own.port == port else { return }
        let vias = response.vias
        guard vias.count > 1 else { return answered(response) }
        let target = vias[1].responsePort ?? vias[1].port ?? 5_060
        var passing = PassingMessage(response)
        passing.removeFirst("Via")
        let isForFarEnd = farEnds.values.contains { $0.port == target }
        if isFromProgram || !isForFarEnd {
            if let body = relayed(response, isFromProgram: isFromProgram) { passing.setBody(body) }
        }
        if isForFarEnd { return send(passing.octets, to: target) }
        if let status = response.statusCode, status >= 300, response.method == .invite,
            let user = farEnds.first(where: { $0.value.port == source })?.key, let other = refusals[user]
        {
            passing.setStatus(other)
        }
        sendToProgram(passing.octets, at: now)
    }

    // MARK: Ways

    /// A request's next hop; `port` nil: the program.
    private func target(
        of request: Message, isFromProgram: Bool, at now: Instant
    ) -> (port: UInt16?, uri: URI?)? {
        let uri = request.requestURI
        if let port = uri.port, farEnds.values.contains(where: { $0.port == port }) { return (port, nil) }
        if !isFromProgram {
            if let port = uri.port, port == lastContact?.port ?? programPort { return (nil, nil) }
            if uri.user == Exchange.user {
                guard let binding, now < binding.expires else { return nil }
                return (nil, binding.contact)
            }
        }
        guard let user = uri.user?.lowercased(), let farEnd = farEnds[aliases[user] ?? user] else { return nil }
        return (farEnd.port, URI(user: aliases[user] ?? user, host: Exchange.host, port: farEnd.port))
    }

    private func isOwn(_ uri: URI) -> Bool { uri.host == Exchange.host && uri.port == port }

    var ownURI: URI { URI(host: Exchange.host, port: port, parameters: [Parameter("lr")]) }

    /// RFC 3261 §16.11: the same branch for each repetition, and for the CANCEL and the ACK of a refusal.
    private func ownVia(after request: Message, from source: UInt16) -> Via {
        var made = Randomness(seed: Array("\(source) \(request.topBranch ?? request.callID)".utf8))
        return Via(
            transport: .udp, host: Exchange.host, port: port, branch: Via.magicCookie + made.token(octets: 12))
    }

    private mutating func noteArrival(_ request: Message, at port: UInt16, _ now: Instant) {
        guard let user = farEnds.first(where: { $0.value.port == port })?.key else { return }
        guard arrived.count < Limits.messages else {
            hasDropped = true
            return
        }
        arrived.append(ArrivedRequest(time: now, user: user, method: request.methodName))
    }

    // MARK: Answers of the exchange

    private mutating func refuse(_ request: Message, _ status: Int, to source: UInt16, at now: Instant) {
        guard request.method != .ack else { return }
        // Where the program is not registered, its user is known all the same (RFC 3261 §21.4.18).
        let isKnown = status == 404 && source != programPort && request.requestURI.user == Exchange.user
        answer(request, isKnown ? 480 : status, to: source, at: now)
    }

    /// RFC 3261 §8.2.7: without state the tag is made of the request.
    mutating func answer(
        _ request: Message, _ status: Int, headers: [HeaderField] = [], to source: UInt16, at now: Instant
    ) {
        var made = Randomness(seed: Array("\(request.callID) \(request.topBranch ?? "")".utf8))
        let response = Message.response(to: request, status: status, toTag: made.token(octets: 8), headers: headers)
        if source == programPort { sendToProgram(response.bytes, at: now) } else { send(response.bytes, to: source) }
    }

    private mutating func answersItself(_ request: Message, at now: Instant) -> Bool {
        guard let source = programPort else { return false }
        switch request.method {
        case .register:
            register(request, at: now)
        case .subscribe where EventNotifier.Package(rawValue: request.event ?? "") != nil:
            subscribe(request, at: now)
        case .publish:
            answer(
                request, 200,
                headers: [.expires(request.expires ?? 3_600), .other("SIP-ETag", randomness.token(octets: 8))],
                to: source, at: now)
        case .options where isOwn(request.requestURI) || request.requestURI.user == nil:
            answer(request, 200, to: source, at: now)
        default:
            return false
        }
        return true
    }

    /// RFC 3261 §10.3.
    private mutating func register(_ request: Message, at now: Instant) {
        guard let source = programPort else { return }
        if !digest.hasCredentials(request) {
            return answer(request, 401, headers: [digest.challenge], to: source, at: now)
        }
        guard !refusesPassword, digest.accepts(request) else { return answer(request, 403, to: source, at: now) }
        guard let contact = request.contacts.first else {
            let isAll = request.header("Contact")?.first == "*"
            if isAll { binding = nil }
            return answer(request, 200, to: source, at: now)
        }
        let seconds = contact.parameter("expires").flatMap { UInt32($0) } ?? request.expires ?? 3_600
        guard seconds > 0 else {
            binding = nil
            return answer(request, 200, to: source, at: now)
        }
        lastContact = contact.uri
        binding = Binding(contact: contact.uri, expires: now + .seconds(Int64(seconds)))
        let granted = NameAddress(uri: contact.uri, parameters: [Parameter("expires", "\(seconds)")])
        answer(request, 200, headers: [.contact(granted), .expires(seconds)], to: source, at: now)
        notifyRegistration(at: now)
    }
}

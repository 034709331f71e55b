import SIP
import Time

// The notifier (RFC 6665 §4.2): the program's mailbox, its registration, and the colleagues whom it watches.
extension Switchboard {
    mutating func subscribe(_ request: Message, at now: Instant) {
        guard let source = programPort, let package = EventNotifier.Package(rawValue: request.event ?? "") else {
            return
        }
        let seconds = min(request.expires ?? 3_600, 86_400)
        let tag = request.toTag ?? ownTag(request)
        let expires = now + .seconds(Int64(seconds))
        if let place = subscriptions.firstIndex(where: { $0.callID == request.callID && $0.notifier.tag == tag }) {
            subscriptions[place].expires = expires
            if let contact = request.contacts.first { subscriptions[place].target = contact.uri }
        } else {
            guard request.toTag == nil, let contact = request.contacts.first else {
                return answer(request, 481, to: source, at: now)
            }
            if subscriptions.count >= Limits.subscriptions { subscriptions.removeFirst() }
            subscriptions.append(
                EventNotifier(
                    package: package, event: request.header("Event") ?? package.rawValue, callID: request.callID,
                    watched: request.requestURI, target: contact.uri, subscriber: request.from,
                    notifier: request.to.tagged(tag), expires: expires))
        }
        let response = Message.response(
            to: request, status: 200, toTag: tag,
            headers: [.expires(seconds), .contact(NameAddress(uri: ownURI))], copyRecordRoutes: true)
        sendToProgram(response.bytes, at: now)
        guard let place = subscriptions.firstIndex(where: { $0.callID == request.callID && $0.notifier.tag == tag })
        else { return }
        notify(place, at: now)
        if seconds == 0 { subscriptions.remove(at: place) }
    }

    /// One more message waits in the mailbox (RFC 3842).
    mutating func leaveVoiceMessage(at now: Instant) {
        voiceMessages += 1
        notify(.messageSummary, at: now)
    }

    mutating func setPresence(_ document: PresenceDocument, of user: String, at now: Instant) {
        presences[user] = document
        notify(.presence, of: user, at: now)
    }

    mutating func notifyRegistration(at now: Instant) { notify(.registration, at: now) }

    /// Notices that were not answered go again, until 32 s are over (timers E and F of RFC 3261 §17.1.2.2).
    mutating func repeatUnanswered(at now: Instant) {
        for (branch, entry) in unanswered where entry.nextTry <= now {
            guard now < entry.endsAt else {
                unanswered[branch] = nil
                continue
            }
            var next = entry
            next.wait = min(entry.wait * 2, .seconds(4))
            next.nextTry = now + next.wait
            unanswered[branch] = next
            sendToProgram(entry.octets, at: now)
        }
    }

    /// An answer to a request of the exchange.
    mutating func answered(_ response: Message) {
        guard let status = response.statusCode, status >= 200, let branch = response.topBranch,
            unanswered.removeValue(forKey: branch) != nil
        else { return }
        // RFC 6665 §4.2.2: who refuses a notice is not subscribed any more.
        if status >= 300 { subscriptions.removeAll { $0.callID == response.callID } }
    }

    // MARK: Notices

    private mutating func notify(_ package: EventNotifier.Package, of user: String? = nil, at now: Instant) {
        for place in subscriptions.indices
        where subscriptions[place].package == package && (user.map { isSame($0, subscriptions[place].user) } ?? true) {
            notify(place, at: now)
        }
    }

    /// A far end may be watched under a number of its own.
    private func isSame(_ user: String, _ watched: String) -> Bool { user == aliases[watched] ?? watched }

    private mutating func notify(_ place: Int, at now: Instant) {
        subscriptions[place].sequence += 1
        let entry = subscriptions[place]
        let left = max(.zero, entry.expires - now).components.seconds
        let state = left > 0 ? "active;expires=\(left)" : "terminated;reason=timeout"
        let branch = Via.magicCookie + randomness.token(octets: 12)
        let (body, type) = document(of: entry, at: now)
        let request = Message.request(
            .notify, uri: entry.target,
            headers: [
                .via(Via(transport: .udp, host: Exchange.host, port: port, branch: branch)), .maxForwards(70),
                .from(entry.notifier), .to(entry.subscriber), .callID(entry.callID), .cSeq(entry.sequence, .notify),
                .contact(NameAddress(uri: ownURI)), .other("Event", entry.event),
                .other("Subscription-State", state),
            ], body: body, contentType: type)
        subscriptions[place].version += 1
        unanswered[branch] = UnansweredRequest(
            octets: request.bytes, nextTry: now + .milliseconds(500), endsAt: now + .seconds(32))
        sendToProgram(request.bytes, at: now)
    }

    private func document(of entry: EventNotifier, at now: Instant) -> (body: [UInt8], type: String) {
        switch entry.package {
        case .messageSummary:
            let isWaiting = voiceMessages > 0 ? "yes" : "no"
            let body = "Messages-Waiting: \(isWaiting)\r\nVoice-Message: \(voiceMessages)/0 (0/0)\r\n"
            return (Array(body.utf8), MessageSummary.contentType)
        case .presence:
            let document = presences[aliases[entry.user] ?? entry.user] ?? PresenceDocument(isOpen: true)
            return (document.octets(entity: "\(entry.watched)", identifier: "t1"), PresenceDocument.contentType)
        case .dialog:
            let body =
                "<?xml version=\"1.0\"?>\r\n<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\""
                + " version=\"\(entry.version)\" state=\"full\""
                + " entity=\"sip:\(Self.token(entry.user))@\(Exchange.host)\"/>\r\n"
            return (Array(body.utf8), DialogInformation.contentType)
        case .registration:
            return (Array(registration(version: entry.version, at: now).utf8), RegistrationInformation.contentType)
        }
    }

    private func registration(version: Int, at now: Instant) -> String {
        let address = "sip:\(Exchange.user)@\(Exchange.host)"
        let isThere = isRegistered(at: now)
        var contact = ""
        if isThere, let uri = binding?.contact {
            let text = "\(uri)".replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            contact = "<contact id=\"c1\" state=\"active\" event=\"registered\"><uri>\(text)</uri></contact>"
        }
        return "<?xml version=\"1.0\"?>\r\n<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"\(version)\""
            + " state=\"full\"><registration aor=\"\(address)\" id=\"r1\" state=\"\(isThere ? "active" : "init")\">"
            + "\(contact)</registration></reginfo>\r\n"
    }

    private static func token(_ user: String) -> String {
        user.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "+-_.".contains($0)) }
    }

    private func ownTag(_ request: Message) -> String {
        var made = Randomness(seed: Array("tag \(request.callID) \(request.fromTag ?? "")".utf8))
        return made.token(octets: 8)
    }
}

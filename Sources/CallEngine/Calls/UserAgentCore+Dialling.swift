import Media
import SIP
import Time

#if FAULTS
    import Faults
#endif

// Outgoing calls (RFC 3261 §13.2): from `dial` to the INVITE.
extension UserAgentCore {
    mutating func dial(_ text: String, account wanted: AccountID?, token: Int, at now: Instant) {
        guard !isShuttingDown, let line = wanted.map({ line($0) }) ?? preferredLine else {
            return tell(.dialRefused(.noAccount, token: token))
        }
        guard let target = DialledAddress.parse(text, domain: line.uri.host) else {
            return tell(.dialRefused(.invalidAddress, token: token))
        }
        guard hasRoom(forEmergency: line.settings.isEmergency(target)) else {
            return tell(.dialRefused(.tooManyCalls, token: token))
        }
        beginCall(to: target, on: line, token: token, at: now)
    }

    /// Begins a call; those that are up are held.
    /// - Parameter terms: what its INVITE bears besides, and by whom we were sent to the target.
    /// - Returns: nil where the line leads nowhere; it is told.
    @discardableResult
    mutating func beginCall(
        to target: URI, on line: AccountLine, terms: CallTerms = CallTerms(), token: Int, at now: Instant
    ) -> CallID? {
        guard let servers = servers(for: target, of: line) else {
            tell(.dialRefused(.lineUnavailable, token: token))
            return nil
        }
        stopEndTones()
        if !terms.isUnheard { holdOthers(than: nil, at: now) }
        lastCall += 1
        let id = CallID(lastCall)
        let user = target.user.flatMap(SpokenText.clean)
        var snapshot = CallSnapshot(
            id: id, account: line.id, direction: .outgoing, state: .dialing,
            remote: Party(name: nil, number: user, address: SpokenText.clean(target.description) ?? ""),
            dialledUser: user ?? "", startedAt: now)
        snapshot.referredBy = terms.referredBy
        snapshot.isEmergency = line.settings.isEmergency(target)
        let (tag, callID) = (randomness.token(octets: 8), randomness.token(octets: 12))
        snapshot.sipCallID = callID
        var call = Call(
            snapshot: snapshot, phase: .preparing, target: target,
            path: nil, localTag: tag, callID: callID, negotiation: OfferAnswer(sessionID: randomness.next()),
            sessionSeconds: line.settings.sessionSeconds)
        call.fields = terms.fields
        call.servers = servers
        table.append(call)
        tell(.callDialled(snapshot, token: token))
        setTimer(.preparation(id), at: now + .milliseconds(Limits.preparationMilliseconds))
        seekServer(id, at: now)
        return id
    }

    /// Whether one more call may begin, made or received.
    var hasRoomForCall: Bool {
        mutating get {
            let living = settings.mostCalls
            return table.livingCount() < living
                && table.count < Swift.max(Limits.calls, living * Limits.placesForEachCall)
        }
    }

    /// Whether an INVITE comes from an address that is none of a registered line's server: its sender knows our Contact.
    func isFromOutside(_ source: TransportAddress, _ account: AccountID) -> Bool {
        guard let line = line(account), line.isRegistering else { return false }
        return !line.knownHosts.contains(source.host)
    }

    /// Whether one more such call may ring: the server's own calls find a place whatever comes from elsewhere.
    var hasRoomForOutsider: Bool {
        table.count { $0.isFromOutside && $0.phase == .alerting } < Limits.outsideCalls
    }

    /// The first line that can call, a registered one before the others.
    var preferredLine: AccountLine? {
        lines.first { $0.state == .registered || $0.state == .direct } ?? lines.first
    }

    /// Goes on with an outgoing call as far as its flow and ports allow.
    mutating func prepare(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), table[place].phase == .preparing, let path = table[place].path,
            let flow = flowTable[path.flow], let local = flow.local, let remote = flow.remote
        else { return }
        if flow.target != nil { table[place].path?.destination = remote }
        if table[place].media == nil {
            openMedia(id, on: local.host)
        } else if table[place].capability != nil {
            clearTimer(.preparation(id))
            invite(id, at: now)
        }
    }

    mutating func openMedia(_ id: CallID, on host: String) {
        guard let place = place(of: id) else { return }
        lastMedia += 1
        table[place].media = MediaID(lastMedia)
        #if FAULTS
            if Fault.textDropped.isOn {
                askForCandidates(of: place)
                return emit(.media(.open(MediaID(lastMedia), localHost: host)))
            }
        #endif
        if line(table[place].account)?.settings.offersText == true {
            askForCandidates(of: place, forText: true)
            emit(.media(.openText(MediaID(lastMedia), localHost: host)))
        }
        askForCandidates(of: place)
        emit(.media(.open(MediaID(lastMedia), localHost: host)))
    }

    private mutating func invite(_ id: CallID, at now: Instant) {
        guard let place = place(of: id), table[place].capability != nil, let path = table[place].path,
            let line = line(table[place].account)
        else { return }
        // What may be told depends on the way and the place of this very INVITE: a redirection or another server has others.
        equip(place, at: now)
        guard let offer = offer(of: place, direction: .sendReceive, by: path) else {
            return giveUp(id, reason: EndReason(.noEncryption), at: now)
        }
        let call = table[place]
        let request = Message.request(
            .invite, uri: call.target,
            headers: [
                .via(via(path)), .maxForwards(70),
            ] + line.routes.map { .route($0) } + [
                .from(line.nameAddress(tag: call.localTag)),
                .to(NameAddress(uri: call.target.withoutParameters)), .callID(call.callID), .cSeq(1, .invite),
                .contact(contact(call.account, path, isSecure: call.target.scheme == .sips)),
                .allow(Self.allowedMethods), .supported(extensions(of: call.account)),
                .userAgent(settings.userAgent),
            ] + call.sessionTimer.requestFields + call.fields, body: offer.octets, contentType: "application/sdp")
        table[place].phase = .inviting
        setTimer(.ringing(id), at: now + .seconds(Limits.ringingSeconds))
        sendInvitation(request, of: id, at: now)
    }

    private mutating func sendInvitation(_ request: Message, of id: CallID, at now: Instant) {
        guard let place = place(of: id), let path = table[place].path else { return }
        table[place].invitation.request = request
        let transaction = send(request, by: path, for: .invitation(id), at: now)
        if let place = self.place(of: id) { table[place].invitation.transaction = transaction }
    }

    /// 401 or 407: the same call again with credentials (RFC 3261 §22.2, §22.3).
    /// - Returns: false where there is nothing more to try.
    mutating func retryInvitation(_ id: CallID, challengedBy response: Message, at now: Instant) -> Bool {
        guard let place = place(of: id), let request = table[place].invitation.request,
            let sequence = table[place].nextSequence, let path = table[place].path,
            isTrusted(path, of: table[place].account)
        else { return false }
        var attempts = table[place].invitation.attempts
        guard
            case .retry(let fields) = authorize(
                request, challengedBy: response, account: table[place].account, attempts: &attempts)
        else { return false }
        table[place].invitation.attempts = attempts
        table[place].invitation.hasCredentials = true
        sendInvitation(
            request.retried(branch: newBranch(), cSeq: sequence, authorizations: fields), of: id, at: now)
        return true
    }

    /// 422 (RFC 4028 §7.3): the same call again with the longer interval that is asked for.
    /// - Returns: false where there is nothing more to try.
    mutating func retryInvitation(_ id: CallID, withLongerSession response: Message, at now: Instant) -> Bool {
        guard let place = place(of: id), let request = table[place].invitation.request,
            let sequence = table[place].nextSequence, table[place].sessionTimer.raise(by: response)
        else { return false }
        let fields = table[place].sessionTimer.requestFields
        sendInvitation(
            request.retried(branch: newBranch(), cSeq: sequence, authorizations: fields), of: id, at: now)
        return true
    }

    /// The same call again with another description of its sound; the branches of the former are over.
    /// - Returns: false where there is nothing more to try.
    mutating func retryInvitation(_ id: CallID, describing offer: SessionDescription, at now: Instant) -> Bool {
        guard let place = place(of: id), let request = table[place].invitation.request,
            let sequence = table[place].nextSequence
        else { return false }
        table[place].forks = []
        table[place].soundingTag = nil
        table[place].snapshot.hasEarlyMedia = false
        if table[place].snapshot.state == .ringing { table[place].snapshot.state = .dialing }
        table[place].invitation.attempts = DigestAttempts()
        stopTone(id)
        tellChange(of: id)
        sendInvitation(
            request.redescribed(branch: newBranch(), cSeq: sequence, body: offer.octets), of: id, at: now)
        return true
    }

    /// A tel: URI of a redirection is a number of the line's own domain (RFC 3261 §19.1.6).
    private func callable(_ target: URI, _ account: AccountID) -> URI {
        guard target.scheme == .tel, let domain = line(account)?.uri.host else { return target }
        return DialledAddress.parse(target.description, domain: domain) ?? target
    }

    /// 3xx: the next of the Contacts that it names (RFC 3261 §8.1.3.4).
    /// - Returns: false where there is nothing more to try.
    mutating func followRedirection(_ id: CallID, to response: Message?, at now: Instant) -> Bool {
        guard let place = place(of: id) else { return false }
        let call = table[place]
        var alternatives = call.invitation.alternatives ?? RedirectTargets(original: call.target)
        alternatives.add(response?.contacts ?? [])
        let next = call.invitation.redirections < Limits.redirections ? alternatives.next() : nil
        table[place].invitation.alternatives = alternatives
        guard let target = next.map({ callable($0, call.account) }), target.scheme == .sip,
            let line = line(call.account),
            let servers = servers(for: target, of: line)
        else { return false }
        stopTone(id)
        table[place].invitation.redirections += 1
        table[place].invitation.transaction = nil
        table[place].invitation.attempts = DigestAttempts()
        table[place].forks = []
        table[place].soundingTag = nil
        table[place].target = target
        table[place].path = nil
        table[place].servers = servers
        table[place].phase = .preparing
        table[place].negotiation.withdrawOffer()
        table[place].invitation.leftOut = []
        // A new request, not a copy: its Call-ID is its own, so that no element takes it for a loop.
        table[place].callID = randomness.token(octets: 12)
        table[place].snapshot.sipCallID = table[place].callID
        table[place].localTag = randomness.token(octets: 8)
        setTimer(.preparation(id), at: now + .milliseconds(Limits.preparationMilliseconds))
        seekServer(id, at: now)
        return true
    }

    static var allowedMethods: [Method] { RequestValidity.allowedMethods }
}

extension Call {
    /// The CSeq number of the next INVITE of an attempt.
    fileprivate var nextSequence: UInt32? {
        guard let number = invitation.request?.cSeq.number, number < .max else { return nil }
        return number + 1
    }
}

extension URI {
    /// Fit for To and From (RFC 3261 §19.1.1, table 1): no port, no transport.
    var withoutParameters: URI {
        var uri = self
        uri.parameters = []
        uri.headers = ""
        return uri
    }
}

import SIP
import Time

// NOTIFY (RFC 6665 §4.1.3), and what its bodies say.
extension UserAgentCore {
    /// A NOTIFY that belongs to no call.
    mutating func receiveNotice(_ request: Message, _ transaction: ServerTransactionID, at now: Instant) {
        guard let id = events.id(of: request), let entry = events[id] else {
            return receiveUnsolicited(request, transaction, at: now)
        }
        var lent = randomness
        let received = events.update(id) { $0.machine.receive(notify: request, at: now, using: &lent) }
        randomness = lent
        guard let notice = received, notice.status == 200 else {
            return answer(request, transaction, received?.status ?? 481, at: now)
        }
        let status = read(request, of: entry, at: now)
        events.update(id) { $0.machine.answered(notify: status) }
        let headers: [HeaderField] = status == 415 ? [.accept([entry.topic.contentType])] : []
        answer(request, transaction, status, headers: headers, at: now)
        work(on: id, at: now) { _, _ in notice.actions }
        tellWatched(id)
    }

    /// Many PBXs tell of the mailbox without being asked (RFC 3842 §4.4 asks for a subscription); the line's own server is
    /// believed, nobody else. All other events were never subscribed to.
    private mutating func receiveUnsolicited(
        _ request: Message, _ transaction: ServerTransactionID, at now: Instant
    ) {
        let packages = EventSubscription.Topic.allCases.map(\.package)
        guard request.toTag != nil || request.event.map(packages.contains) == true else {
            return answer(
                request, transaction, 489, headers: [.other("Allow-Events", packages.joined(separator: ","))], at: now)
        }
        guard request.event == EventSubscription.Topic.voicemail.package, request.toTag == nil,
            let record = servers[transaction]
        else { return answer(request, transaction, 481, at: now) }
        let account = account(for: request, record.path)
        guard tellsOfMailbox(record.origin, of: account) else { return answer(request, transaction, 481, at: now) }
        answer(request, transaction, readMailbox(request, of: account), at: now)
    }

    /// Whether a request came from the line's own server, by whatever port it chose, or from a listed gateway: to know our
    /// Contact is enough to call, not to tell of the mailbox.
    private func tellsOfMailbox(_ origin: Origin, of account: AccountID) -> Bool {
        if isFromServer(origin, of: account) { return true }
        return line(account).map { $0.isRegistering && $0.knownHosts.contains(origin.address.host) } ?? false
    }

    // MARK: Bodies

    /// - Returns: the status of the answer. A notice without body tells of a mailbox nothing new, and of somebody that nothing
    ///   is known.
    private mutating func read(_ request: Message, of entry: EventSubscription, at now: Instant) -> Int {
        guard !request.body.isEmpty else {
            forget(entry.id)
            return 200
        }
        guard request.contentType?.name == entry.topic.contentType else { return 415 }
        switch entry.topic {
        case .voicemail: return readMailbox(request, of: entry.account)
        case .registration: return readRegistration(request, of: entry.account, at: now)
        case .presence: return readPresence(request, of: entry.id)
        case .lines: return readLines(request, of: entry.id, at: now)
        }
    }

    /// Told once per change; the first word too.
    private mutating func readMailbox(_ request: Message, of account: AccountID) -> Int {
        guard !request.body.isEmpty else { return 200 }
        guard request.contentType?.name == MessageSummary.contentType else { return 415 }
        guard let summary = MessageSummary(request.body) else { return 400 }
        let voicemail = Voicemail(
            isWaiting: summary.isWaiting, newMessages: summary.newMessages, oldMessages: summary.oldMessages,
            address: summary.account.flatMap(SpokenText.clean))
        if events.mailboxes[account] != voicemail {
            events.mailboxes[account] = voicemail
            tell(.voicemailChanged(account, voicemail))
        }
        return 200
    }

    private mutating func readLines(_ request: Message, of id: SubscriptionID, at now: Instant) -> Int {
        guard let document = try? DialogInformation(request.body) else { return 400 }
        switch events.update(id, { $0.dialogs.apply(document) }) {
        case .stale, nil: return 200
        case .processed:
            if document.isFull { _ = events.update(id) { $0.gap.isFilled() } }
        case .incomplete: fillGap(of: id, at: now)
        }
        _ = events.update(id) { entry in
            let chosen = entry.dialogs.busiest
            entry.watched?.line = chosen.map(\.lineState) ?? .free
            entry.watched?.other = chosen.flatMap(Self.party(of:))
        }
        return 200
    }

    /// A version was missed (RFC 4235 §4.3): the full state is asked for, at once or as soon as may be.
    mutating func fillGap(of id: SubscriptionID, at now: Instant) {
        guard events.update(id, { $0.gap.mayBeFilled(at: now) }) == true else { return setSubscriptionTimer(id) }
        work(on: id, at: now) { $0.machine.refresh(at: now, using: &$1) }
    }

    /// Whom the watched line speaks with, cleaned.
    private static func party(of entry: DialogInformation.Entry) -> Party? {
        guard let address = entry.remoteAddress else { return nil }
        let uri = (try? NameAddress(parsing: address))?.uri
        return Party(
            name: entry.remoteName.flatMap(SpokenText.clean), number: uri?.user.flatMap(SpokenText.clean),
            address: SpokenText.clean(uri?.withoutParameters.description ?? address) ?? "")
    }

    private mutating func readPresence(_ request: Message, of id: SubscriptionID) -> Int {
        guard let document = try? PresenceDocument(request.body) else { return 400 }
        _ = events.update(id) { entry in
            entry.watched?.presence = PresenceStatus(document)
            entry.watched?.note = document.note.flatMap(SpokenText.clean)
        }
        return 200
    }
}

extension PresenceStatus {
    /// What a document means for somebody who wants to call; nil where it does not tell.
    init?(_ document: PresenceDocument) {
        let busy = ["busy", "on-the-phone", "meeting", "appointment", "presentation", "performance", "in-transit"]
        guard let isOpen = document.isOpen else { return nil }
        if !isOpen {
            self = .offline
        } else if document.activities.contains(where: busy.contains) {
            self = .busy
        } else if document.activities.contains(where: { $0 != "available" && $0 != "other" && $0 != "looking-for-work" }
        ) {
            self = .away
        } else {
            self = .available
        }
    }

    /// The document that says it.
    var document: PresenceDocument {
        switch self {
        case .available: PresenceDocument(isOpen: true)
        case .busy: PresenceDocument(isOpen: true, activities: ["busy"])
        case .away: PresenceDocument(isOpen: true, activities: ["away"])
        case .offline: PresenceDocument(isOpen: false)
        }
    }
}

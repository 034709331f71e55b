import SIP
import Time

/// What a line publishes of its agent (RFC 3903).
struct PublishedPresence: Sendable, Equatable {
    var status: PresenceStatus
    var machine: Publication
    /// Of the tuple: the same in each document.
    let identifier: String
    var attempts = DigestAttempts()
    /// The document waits for the line.
    var isWaiting = true
}

// The agent's own presence.
extension UserAgentCore {
    mutating func publish(
        _ status: PresenceStatus, of account: AccountID, _ command: EngineCommand, at now: Instant
    ) {
        guard !isShuttingDown, let line = line(account) else {
            return tell(.commandRefused(command, .unknownAccount))
        }
        var published = publications[account] ?? newPublication(status, of: line)
        // What was refused for good is tried anew where the agent asks again.
        if published.machine.state == .refused { published = newPublication(status, of: line) }
        published.status = status
        published.isWaiting = true
        publications[account] = published
        resumePublication(of: account, at: now)
    }

    private mutating func newPublication(_ status: PresenceStatus, of line: AccountLine) -> PublishedPresence {
        let settings = Publication.Settings(
            package: "presence", contentType: PresenceDocument.contentType, publisher: line.nameAddress(tag: nil),
            expirySeconds: Limits.subscriptionSeconds, headers: [.userAgent(settings.userAgent)])
        return PublishedPresence(
            status: status, machine: Publication(settings), identifier: "t" + randomness.token(octets: 4))
    }

    /// The line is there: what waits for it is published.
    mutating func resumePublication(of account: AccountID, at now: Instant) {
        guard let published = publications[account], let line = line(account), isReady(account),
            let (_, binding) = wayOut(of: account, to: line.uri, at: now)
        else { return }
        work(onPublicationOf: account, at: now) { entry, randomness in
            guard entry.isWaiting else { return entry.machine.resume(binding, at: now, using: &randomness) }
            entry.isWaiting = false
            let document = published.status.document.octets(
                entity: line.uri.description, identifier: published.identifier)
            return entry.machine.publish(document, binding, at: now, using: &randomness)
        }
    }

    /// The line leaves: the server need not wait until our state expires. It is published anew when the line comes back.
    mutating func removePublication(of account: AccountID, at now: Instant) {
        guard publications[account] != nil else { return }
        work(onPublicationOf: account, at: now) { entry, randomness in
            entry.isWaiting = true
            return entry.machine.remove(using: &randomness)
        }
    }

    mutating func handlePublicationTimeout(_ account: AccountID, at now: Instant) {
        guard let line = line(account) else { return }
        let isOut = isReady(account) && wayOut(of: account, to: line.uri, at: now) != nil
        work(onPublicationOf: account, at: now) { entry, randomness in
            if isOut { return entry.machine.handleTimeout(at: now, using: &randomness) }
            entry.machine.postpone(at: now, using: &randomness)
            return []
        }
    }

    mutating func receivePublicationResponse(
        _ response: Message, _ transaction: ClientTransactionID, of account: AccountID, at now: Instant
    ) {
        guard let record = clients[transaction], let status = response.statusCode, status >= 200,
            var attempts = publications[account]?.attempts
        else { return }
        if status == 401 || status == 407, isTrusted(record.path, of: account),
            case .retry(let fields) = authorize(
                record.request, challengedBy: response, account: account, attempts: &attempts)
        {
            return work(onPublicationOf: account, isRetry: true, at: now) { entry, randomness in
                entry.attempts = attempts
                return entry.machine.retry(record.request, authorizations: fields, using: &randomness)
            }
        }
        work(onPublicationOf: account, at: now) { $0.machine.receive(response, at: now, using: &$1) }
    }

    mutating func publicationFailed(_ request: Message, of account: AccountID, status: Int, at now: Instant) {
        work(onPublicationOf: account, at: now) { $0.machine.failed(request, status: status, at: now, using: &$1) }
    }

    /// One turn of a publication's machine, and what it asks.
    private mutating func work(
        onPublicationOf account: AccountID, isRetry: Bool = false, at now: Instant,
        _ turn: (inout PublishedPresence, inout Randomness) -> [Publication.Action]
    ) {
        guard var entry = publications[account] else { return }
        let actions = turn(&entry, &randomness)
        publications[account] = entry
        for action in actions {
            switch action {
            case .send(let request): sendPublication(request, of: account, isRetry: isRetry, at: now)
            case .published, .removed: continue
            case .refused:
                guard let status = publications[account]?.status else { continue }
                tell(.commandRefused(.publishPresence(account, status), .notConfigured))
            }
        }
        if let deadline = publications[account]?.machine.nextDeadline {
            setTimer(.publication(account), at: deadline)
        } else {
            clearTimer(.publication(account))
        }
    }

    private mutating func sendPublication(
        _ request: Message, of account: AccountID, isRetry: Bool, at now: Instant
    ) {
        guard let line = line(account), let (path, _) = wayOut(of: account, to: line.uri, at: now) else { return }
        if isRetry {
            send(request, by: path, for: .publication(account), at: now)
        } else {
            publications[account]?.attempts = DigestAttempts()
            send(credentialed(request, of: account, by: path), by: path, for: .publication(account), at: now)
        }
    }
}

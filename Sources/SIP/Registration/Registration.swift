import Time

/// The registration of one address of record (RFC 3261 §10): kept alive, tried again after failures, removed on demand.
/// Randomness is lent at each turn: for branches, client nonces and jitter.
public struct Registration: Sendable, Equatable {
    /// Where the machine stands.
    public enum State: Sendable, Equatable, CaseIterable {
        /// Nothing is registered and nothing is wished.
        case idle
        /// The first REGISTER, or one after a failure, is under way.
        case registering
        case registered
        /// A refresh is under way: the line is still registered.
        case refreshing
        /// The last try failed; the next one is at `nextDeadline`, where there is one.
        case failed
        /// REGISTER with Expires: 0 is under way.
        case unregistering
    }

    /// What a wait after a failure is for, and so what may end it early.
    public enum Pause: Sendable, Equatable {
        /// Nobody answered: whoever hears of the server again need not wait.
        case silence
        /// The server answered and has no use for us now, perhaps with Retry-After.
        case answer
        /// The credentials were refused, or the registrar asked us to stay away: nothing but the agent ends it.
        case obligation
    }

    public private(set) var state: State = .idle
    /// The next refresh or try; nil: only an answer or a command changes anything.
    public private(set) var nextDeadline: Instant?
    /// The Service-Route of the last 2xx (RFC 3608 §5): the route of new requests outside dialogs.
    public private(set) var serviceRoutes: [NameAddress] = []
    /// What the last 2xx granted besides the binding.
    public private(set) var grant = RegistrationGrant()
    /// The registrar has us, as far as we know.
    public private(set) var isBound = false
    /// Another flow of the same line is registered: the wait after a failure is then the longer one (RFC 5626 §4.5).
    public var hasOtherFlow = false
    /// What the wait after a failure is for; nil where there is none.
    public private(set) var pause: Pause?
    /// When the registrar took us last.
    public private(set) var acceptedAt: Instant?
    /// Where we are reached now; the Contact is the one that the server sees, once it told (RFC 3581 §4).
    public private(set) var binding: RegistrationBinding?

    /// The realms whose challenges were answered in the try that succeeded last, and how strong they were: there our
    /// credentials are right.
    public private(set) var acceptedRealms: [String: DigestStrength] = [:]

    let settings: RegistrationSettings
    /// RFC 3261 §10.2: the same for all registrations of one start of the program, with a rising CSeq.
    private let callID: String
    private let fromTag: String
    private var sequence: UInt32 = 0
    /// The Contact under which the registrar has us.
    var boundContact: NameAddress?
    private var expirySeconds: UInt32
    private var digest: DigestClient?
    private var attempts = DigestAttempts()
    /// The REGISTER under way.
    private var request: Message?
    private var failures = 0
    /// The registrar took our credentials once in this run, and refused them so often since.
    private var wasAccepted = false
    private var refusals = 0
    /// When the registration that stands began on its flow.
    private var boundSince: Instant?
    /// Flows in a row that broke soon after they carried a registration.
    private var shortLives = 0
    private var raises = 0
    private var rewrites = 0

    /// - Parameter callID: unique in space and time (RFC 3261 §8.1.1.4); `fromTag`: random (§19.3).
    public init(_ settings: RegistrationSettings, callID: String, fromTag: String) {
        self.settings = settings
        self.callID = callID
        self.fromTag = fromTag
        expirySeconds = settings.expirySeconds
        digest = settings.credentials.map { DigestClient($0) }
    }

    // MARK: Commands

    /// Registers now, at the start, on the agent's demand, or because the flow is new: the way out of every state.
    /// - Parameter keepsFailures: it is one more try of a line that failed; false: the waits begin anew.
    public mutating func register(
        _ binding: RegistrationBinding, keepsFailures: Bool = false, at now: Instant,
        using randomness: inout Randomness
    ) -> [RegistrationAction] {
        self.binding = binding
        if !keepsFailures { failures = 0 }
        state = .registering
        return begin(expires: expirySeconds, using: &randomness)
    }

    /// A try begins and has no flow yet: what fails from now on counts.
    public mutating func awaitFlow() {
        request = nil
        pause = nil
        nextDeadline = nil
        if state != .unregistering { state = .registering }
    }

    /// The server was left for another: answers to the REGISTER under way mean nothing any more.
    public mutating func abandonTry() { request = nil }

    /// The waits after failures begin anew.
    public mutating func forgetFailures() {
        failures = 0
        refusals = 0
        shortLives = 0
    }

    /// Our own link came back, or the server may have forgotten us: the next try comes at a uniformly chosen moment
    /// within `delay`, so that a floor of phones does not register at once.
    public mutating func hurry(within delay: Duration, at now: Instant, using randomness: inout Randomness) {
        switch state {
        case .idle, .unregistering: return
        // A refusal keeps its long wait: a link that comes and goes must not have the account locked.
        case .failed where pause == .obligation: return
        case .registering, .registered, .refreshing, .failed: break
        }
        request = nil
        failures = 0
        state = isBound ? .registered : .failed
        nextDeadline = now.advanced(by: delay * Int.random(in: 0...1000, using: &randomness) / 1000)
    }

    /// The registrar ended the registration by itself (RFC 3680 §5.2); the next try comes at `moment`.
    /// - Returns: whether it stood.
    public mutating func wasEnded(until moment: Instant) -> Bool {
        guard state == .registered || state == .refreshing else { return false }
        finish()
        state = .failed
        pause = .obligation
        nextDeadline = moment
        return true
    }

    /// Whether a flow that breaks now is one more in a row that broke soon after it carried the registration: the server takes
    /// connections, and has no use for them.
    public func breaksAgain(at now: Instant) -> Bool { shortLives > 0 && !hasStood(at: now) }

    private func hasStood(at now: Instant) -> Bool {
        boundSince.map { $0.duration(to: now) >= RegistrationLimits.steadyFlow } ?? false
    }

    /// The next REGISTER goes over another flow: how long the registration stood on the old one says nothing of it.
    public mutating func changeFlow() { boundSince = nil }

    /// The flow that the registration stood on is gone for good: another server is tried.
    public mutating func leaveFlow() {
        isBound = false
        boundSince = nil
    }

    /// Whether an outcome of this request still means anything.
    public func isUnderWay(_ request: Message) -> Bool { self.request?.cSeq.number == request.cSeq.number }

    /// Removes our binding (RFC 3261 §10.2.2).
    public mutating func unregister(at now: Instant, using randomness: inout Randomness) -> [RegistrationAction] {
        nextDeadline = nil
        switch state {
        case .idle:
            return [.unregistered]
        case .failed:
            finish()
            return [.unregistered]
        case .registering, .registered, .refreshing:
            guard binding != nil else {
                finish()
                return [.unregistered]
            }
            state = .unregistering
            return begin(expires: 0, using: &randomness)
        case .unregistering:
            return []
        }
    }

    /// The deadline that `nextDeadline` named has come.
    public mutating func handleTimeout(at now: Instant, using randomness: inout Randomness) -> [RegistrationAction] {
        guard nextDeadline.isDue(at: now) else { return [] }
        nextDeadline = nil
        switch state {
        case .registered: state = .refreshing
        case .failed: state = .registering
        case .idle, .registering, .refreshing, .unregistering: return []
        }
        return begin(expires: expirySeconds, using: &randomness)
    }

    // MARK: Outcomes

    /// A response to the REGISTER under way; provisional ones and those to an earlier REGISTER change nothing.
    public mutating func receive(
        _ response: Message, at now: Instant, using randomness: inout Randomness
    ) -> [RegistrationAction] {
        guard let request, let status = response.statusCode, status >= 200,
            response.cSeq.number == request.cSeq.number, response.callID == callID
        else { return [] }
        learnMapping(from: response)
        switch status {
        case 200..<300:
            return accept(response, to: request, at: now, using: &randomness)
        case 401, 407:
            return answerChallenge(response, to: request, at: now, using: &randomness)
        case 423:
            return raiseInterval(response, at: now, using: &randomness)
        case 403:
            return credentialsAreRefused(atLeast: response.retryAfter, at: now, using: &randomness)
        case 439 where binding?.contact.parameter("reg-id") != nil:
            // RFC 5626 §6: the first hop knows no outbound; the registration is made without it.
            binding?.contact.parameters.removeAll { $0.name == "reg-id" }
            return send(expires: request.expires ?? expirySeconds, using: &randomness)
        case _:
            return fail(at: now, atLeast: response.retryAfter, using: &randomness) {
                .refused(status: status, retry: $0)
            }
        }
    }

    /// The REGISTER under way had no final answer in time.
    public mutating func timedOut(at now: Instant, using randomness: inout Randomness) -> [RegistrationAction] {
        guard request != nil else { return [] }
        return fail(at: now, using: &randomness) { .silent(retry: $0) }
    }

    /// The flow could not be opened or broke, with or without a REGISTER under way.
    public mutating func transportFailed(at now: Instant, using randomness: inout Randomness) -> [RegistrationAction] {
        switch state {
        case .idle, .failed: return []
        case .registering, .unregistering:
            return fail(at: now, using: &randomness) { .unreachable(retry: $0) }
        case .registered, .refreshing:
            // Servers close connections that are quiet: the line comes back at once, and no two phones at one moment.
            // Only the failure of that try begins the waits of RFC 5626 §4.5; and flows that break soon, one after the other,
            // are such failures too: their server takes connections, and has no use for them.
            shortLives = hasStood(at: now) ? 0 : min(shortLives + 1, 16)
            if shortLives > 1 {
                failures = shortLives - 2
                return fail(at: now, using: &randomness) { .unreachable(retry: $0) }
            }
            let wait = RegistrationLimits.reconnection * Int.random(in: 250...1000, using: &randomness) / 1000
            finish()
            state = .failed
            pause = .silence
            nextDeadline = now.advanced(by: wait)
            return [.failed(.unreachable(retry: wait))]
        }
    }

    // MARK: Inside

    private mutating func begin(expires: UInt32, using randomness: inout Randomness) -> [RegistrationAction] {
        attempts = DigestAttempts()
        raises = 0
        rewrites = 0
        pause = nil
        nextDeadline = nil
        return send(expires: expires, using: &randomness)
    }

    /// - Parameter authorizations: the answer to a challenge; nil: what the realms known already ask for.
    private mutating func send(
        expires: UInt32, authorizations: [HeaderField]? = nil, using randomness: inout Randomness
    ) -> [RegistrationAction] {
        guard let binding else { return [] }
        sequence &+= 1
        let via = Via(
            transport: binding.transport, host: binding.host, port: binding.port, branch: Self.branch(&randomness))
        var fields: [HeaderField] = [.via(via), .maxForwards(70)]
        fields += settings.routes.map { .route($0) }
        fields += [
            .from(settings.addressOfRecord.tagged(fromTag)), .to(settings.addressOfRecord.tagged(nil)), .callID(callID),
            .cSeq(sequence, .register), .contact(binding.contact), .expires(expires),
        ]
        if expires > 0, let old = obsoleteContact { fields.insert(.contact(old), at: fields.count - 1) }
        let cnonce = randomness.token(octets: 16)
        if let authorizations {
            fields += authorizations
        } else if var client = digest {
            fields += client.authorizations(method: .register, uri: settings.registrar, cnonce: cnonce)
            digest = client
        }
        let message = Message.request(.register, uri: settings.registrar, headers: fields + settings.headers)
        request = message
        return [.send(message)]
    }

    private mutating func accept(
        _ response: Message, to request: Message, at now: Instant, using randomness: inout Randomness
    ) -> [RegistrationAction] {
        self.request = nil
        failures = 0
        let answered = Set(attempts.answered.keys.map(\.realm))
        acceptedRealms = (digest?.realms ?? [:]).filter { answered.contains($0.key) }
        if state == .unregistering {
            finish()
            return [.unregistered]
        }
        let own = ownContact(among: response.contacts, sent: request.contacts.first)
        let granted = grantedSeconds(response, own, asked: request.expires ?? expirySeconds)
        guard granted > 0 else {
            // The registrar says yes and keeps nothing.
            isBound = false
            return fail(at: now, using: &randomness) { .refused(status: response.statusCode ?? 200, retry: $0) }
        }
        serviceRoutes = response.addresses("Service-Route").prefix(DialogLimits.routes).compactMap {
            try? NameAddress(parsing: $0)
        }
        grant = RegistrationGrant(
            response, contact: own, namesFlow: request.contacts.first?.parameter("reg-id") != nil)
        state = .registered
        isBound = true
        wasAccepted = true
        boundSince = boundSince ?? now
        acceptedAt = now
        refusals = 0
        boundContact = request.contacts.first
        // Between three fifths and three quarters of the life: time for one more try, and no two phones at one moment.
        let milliseconds = Int64(granted) * Int64.random(in: 600...750, using: &randomness)
        nextDeadline = now.advanced(by: max(RegistrationLimits.shortestRefresh, .milliseconds(milliseconds)))
        // The server sees us elsewhere than we said: one more REGISTER puts it right. With outbound the flow counts alone.
        guard obsoleteContact != nil, !grant.requiresOutbound else { return [.registered(expirySeconds: granted)] }
        state = .refreshing
        nextDeadline = nil
        return [.registered(expirySeconds: granted)] + send(expires: expirySeconds, using: &randomness)
    }

    /// RFC 3261 §10.2.4: the life is our Contact's `expires`, else the Expires field, else what we asked for.
    private func grantedSeconds(_ response: Message, _ own: NameAddress?, asked: UInt32) -> UInt32 {
        let seconds = own?.parameter("expires").flatMap { UInt32($0) }
        return min(seconds ?? response.expires ?? asked, RegistrationLimits.longestExpirySeconds)
    }

    /// Our own Contact among those of a 2xx, which lists every binding of the address of record.
    private func ownContact(among contacts: [NameAddress], sent: NameAddress?) -> NameAddress? {
        // RFC 5626 §6: two flows of ours may have the same address, and each its own number.
        let number = sent?.parameter("reg-id")
        let numbered = contacts.filter { $0.parameter("reg-id") == number }
        let ours = (numbered.isEmpty ? contacts : numbered).first { contact in
            sent.map { contact.uri.matches($0.uri) } ?? false
        }
        // A registrar behind an address translator may list us under the address that it sees.
        return ours ?? (contacts.count == 1 ? contacts.first : nil)
    }

    /// The Contact that the registrar still has and that leads to us no more, as a REGISTER removes it (RFC 3261
    /// §10.2.2). With outbound the instance and the flow's number replace it (RFC 5626 §4.2).
    private var obsoleteContact: NameAddress? {
        guard var old = boundContact, let now = binding?.contact, !old.uri.matches(now.uri), !grant.requiresOutbound
        else { return nil }
        old.parameters = [Parameter("expires", "0")]
        return old
    }

    /// RFC 3581 §4: `received` and `rport` in our own Via say where the server sees us; our Contact is that place.
    private mutating func learnMapping(from response: Message) {
        guard rewrites < RegistrationLimits.rewrites, state != .unregistering, let contact = binding?.contact.uri,
            let via = response.topVia, let port = via.responsePort, port != 0
        else { return }
        let host = via.received ?? via.host
        let isSame = host.lowercased() == contact.host.lowercased() && port == contact.port ?? 5_060
        guard !isSame, NumericHost.isAddress(host) else { return }
        rewrites += 1
        binding?.contact.uri.host = host
        binding?.contact.uri.port = port
    }

    private mutating func answerChallenge(
        _ response: Message, to request: Message, at now: Instant, using randomness: inout Randomness
    ) -> [RegistrationAction] {
        guard var client = digest else {
            return credentialsAreRefused(atLeast: response.retryAfter, at: now, using: &randomness)
        }
        let cnonce = randomness.token(octets: 16)
        let decision = client.answer(response, to: request, attempts: &attempts, cnonce: cnonce)
        digest = client
        switch decision {
        case .retry(let fields):
            let expires = request.expires ?? expirySeconds
            return send(expires: expires, authorizations: fields, using: &randomness)
        case .unsupported where !wasAccepted && !response.challenges.isEmpty: return fail(.authenticationUnsupported)
        // A server that asks for nothing, or finds every new nonce too old: the fault is its own, and passes.
        case .refused where response.isStale, .unsupported where response.challenges.isEmpty:
            return fail(at: now, atLeast: response.retryAfter, using: &randomness) {
                .refused(status: response.statusCode ?? 401, retry: $0)
            }
        // What it asked for until now we knew: most likely it is being changed.
        case .refused, .unsupported:
            return credentialsAreRefused(atLeast: response.retryAfter, at: now, using: &randomness)
        }
    }

    /// RFC 3261 §10.3 step 7: 423 names the least life that the registrar takes.
    private mutating func raiseInterval(
        _ response: Message, at now: Instant, using randomness: inout Randomness
    ) -> [RegistrationAction] {
        guard state != .unregistering, let least = response.minExpires, least > expirySeconds,
            least <= RegistrationLimits.longestExpirySeconds, raises < RegistrationLimits.intervalRaises
        else {
            return fail(at: now, using: &randomness) { .refused(status: 423, retry: $0) }
        }
        raises += 1
        expirySeconds = least
        return send(expires: least, using: &randomness)
    }

    /// A failure that only the agent can mend.
    private mutating func fail(_ problem: RegistrationProblem) -> [RegistrationAction] {
        let wasLeaving = state == .unregistering
        finish()
        if wasLeaving { return [.unregistered] }
        state = .failed
        return [.failed(problem)]
    }

    /// 403, or a challenge again after a fresh answer. Credentials that were right in this run are hardly wrong now: the
    /// server may be loading its users. It is asked again, so seldom that no account is locked for it.
    private mutating func credentialsAreRefused(
        atLeast retryAfterSeconds: UInt32?, at now: Instant, using randomness: inout Randomness
    ) -> [RegistrationAction] {
        guard wasAccepted, state != .unregistering else { return fail(.credentialsRefused) }
        let bound = min(
            RegistrationLimits.longestRefusalWait, RegistrationLimits.refusalWait * (1 << min(refusals, 8)))
        refusals = min(refusals + 1, 8)
        finish()
        state = .failed
        pause = .obligation
        let asked = min(retryAfterSeconds ?? 0, RegistrationLimits.longestRetryAfterSeconds)
        let wait = max(bound * Int.random(in: 1000...1500, using: &randomness) / 1000, .seconds(Int64(asked)))
        nextDeadline = now.advanced(by: wait)
        return [.failed(.credentialsNoLongerAccepted(retry: wait))]
    }

    /// A failure after which a new try comes by itself (RFC 5626 §4.5): half to the whole of min(max-time, base-time × 2
    /// to the power of the failures in a row).
    private mutating func fail(
        at now: Instant, atLeast retryAfterSeconds: UInt32? = nil, using randomness: inout Randomness,
        _ problem: (Duration) -> RegistrationProblem
    ) -> [RegistrationAction] {
        let wasLeaving = state == .unregistering
        let failures = self.failures
        finish()
        if wasLeaving { return [.unregistered] }
        self.failures = failures + 1
        state = .failed
        let base = hasOtherFlow ? RegistrationLimits.baseWithOtherFlow : RegistrationLimits.base
        let bound = min(RegistrationLimits.longestBackoff, base * (1 << min(failures + 1, 8)))
        var wait = bound * Int.random(in: 500...1000, using: &randomness) / 1000
        if let retryAfterSeconds {
            wait = max(wait, .seconds(min(retryAfterSeconds, RegistrationLimits.longestRetryAfterSeconds)))
        }
        nextDeadline = now.advanced(by: wait)
        let told = problem(wait)
        pause =
            switch told {
            case .silent, .unreachable: .silence
            case .refused, .credentialsRefused, .credentialsNoLongerAccepted, .authenticationUnsupported: .answer
            }
        return [.failed(told)]
    }

    private mutating func finish() {
        state = .idle
        isBound = false
        boundSince = nil
        pause = nil
        request = nil
        nextDeadline = nil
        failures = 0
    }

    private static func branch(_ randomness: inout Randomness) -> String {
        Via.magicCookie + randomness.token(octets: 12)
    }
}

extension Message {
    /// RFC 7616 §3.3: the nonce was too old and the secret right.
    fileprivate var isStale: Bool { challenges.contains { DigestChallenge($0)?.isStale == true } }
}

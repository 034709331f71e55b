import Time

/// Our own state at a server (RFC 3903): published, kept alive, changed, removed. One PUBLISH at a time; each names the state
/// that it is about by the entity-tag of the last answer.
public struct Publication: Sendable, Equatable {
    /// Where the machine stands.
    public enum State: Sendable, Equatable, CaseIterable {
        /// Nothing is published and nothing is wished.
        case idle
        case publishing
        case published
        /// The last try failed; the next one is at `nextDeadline`.
        case waiting
        case removing
        /// Refused for good.
        case refused
    }

    /// What is published, and by whom.
    public struct Settings: Sendable, Equatable {
        /// The event package, such as `presence`.
        public var package: String
        public var contentType: String
        /// Whose state: From, To and Request-URI.
        public var publisher: NameAddress
        /// The life that we ask for, in seconds.
        public var expirySeconds: UInt32
        /// Further fields of each PUBLISH.
        public var headers: [HeaderField]

        public init(
            package: String, contentType: String, publisher: NameAddress, expirySeconds: UInt32 = 3_600,
            headers: [HeaderField] = []
        ) {
            self.package = package
            self.contentType = contentType
            self.publisher = publisher
            self.expirySeconds = expirySeconds
            self.headers = headers
        }
    }

    /// What a publication asks of its owner.
    public enum Action: Sendable, Equatable {
        case send(Message)
        case published
        case removed
        /// No later try of ours would change it.
        case refused(status: Int)
    }

    public private(set) var state: State = .idle
    /// The next refresh or try.
    public private(set) var nextDeadline: Instant?
    /// Names our state at the server (RFC 3903 §8.1); nil before the first 2xx.
    public private(set) var entityTag: String?

    private let settings: Settings
    private var binding: EventBinding?
    private var callID = ""
    private var localTag = ""
    private var sequence: UInt32 = 0
    private var expirySeconds: UInt32
    private var document: [UInt8] = []
    /// The server does not have `document` yet.
    private var isChanged = false
    /// The PUBLISH under way carries it.
    private var carriesDocument = false
    private var request: Message?
    private var failures = 0
    private var raises = 0

    public init(_ settings: Settings) {
        self.settings = settings
        expirySeconds = settings.expirySeconds
    }

    // MARK: Commands

    /// Publishes a document in place of the last one: at once, or after the answer that is awaited.
    public mutating func publish(
        _ document: [UInt8], _ binding: EventBinding, at now: Instant, using randomness: inout Randomness
    ) -> [Action] {
        self.binding = binding
        self.document = document
        isChanged = true
        failures = 0
        guard request == nil else { return [] }
        return send(using: &randomness)
    }

    /// A way out is there again: a publication that waits goes on now.
    public mutating func resume(
        _ binding: EventBinding, at now: Instant, using randomness: inout Randomness
    ) -> [Action] {
        self.binding = binding
        guard state == .waiting else { return [] }
        failures = 0
        return send(using: &randomness)
    }

    /// Takes our state from the server (RFC 3903 §4.5).
    public mutating func remove(using randomness: inout Randomness) -> [Action] {
        nextDeadline = nil
        isChanged = false
        guard entityTag != nil, state != .refused, state != .removing else {
            state = .idle
            request = nil
            return [.removed]
        }
        state = .removing
        return send(using: &randomness)
    }

    /// The deadline that `nextDeadline` named has come.
    public mutating func handleTimeout(at now: Instant, using randomness: inout Randomness) -> [Action] {
        guard nextDeadline.isDue(at: now), request == nil else { return [] }
        return send(using: &randomness)
    }

    /// There is no way out just now.
    public mutating func postpone(at now: Instant, using randomness: inout Randomness) {
        guard state == .publishing || state == .published || state == .waiting else { return }
        if request != nil && carriesDocument { isChanged = true }
        request = nil
        wait(nil, at: now, using: &randomness)
    }

    // MARK: Answers

    /// A final answer to the PUBLISH under way; others change nothing. Challenges come here only where they cannot be answered.
    public mutating func receive(
        _ response: Message, at now: Instant, using randomness: inout Randomness
    ) -> [Action] {
        guard let request, let status = response.statusCode, status >= 200,
            response.cSeq.number == request.cSeq.number, response.callID == callID
        else { return [] }
        self.request = nil
        if status >= 300 && carriesDocument && state != .removing { isChanged = true }
        switch status {
        case 200..<300: return accept(response, to: request, at: now, using: &randomness)
        case 412 where entityTag != nil && state != .removing:
            // RFC 3903 §4.3: the server knows our state no more: it is published anew, whole.
            entityTag = nil
            return send(using: &randomness)
        case 423 where state != .removing:
            guard let least = response.minExpires, least > expirySeconds, least <= EventLimits.longestExpirySeconds,
                raises < EventLimits.intervalRaises
            else { return fail(status, at: now, using: &randomness) }
            raises += 1
            expirySeconds = least
            return send(using: &randomness)
        case _: return fail(status, atLeast: response.retryAfter, at: now, using: &randomness)
        }
    }

    /// The PUBLISH had no answer in time (408), or could not be sent (503).
    public mutating func failed(
        _ request: Message, status: Int, at now: Instant, using randomness: inout Randomness
    ) -> [Action] {
        guard self.request?.cSeq.number == request.cSeq.number else { return [] }
        self.request = nil
        if carriesDocument && state != .removing { isChanged = true }
        return fail(status, at: now, using: &randomness)
    }

    /// The PUBLISH again, with credentials.
    public mutating func retry(
        _ sent: Message, authorizations: [HeaderField], using randomness: inout Randomness
    ) -> [Action] {
        guard let request, let binding, sent.cSeq.number == request.cSeq.number else { return [] }
        sequence &+= 1
        let again = sent.retried(
            branch: binding.via(using: &randomness).branch ?? "", cSeq: sequence, authorizations: authorizations)
        self.request = again
        return [.send(again)]
    }

    private mutating func accept(
        _ response: Message, to request: Message, at now: Instant, using randomness: inout Randomness
    ) -> [Action] {
        failures = 0
        raises = 0
        if state == .removing {
            entityTag = nil
            state = .idle
            return [.removed]
        }
        let tag = response.header("SIP-ETag").flatMap { $0.utf8.count <= EventLimits.entityTagOctets ? $0 : nil }
        entityTag = tag ?? entityTag
        state = .published
        if isChanged { return [.published] + send(using: &randomness) }
        let asked = request.expires ?? expirySeconds
        let granted = min(response.expires ?? asked, asked)
        // Between three fifths and three quarters of the life: time for one more try, and no two phones at one moment.
        let wait = Duration.milliseconds(Int64(granted) * Int64.random(in: 600...750, using: &randomness))
        nextDeadline = now.advanced(by: max(EventLimits.shortestRefresh, wait))
        return [.published]
    }

    private mutating func fail(
        _ status: Int, atLeast retryAfter: UInt32? = nil, at now: Instant, using randomness: inout Randomness
    ) -> [Action] {
        if state == .removing {
            entityTag = nil
            state = .idle
            return [.removed]
        }
        if Subscription.isFinal(status) {
            state = .refused
            nextDeadline = nil
            return [.refused(status: status)]
        }
        wait(retryAfter, at: now, using: &randomness)
        return []
    }

    // MARK: Inside

    private mutating func wait(_ retryAfter: UInt32?, at now: Instant, using randomness: inout Randomness) {
        state = .waiting
        let bound = min(EventLimits.longestBackoff, EventLimits.firstBackoff * (1 << min(failures, 8)))
        failures += 1
        let wait = bound * Int.random(in: 500...1000, using: &randomness) / 1000
        nextDeadline = now.advanced(
            by: max(wait, .seconds(Int64(min(retryAfter ?? 0, EventLimits.longestRetrySeconds)))))
    }

    /// RFC 3903 §4.1, table 1: a body without entity-tag is initial, with one a change; none is a refresh or, with Expires 0, a
    /// removal.
    private mutating func send(using randomness: inout Randomness) -> [Action] {
        guard let binding else { return [] }
        if callID.isEmpty {
            callID = randomness.token(octets: 12)
            localTag = randomness.token(octets: 8)
        }
        let isRemoval = state == .removing
        let hasBody = !isRemoval && (isChanged || entityTag == nil)
        if !isRemoval { state = .publishing }
        carriesDocument = hasBody
        isChanged = false
        nextDeadline = nil
        sequence &+= 1
        let resource = settings.publisher.uri
        var fields: [HeaderField] = [.via(binding.via(using: &randomness)), .maxForwards(70)]
        fields += binding.routes.map { .route($0) }
        fields += [
            .from(settings.publisher.tagged(localTag)), .to(NameAddress(uri: resource)), .callID(callID),
            .cSeq(sequence, .publish), .other("Event", settings.package), .expires(isRemoval ? 0 : expirySeconds),
        ]
        if let entityTag { fields.append(.other("SIP-If-Match", entityTag)) }
        let message = Message.request(
            .publish, uri: resource, headers: fields + settings.headers, body: hasBody ? document : [],
            contentType: hasBody ? settings.contentType : nil)
        request = message
        return [.send(message)]
    }
}

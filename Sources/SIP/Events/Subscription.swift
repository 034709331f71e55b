import Time

/// One subscription of ours to the state of somebody (RFC 6665 §4.1): kept alive, begun anew after failures, ended on
/// demand. The dialog is made by the first NOTIFY, before or after the 2xx; NOTIFYs of other forks are refused.
/// Randomness is lent at each turn: for Call-IDs, tags, branches and jitter.
public struct Subscription: Sendable, Equatable {
    /// Where the machine stands.
    public enum State: Sendable, Equatable, CaseIterable {
        /// Nothing was asked yet.
        case idle
        /// SUBSCRIBE is sent, no NOTIFY came.
        case subscribing
        /// The notifier waits for a word of the watched (RFC 6665 §4.1.3).
        case pending
        case active
        /// There is no subscription; the next try is at `nextDeadline`.
        case waiting
        /// SUBSCRIBE with Expires: 0 is sent, the last NOTIFY did not come.
        case leaving
        /// For good.
        case ended
    }

    public internal(set) var state: State = .idle
    /// The dialog with the notifier; nil before the first NOTIFY.
    public internal(set) var dialog: Dialog?

    let settings: SubscriptionSettings
    /// Where the next SUBSCRIBE leaves.
    public var binding: EventBinding?
    /// Of the subscription that stands or begins; empty before the first.
    public private(set) var callID = ""
    var localTag = ""
    /// Of our last SUBSCRIBE outside of a dialog.
    var lastSequence: UInt32 = 0
    /// The life that we ask for, raised where the notifier wants it so.
    var expirySeconds: UInt32
    /// The SUBSCRIBE that has no final answer.
    var request: Message?
    private var failures = 0
    private var raises = 0
    private var startedAt: Instant?
    private var refreshAt: Instant?
    private var expiresAt: Instant?
    /// Timer N (RFC 6665 §4.1.2.4).
    var notifyBy: Instant?
    private var retryAt: Instant?

    public init(_ settings: SubscriptionSettings) {
        self.settings = settings
        expirySeconds = settings.expirySeconds
    }

    /// When to call `handleTimeout` next.
    public var nextDeadline: Instant? {
        [refreshAt, expiresAt, notifyBy, retryAt].compactMap { $0 }.min()
    }

    // MARK: Commands

    /// Subscribes now and anew, with the first wait to come: the way out of every state.
    public mutating func subscribe(
        _ binding: EventBinding, at now: Instant, using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        self.binding = binding
        failures = 0
        return begin(at: now, using: &randomness)
    }

    /// Our own place changed: the notifier is told at once where there is a dialog, and asked anew where there is none.
    public mutating func move(
        _ binding: EventBinding, at now: Instant, using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        let isSame = self.binding == binding
        self.binding = binding
        switch state {
        case .pending, .active: return isSame ? [] : refresh(at: now, using: &randomness)
        case .subscribing: return isSame ? [] : begin(at: now, using: &randomness)
        case .waiting, .idle: return subscribe(binding, at: now, using: &randomness)
        case .leaving, .ended: return []
        }
    }

    /// Ends the subscription (RFC 6665 §4.1.2.3).
    public mutating func unsubscribe(at now: Instant, using randomness: inout Randomness) -> [SubscriptionAction] {
        switch state {
        case .idle, .waiting, .subscribing:
            // Without a dialog nothing can be ended; a NOTIFY that still comes is refused, which ends it too.
            return end(.unsubscribed)
        case .pending, .active:
            request = nil
            refreshAt = nil
            expiresAt = nil
            state = .leaving
            return sendInDialog(expires: 0, at: now, using: &randomness)
        case .leaving, .ended:
            return []
        }
    }

    /// Asks for the full state (RFC 4235 §4.3).
    public mutating func refresh(at now: Instant, using randomness: inout Randomness) -> [SubscriptionAction] {
        // A refresh under way is enough; its answer sets the next one.
        refreshAt = nil
        guard state == .active || state == .pending, request == nil else { return [] }
        raises = 0
        return sendInDialog(expires: expirySeconds, at: now, using: &randomness)
    }

    // MARK: Time

    /// The deadline that `nextDeadline` named has come.
    public mutating func handleTimeout(at now: Instant, using randomness: inout Randomness) -> [SubscriptionAction] {
        if retryAt.isDue(at: now) { return begin(at: now, using: &randomness) }
        if expiresAt.isDue(at: now) { return renew(at: now, using: &randomness) }
        if notifyBy.isDue(at: now) {
            switch state {
            case .leaving: return end(.unsubscribed)
            case .subscribing: return wait(at: now, using: &randomness)
            case .pending, .active: return renew(at: now, using: &randomness)
            case .idle, .waiting, .ended:
                notifyBy = nil
                return []
            }
        }
        return refreshAt.isDue(at: now) ? refresh(at: now, using: &randomness) : []
    }

    /// There is no way out just now: nothing is sent, and what was due comes later.
    public mutating func postpone(at now: Instant, using randomness: inout Randomness) -> [SubscriptionAction] {
        switch state {
        case .idle, .ended: return []
        case .leaving: return end(.unsubscribed)
        case .waiting, .subscribing: return wait(at: now, using: &randomness)
        case .pending, .active:
            request = nil
            notifyBy = nil
            if expiresAt.isDue(at: now) { return wait(at: now, using: &randomness) }
            refreshAt = now.advanced(by: backoff(using: &randomness))
            return []
        }
    }

    // MARK: Answers

    /// A final answer to the SUBSCRIBE under way; others change nothing. Challenges come here only where they cannot be
    /// answered (`retry`).
    public mutating func receive(
        _ response: Message, at now: Instant, using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        guard let request, let status = response.statusCode, status >= 200,
            response.cSeq.number == request.cSeq.number, response.callID == callID
        else { return [] }
        self.request = nil
        switch status {
        case 200..<300: return accept(response, to: request, at: now, using: &randomness)
        case 423 where state != .leaving: return raiseInterval(response, at: now, using: &randomness)
        case _: return fail(status, atLeast: response.retryAfter, at: now, using: &randomness)
        }
    }

    /// The SUBSCRIBE had no answer in time (408), or could not be sent (503).
    public mutating func failed(
        _ request: Message, status: Int, at now: Instant, using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        guard self.request?.cSeq.number == request.cSeq.number, request.callID == callID else { return [] }
        self.request = nil
        return fail(status, at: now, using: &randomness)
    }

    /// The SUBSCRIBE again, with credentials (RFC 3261 §22.2).
    /// - Parameter sent: the challenged request as it went out.
    public mutating func retry(
        _ sent: Message, authorizations: [HeaderField], using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        guard let request, let binding, sent.cSeq.number == request.cSeq.number, sent.callID == callID else {
            return []
        }
        let number = max(dialog?.localSequence ?? 0, request.cSeq.number) &+ 1
        let again = sent.retried(
            branch: binding.via(using: &randomness).branch ?? "", cSeq: number, authorizations: authorizations)
        dialog?.retried(again)
        lastSequence = number
        self.request = again
        return [.send(again)]
    }

    private mutating func accept(
        _ response: Message, to request: Message, at now: Instant, using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        if state == .leaving { return [] }
        dialog?.receive(response)
        let asked = request.expires ?? expirySeconds
        let granted = min(response.expires ?? asked, asked)
        // RFC 5839 §6.2: 204 says that no NOTIFY follows.
        if response.statusCode == 204 { notifyBy = nil }
        guard granted > 0 else { return renew(at: now, using: &randomness) }
        setLife(granted, at: now, using: &randomness)
        return []
    }

    mutating func setLife(_ seconds: UInt32, at now: Instant, using randomness: inout Randomness) {
        let seconds = min(seconds, EventLimits.longestExpirySeconds)
        // Between three fifths and three quarters of the life: time for one more try, and no two phones at one moment.
        let wait = Duration.milliseconds(Int64(seconds) * Int64.random(in: 600...750, using: &randomness))
        expiresAt = now.advanced(by: .seconds(Int64(seconds)))
        refreshAt = now.advanced(by: max(EventLimits.shortestRefresh, wait))
    }

    var hasLife: Bool { expiresAt != nil }

    private mutating func fail(
        _ status: Int, atLeast retryAfter: UInt32? = nil, at now: Instant, using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        switch state {
        case .leaving: return end(.unsubscribed)
        case .idle, .waiting, .ended: return []
        case .subscribing:
            if Self.isFinal(status) { return end(.refused(status: status)) }
            return wait(atLeast: retryAfter, at: now, using: &randomness)
        case .pending, .active: break
        }
        if status == 481 { return renew(at: now, using: &randomness) }
        // RFC 6665 §4.1.2.2: after these there is no subscription; after others it lives on as long as was granted.
        guard [404, 405, 410, 416, 480, 482, 483, 484, 485, 489, 501, 604].contains(status) else {
            refreshAt = now.advanced(by: backoff(atLeast: retryAfter, using: &randomness))
            notifyBy = nil
            return []
        }
        if Self.isFinal(status) { return end(.refused(status: status)) }
        return wait(atLeast: retryAfter, at: now, using: &randomness)
    }

    private mutating func raiseInterval(
        _ response: Message, at now: Instant, using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        guard let least = response.minExpires, least > expirySeconds, least <= EventLimits.longestExpirySeconds,
            raises < EventLimits.intervalRaises
        else { return fail(423, at: now, using: &randomness) }
        raises += 1
        expirySeconds = least
        return dialog == nil
            ? send(at: now, using: &randomness) : sendInDialog(expires: least, at: now, using: &randomness)
    }

    // MARK: Inside

    private mutating func begin(at now: Instant, using randomness: inout Randomness) -> [SubscriptionAction] {
        clear()
        callID = randomness.token(octets: 12)
        localTag = randomness.token(octets: 8)
        lastSequence = 0
        raises = 0
        startedAt = now
        state = .subscribing
        return [.restarted] + send(at: now, using: &randomness)
    }

    /// The subscription is gone and wanted: a fresh one at once, or after a wait where this one did not stand long.
    mutating func renew(at now: Instant, using randomness: inout Randomness) -> [SubscriptionAction] {
        if let startedAt, startedAt.duration(to: now) >= EventLimits.steady {
            failures = 0
            return begin(at: now, using: &randomness)
        }
        return wait(at: now, using: &randomness)
    }

    mutating func wait(
        atLeast retryAfter: UInt32? = nil, at now: Instant, using randomness: inout Randomness
    ) -> [SubscriptionAction] {
        clear()
        state = .waiting
        retryAt = now.advanced(by: backoff(atLeast: retryAfter, using: &randomness))
        return [.lost]
    }

    /// Half to the whole of a wait that doubles with each failure in a row.
    private mutating func backoff(atLeast retryAfter: UInt32? = nil, using randomness: inout Randomness) -> Duration {
        let bound = min(EventLimits.longestBackoff, EventLimits.firstBackoff * (1 << min(failures, 8)))
        failures += 1
        let wait = bound * Int.random(in: 500...1000, using: &randomness) / 1000
        return max(wait, .seconds(Int64(min(retryAfter ?? 0, EventLimits.longestRetrySeconds))))
    }

    mutating func end(_ reason: SubscriptionEnd) -> [SubscriptionAction] {
        clear()
        state = .ended
        return [.ended(reason)]
    }

    private mutating func clear() {
        dialog = nil
        request = nil
        refreshAt = nil
        expiresAt = nil
        notifyBy = nil
        retryAt = nil
    }
}

import Time

/// The session timer of one dialog, in both roles (RFC 4028 §7, §9, §10).
public struct SessionTimer: Sendable, Equatable {
    /// RFC 4028 §5: no interval may be shorter.
    public static let shortestSeconds: UInt32 = 90
    /// No peer's word lets a dead call stand longer: a day.
    static let longestSeconds: UInt32 = 86_400
    /// Below this no peer's word is obeyed: a refresh every few seconds would be a flood of its making.
    static let floorSeconds: UInt32 = 30
    /// 422 answers that are followed for one request.
    static let raises = 4

    private let wishedSeconds: UInt32
    /// The largest Min-SE heard; nil: none was.
    private var minimumSeconds: UInt32?
    private var raised = 0
    /// RFC 4028 §7.2: the peer knows no session timer; the refreshes are for our own knowledge.
    private var isOneSided = false
    /// The agreed interval; nil: the session does not expire.
    public private(set) var intervalSeconds: UInt32?
    /// We refresh.
    public private(set) var isRefresher = false
    /// When we refresh; nil where the peer does.
    public private(set) var refreshAt: Instant?
    /// When the session is given up without a refresh.
    public private(set) var expiresAt: Instant?

    /// - Parameter wishedSeconds: the interval to ask for; 0: none is asked for, and what the peer asks for is taken.
    public init(wishedSeconds: UInt32) {
        self.wishedSeconds = wishedSeconds == 0 ? 0 : max(wishedSeconds, Self.shortestSeconds)
    }

    // MARK: Our requests

    /// What an INVITE or UPDATE of ours says of the timer (RFC 4028 §7.1, §7.4).
    public var requestFields: [HeaderField] {
        let minimum = minimumSeconds.map { [HeaderField.other("Min-SE", "\($0)")] } ?? []
        let seconds = max(intervalSeconds ?? wishedSeconds, minimumSeconds ?? 0)
        guard seconds > 0, intervalSeconds != nil || wishedSeconds > 0 else { return minimum }
        // The roles stay as they are; the first request leaves them open.
        let refresher: SessionExpires.Refresher? = intervalSeconds == nil ? nil : isRefresher ? .uac : .uas
        let value = SessionExpires(seconds: max(seconds, Self.shortestSeconds), refresher: refresher)
        return [.other("Session-Expires", value.description)] + minimum
    }

    /// 422 (RFC 4028 §7.3): the interval grows to what is asked.
    /// - Returns: whether the request is worth another try.
    public mutating func raise(by response: Message) -> Bool {
        guard let minimum = response.minimumSessionSeconds, minimum > (minimumSeconds ?? 0), raised < Self.raises else {
            return false
        }
        raised += 1
        minimumSeconds = minimum
        return true
    }

    /// A 2xx to a request of ours (RFC 4028 §7.2).
    public mutating func accept(_ response: Message, at now: Instant) {
        let isFirst = intervalSeconds == nil
        let asked = max(intervalSeconds ?? wishedSeconds, minimumSeconds ?? 0)
        raised = 0
        if isFirst { minimumSeconds = nil }
        if let agreed = response.sessionExpires {
            isOneSided = false
            return start(agreed.seconds, isRefresher: agreed.refresher != .uas, at: now)
        }
        // Nobody but us wants a timer, and a peer that knows it may still switch it off.
        isOneSided = (isFirst || isOneSided) && asked > 0 && !response.supported.contains { $0.lowercased() == "timer" }
        if isOneSided { start(asked, isRefresher: true, at: now) } else { stop() }
    }

    /// A refresh was refused, or could not be sent, by a peer that may live: once more before the end.
    public mutating func postpone(at now: Instant) {
        // A peer that knows no timers and answered, whatever it said, is there for another interval.
        if isOneSided, let intervalSeconds { return start(intervalSeconds, isRefresher: true, at: now) }
        guard isRefresher, let expiresAt else { return }
        let rest = expiresAt - now
        refreshAt = rest > .seconds(10) ? now + rest / 2 : nil
    }

    /// The refresh is under way.
    public mutating func refreshBegan() { refreshAt = nil }

    // MARK: The peer's requests

    /// RFC 4028 §9: the Min-SE of a 422 to an INVITE or UPDATE whose interval is too small; nil: it is not.
    public func refusal(of request: Message) -> UInt32? {
        guard let asked = request.sessionExpires, asked.seconds < Self.shortestSeconds, Self.isKnown(to: request)
        else { return nil }
        return Self.shortestSeconds
    }

    /// What our 2xx to an INVITE or UPDATE says (RFC 4028 §9, table 2); the interval begins now.
    public mutating func answer(_ request: Message, at now: Instant) -> [HeaderField] {
        let isKnown = Self.isKnown(to: request)
        if let minimum = request.minimumSessionSeconds { minimumSeconds = max(minimum, minimumSeconds ?? 0) }
        let least = max(request.minimumSessionSeconds ?? 0, Self.shortestSeconds)
        var value: SessionExpires
        if let asked = request.sessionExpires {
            value = asked
            // It may be made shorter, never longer.
            if wishedSeconds > 0 { value.seconds = min(asked.seconds, max(wishedSeconds, least)) }
            value.refresher = isKnown ? asked.refresher ?? .uac : .uas
        } else if isKnown, wishedSeconds > 0 {
            value = SessionExpires(seconds: max(wishedSeconds, least), refresher: .uas)
        } else {
            // RFC 4028 §9, table 2: a peer that knows no timer is refreshed by us alone, or a call whose peer is gone would never
            // end. Its request has shown that it lives. One that knows it may switch it off.
            isOneSided = !isKnown && (isOneSided || wishedSeconds > 0)
            let seconds = intervalSeconds ?? max(wishedSeconds, least)
            if isOneSided { start(seconds, isRefresher: true, at: now) } else { stop() }
            return []
        }
        isOneSided = false
        start(value.seconds, isRefresher: value.refresher == .uas, at: now)
        let field = HeaderField.other("Session-Expires", value.description)
        return isKnown ? [.require(["timer"]), field] : [field]
    }

    private static func isKnown(to request: Message) -> Bool {
        (request.supported + request.require).contains { $0.lowercased() == "timer" }
    }

    /// RFC 4028 §10: half the interval to the refresh, and a last part of it in which nothing comes any more.
    private mutating func start(_ seconds: UInt32, isRefresher: Bool, at now: Instant) {
        let interval = min(max(seconds, Self.floorSeconds), Self.longestSeconds)
        intervalSeconds = interval
        self.isRefresher = isRefresher
        refreshAt = isRefresher ? now + .seconds(Int64(interval)) / 2 : nil
        expiresAt = now + .seconds(Int64(interval)) - min(.seconds(32), .seconds(Int64(interval)) / 3)
    }

    private mutating func stop() {
        intervalSeconds = nil
        isRefresher = false
        refreshAt = nil
        expiresAt = nil
    }
}

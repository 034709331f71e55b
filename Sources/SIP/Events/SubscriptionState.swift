/// The Subscription-State of a NOTIFY (RFC 6665 §4.1.3, §8.2.3).
public struct SubscriptionState: Sendable, Equatable {
    /// The states; one that is not known counts as active where the field is absent, as pending otherwise: the notifier
    /// keeps the subscription (RFC 6665 §4.1.3).
    public enum Phase: Sendable, Equatable { case active, pending, terminated }

    public var phase: Phase
    /// Why it ended, in lower case.
    public var reason: String?
    /// In seconds.
    public var expires: UInt32?
    /// In seconds.
    public var retryAfter: UInt32?

    /// - Parameter value: of the header field; nil where it is absent, as from elements older than RFC 3265.
    public init(_ value: String?) {
        let parts = (value ?? "active").split(separator: ";").map { $0.trimmedBlanks }
        switch parts.first?.lowercased() {
        case "active": phase = .active
        case "terminated": phase = .terminated
        case _: phase = .pending
        }
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmedBlanks }
            guard pair.count == 2 else { continue }
            let text = String(pair[1].filter { $0 != "\"" })
            switch pair[0].lowercased() {
            case "reason": reason = text.lowercased()
            case "expires": expires = UInt32(text)
            case "retry-after": retryAfter = UInt32(text)
            case _: continue
            }
        }
    }
}

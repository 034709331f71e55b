/// What was already answered for one request, across its retries: kept beside the request, new for each new request.
public struct DigestAttempts: Sendable, Equatable {
    /// The spaces whose fresh challenge was answered, with the nonce.
    var answered: [ProtectionSpace: String] = [:]
    /// How often the request was sent again.
    public internal(set) var count = 0

    public init() {}
}

/// Every bound of authentication, with the reason for its size.
public enum DigestLimits {
    /// Retries of one request: a registrar and a few proxies, each with a stale nonce; more is a loop.
    public static let attempts = 6
    /// Realms remembered by one client: the registrar's and its proxies'.
    public static let spaces = 8
}

/// What to do with a 401 or 407.
public enum DigestDecision: Sendable, Equatable {
    /// Send the request again (`Message.retried`) with these Authorization and Proxy-Authorization fields.
    case retry([HeaderField])
    /// The credentials were refused: the same challenge came after an answer, and the nonce was not stale.
    case refused
    /// Nothing offered is known here: another scheme, algorithm or quality of protection, or a stored hash that does
    /// not fit.
    case unsupported
}

/// The client side of digest authentication (RFC 7616, RFC 8760, RFC 3261 §22) for one account: remembers the last
/// nonce of each realm and counts its uses, so that later requests carry credentials at once.
public struct DigestClient: Sendable, Equatable {
    private struct Space: Sendable, Equatable {
        var challenge: DigestChallenge
        var count: UInt32 = 0
    }

    private let credentials: DigestCredentials
    private var spaces: [ProtectionSpace: Space] = [:]
    /// The spaces in the order in which they were learnt.
    private var order: [ProtectionSpace] = []

    public init(_ credentials: DigestCredentials) {
        self.credentials = credentials
    }

    /// Credentials for the realms already known, for a new request; empty before the first challenge.
    /// - Parameter cnonce: fresh random text.
    public mutating func authorizations(method: Method, uri: URI, cnonce: String) -> [HeaderField] {
        order.compactMap { authorization(for: $0, methodName: method.name, uri: uri.description, cnonce: cnonce) }
    }

    /// The realms whose challenges were answered, each with the strength of the last one.
    public var realms: [String: DigestStrength] {
        Dictionary(
            order.compactMap { space in spaces[space].map { (space.realm, $0.challenge.strength) } },
            uniquingKeysWith: { $0.joined(with: $1) })
    }

    /// Answers a 401 or 407 to a request.
    /// - Parameters:
    ///   - attempts: of this request; a refusal is told from it.
    ///   - cnonce: fresh random text.
    ///   - realms: those that may be answered, each with the least strength that a challenge must have: nobody on the way
    ///     gains by weakening one (RFC 8760 §2.4); nil: any. A challenge of another realm alone is refused.
    public mutating func answer(
        _ response: Message, to request: Message, attempts: inout DigestAttempts, cnonce: String,
        realms: [String: DigestStrength]? = nil
    ) -> DigestDecision {
        guard attempts.count < DigestLimits.attempts else { return .refused }
        let all = response.challenges.compactMap { DigestChallenge($0) }
        let expected = realms.map { realms in all.filter { realms[$0.realm] != nil } } ?? all
        if expected.isEmpty, !all.isEmpty { return .refused }
        let offered = expected.filter { challenge in
            isUsable(challenge) && challenge.strength.isEnough(for: realms?[challenge.realm] ?? .least)
        }
        var chosen: [DigestChallenge] = []
        for offer in offered where !chosen.contains(where: { $0.space == offer.space }) {
            let usable = offered.filter { $0.space == offer.space }
            // RFC 8760 §2.4 lets policy decide: the strongest, so that nobody on the way can strike out the better one
            // and gain.
            if let best = usable.max(by: { $0.algorithm < $1.algorithm }) { chosen.append(best) }
        }
        guard !chosen.isEmpty else { return .unsupported }
        for challenge in chosen {
            if let nonce = attempts.answered[challenge.space], !challenge.isStale || nonce == challenge.nonce {
                return .refused
            }
        }
        for challenge in chosen {
            attempts.answered[challenge.space] = challenge.nonce
            learn(challenge)
        }
        attempts.count += 1
        let spaces = chosen.map(\.space) + earlierSpaces(of: request, besides: chosen)
        let fields = spaces.compactMap {
            authorization(for: $0, methodName: request.methodName, uri: request.requestURI.description, cnonce: cnonce)
        }
        return fields.isEmpty ? .unsupported : .retry(fields)
    }

    /// The other realms whose fields are made anew: those under a name that `Message.retried` replaces, and those that
    /// the request carried, so that no server sees a nonce count twice.
    private func earlierSpaces(of request: Message, besides chosen: [DigestChallenge]) -> [ProtectionSpace] {
        order.filter { space in
            guard !chosen.contains(where: { $0.space == space }) else { return false }
            let isReplaced = chosen.contains { $0.isProxy == space.isProxy }
            return isReplaced || request.header(space.isProxy ? "Proxy-Authorization" : "Authorization") != nil
        }
    }

    private func isUsable(_ challenge: DigestChallenge) -> Bool {
        credentials.ha1(realm: challenge.realm, algorithm: challenge.algorithm) != nil
    }

    private mutating func learn(_ challenge: DigestChallenge) {
        let space = challenge.space
        if spaces[space]?.challenge.nonce == challenge.nonce {
            spaces[space]?.challenge = challenge
            return
        }
        if spaces[space] == nil {
            if order.count >= DigestLimits.spaces { spaces[order.removeFirst()] = nil }
            order.append(space)
        }
        spaces[space] = Space(challenge: challenge)
    }

    private mutating func authorization(
        for space: ProtectionSpace, methodName: String, uri: String, cnonce: String
    ) -> HeaderField? {
        guard var entry = spaces[space] else { return nil }
        let challenge = entry.challenge
        guard let ha1 = credentials.ha1(realm: challenge.realm, algorithm: challenge.algorithm) else { return nil }
        entry.count &+= 1
        spaces[space] = entry
        let protection = challenge.isProtected ? DigestResponse.Protection(count: entry.count, cnonce: cnonce) : nil
        let digest = DigestResponse(
            algorithm: challenge.algorithm, ha1: ha1, nonce: challenge.nonce, protection: protection,
            methodName: methodName, uri: uri)
        guard let value = digest.value else { return nil }
        // RFC 3261 §25.1, RFC 7616 §3.4: algorithm, nc and qop are tokens, the rest is quoted.
        var items = [
            "username=\(Self.quoted(credentials.username))", "realm=\(Self.quoted(challenge.realm))",
            "nonce=\(Self.quoted(challenge.nonce))", "uri=\(Self.quoted(uri))", "response=\"\(value)\"",
        ]
        if challenge.isAlgorithmNamed { items.append("algorithm=\(challenge.algorithm.rawValue)") }
        if let protection {
            items += ["cnonce=\(Self.quoted(protection.cnonce))", "qop=auth", "nc=\(protection.countText)"]
        }
        if let opaque = challenge.opaque { items.append("opaque=\(Self.quoted(opaque))") }
        let text = "Digest " + items.joined(separator: ", ")
        return space.isProxy ? .proxyAuthorization(text) : .authorization(text)
    }

    /// A quoted string of RFC 3261 §25.1: backslash and quote are escaped.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}

/// A challenge of the Digest scheme as it is understood here (RFC 7616 §3.3).
struct DigestChallenge: Sendable, Equatable {
    var isProxy: Bool
    var realm: String
    var nonce: String
    var opaque: String?
    var algorithm: DigestAlgorithm
    /// The challenge named its algorithm, so the answer does too.
    var isAlgorithmNamed: Bool
    /// `auth` is offered; false: the form without qop of RFC 2069.
    var isProtected: Bool
    /// The nonce is too old, the secret was right.
    var isStale: Bool

    /// nil for another scheme, an unknown algorithm, `auth-int` alone, or without realm or nonce.
    init?(_ challenge: Challenge) {
        guard challenge.scheme.lowercased() == "digest", let realm = challenge.parameter("realm"),
            let nonce = challenge.parameter("nonce"), !nonce.isEmpty,
            let algorithm = DigestAlgorithm(token: challenge.parameter("algorithm"))
        else { return nil }
        isProxy = challenge.isProxy
        self.realm = realm
        self.nonce = nonce
        opaque = challenge.parameter("opaque")
        self.algorithm = algorithm
        isAlgorithmNamed = challenge.parameter("algorithm") != nil
        isStale = challenge.parameter("stale")?.lowercased() == "true"
        if let offered = challenge.parameter("qop") {
            let tokens = offered.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }
            guard tokens.contains("auth") else { return nil }
            isProtected = true
        } else {
            isProtected = false
        }
    }

    var strength: DigestStrength { DigestStrength(algorithm: algorithm, isProtected: isProtected) }

    var space: ProtectionSpace { ProtectionSpace(isProxy: isProxy, realm: realm) }
}

/// Whose challenge it is: a server and a proxy with one realm are two (RFC 3261 §22.1, §22.3).
struct ProtectionSpace: Sendable, Hashable {
    var isProxy: Bool
    var realm: String
}

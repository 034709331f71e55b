/// How well a challenge protects the secret.
public struct DigestStrength: Sendable, Equatable {
    public var algorithm: DigestAlgorithm
    /// With `qop=auth`; false: the form of RFC 2069, whose answers depend on nothing that the client chose.
    public var isProtected: Bool

    public init(algorithm: DigestAlgorithm, isProtected: Bool) {
        self.algorithm = algorithm
        self.isProtected = isProtected
    }

    /// Any challenge is as strong.
    public static let least = DigestStrength(algorithm: .md5, isProtected: false)

    /// Whether a challenge of this strength may be answered where the other one was accepted before.
    func isEnough(for other: DigestStrength) -> Bool {
        algorithm >= other.algorithm && (isProtected || !other.isProtected)
    }

    /// The better of both in each respect.
    public func joined(with other: DigestStrength) -> DigestStrength {
        DigestStrength(algorithm: max(algorithm, other.algorithm), isProtected: isProtected || other.isProtected)
    }
}

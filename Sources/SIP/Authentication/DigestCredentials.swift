/// Who we are to a server that challenges: never printed.
public struct DigestCredentials: Sendable, Equatable, CustomStringConvertible {
    /// The secret, by which of its two forms it is known.
    public enum Secret: Sendable, Equatable, CustomStringConvertible {
        case password(String)
        /// H(username:realm:password) in hexadecimal, made for one realm and one hash: 32 digits for MD5, 64 for the
        /// SHA-2 ones.
        case ha1(String)

        public var description: String { "••••" }
    }

    public var username: String
    public var secret: Secret
    /// Challenges of a weaker algorithm are not answered.
    public var weakest: DigestAlgorithm

    public init(username: String, secret: Secret, weakest: DigestAlgorithm = .md5) {
        self.username = username
        self.secret = secret
        self.weakest = weakest
    }

    public var description: String { "credentials ••••" }

    /// H(A1) of RFC 7616 §3.4.2; nil where the stored hash is of another algorithm, or this one is too weak.
    func ha1(realm: String, algorithm: DigestAlgorithm) -> String? {
        guard algorithm >= weakest else { return nil }
        switch secret {
        case .password(let password):
            return algorithm.hash("\(username):\(realm):\(password)")
        case .ha1(let stored):
            let text = stored.lowercased()
            guard text.utf8.count == algorithm.digits, text.allSatisfy(\.isHexDigit) else { return nil }
            return text
        }
    }
}

extension DigestCredentials: CustomDebugStringConvertible, CustomReflectable {
    public var debugDescription: String { description }
    /// `dump` and string interpolation of a value that holds this one show nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension DigestCredentials.Secret: CustomDebugStringConvertible, CustomReflectable {
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

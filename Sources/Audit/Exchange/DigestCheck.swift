import SIP

/// The server's side of digest authentication (RFC 7616 §3.4.1) for the one line of the exchange.
struct DigestCheck: Sendable {
    static let realm = "clairvoix"
    private let user: String
    private let password: String
    /// New for each scenario.
    private let nonce: String

    init(user: String, password: String, nonce: String) {
        self.user = user
        self.password = password
        self.nonce = nonce
    }

    /// What a request without credentials is answered with.
    var challenge: HeaderField {
        .other(
            "WWW-Authenticate",
            "Digest realm=\"\(Self.realm)\", nonce=\"\(nonce)\", algorithm=SHA-256, qop=\"auth\"")
    }

    /// Whether a request has credentials for this challenge, right or wrong; those for an older one are asked for anew.
    func hasCredentials(_ request: Message) -> Bool { credentials(of: request) != nil }

    func accepts(_ request: Message) -> Bool {
        guard let given = credentials(of: request), let uri = given.parameter("uri"),
            let response = given.parameter("response"),
            let algorithm = DigestAlgorithm(token: given.parameter("algorithm")), given.parameter("username") == user,
            let ha1 = algorithm.hash("\(user):\(Self.realm):\(password)"),
            let ha2 = algorithm.hash("\(request.methodName):\(uri)")
        else { return false }
        var middle = nonce
        if let quality = given.parameter("qop") {
            guard let count = given.parameter("nc"), let cnonce = given.parameter("cnonce") else { return false }
            middle += ":\(count):\(cnonce):\(quality)"
        }
        return algorithm.hash("\(ha1):\(middle):\(ha2)") == response.lowercased()
    }

    private func credentials(of request: Message) -> Challenge? {
        request.credentials.first {
            $0.scheme.lowercased() == "digest" && $0.parameter("realm") == Self.realm && $0.parameter("nonce") == nonce
        }
    }
}

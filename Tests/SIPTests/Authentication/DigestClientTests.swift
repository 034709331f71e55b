import Testing

@testable import SIP

@Suite struct DigestClientTests {
    static func request(_ extra: [HeaderField] = []) throws -> Message {
        let alice = try NameAddress(parsing: "<sip:alice@example.org>")
        return Message.request(
            .register, uri: try URI(parsing: "sip:example.org"),
            headers: [
                .via(Via(transport: .udp, host: "192.0.2.1", port: 5060, branch: "z9hG4bKa")), .from(alice.tagged("1")),
                .to(alice), .callID("c"), .cSeq(1, .register),
            ] + extra)
    }

    static func challenge(_ values: [String], status: Int = 401) throws -> Message {
        let name = status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate"
        return Message.response(
            to: try request(), status: status, toTag: "2", headers: values.map { HeaderField.other(name, $0) })
    }

    static let credentials = DigestCredentials(username: "alice", secret: .password("wonderland"))

    /// The values of the fields of a retry; empty for another decision.
    static func fields(_ decision: DigestDecision) -> [String] {
        guard case .retry(let fields) = decision else { return [] }
        return fields.map { "\($0.name): \($0.value)" }
    }

    func answer(_ values: [String], credentials: DigestCredentials = credentials) throws -> DigestDecision {
        var client = DigestClient(credentials)
        var attempts = DigestAttempts()
        return client.answer(try Self.challenge(values), to: try Self.request(), attempts: &attempts, cnonce: "cc")
    }

    @Test func theWholeFieldAsTheGrammarHasIt() throws {
        let decision = try answer([#"Digest realm="r", nonce="n", qop="auth,auth-int", opaque="o", algorithm=MD5"#])
        let ha1 = try #require(DigestAlgorithm.md5.hash("alice:r:wonderland"))
        let ha2 = try #require(DigestAlgorithm.md5.hash("REGISTER:sip:example.org"))
        let response = try #require(DigestAlgorithm.md5.hash("\(ha1):n:00000001:cc:auth:\(ha2)"))
        #expect(
            Self.fields(decision) == [
                "Authorization: Digest username=\"alice\", realm=\"r\", nonce=\"n\", uri=\"sip:example.org\", "
                    + "response=\"\(response)\", algorithm=MD5, cnonce=\"cc\", qop=auth, nc=00000001, opaque=\"o\""
            ])
    }

    @Test func theFormOfRFC2069HasNoCounter() throws {
        let field = try #require(Self.fields(try answer([#"Digest realm="r", nonce="n""#])).first)
        #expect(
            !field.contains("nc=") && !field.contains("qop") && !field.contains("cnonce")
                && !field.contains("algorithm"))
    }

    @Test(arguments: [
        (["MD5", "SHA-256", "SHA-512-256"], "SHA-512-256"), (["SHA-256", "MD5"], "SHA-256"),
        (["MD5", "SHA-256"], "SHA-256"),
        (["MD5", "SHA-256-sess"], "MD5"), (["NEW-1", "MD5"], "MD5"),
    ])
    func theStrongestKnownIsTaken(offered: [String], taken: String) throws {
        let decision = try answer(offered.map { "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=\($0)" })
        #expect(Self.fields(decision).count == 1)
        #expect(Self.fields(decision).first?.contains("algorithm=\(taken),") == true)
    }

    @Test(arguments: [
        [#"Basic realm="r""#], [#"Digest realm="r", nonce="n", qop="auth-int""#],
        [#"Digest realm="r", nonce="n", algorithm=MD5-sess"#], [#"Digest nonce="n""#], [#"Digest realm="r""#], [],
    ])
    func whatIsNotKnownIsUnsupported(values: [String]) throws {
        #expect(try answer(values) == .unsupported)
    }

    /// A stored hash answers only the algorithm that it can be of.
    @Test func theStoredHashChoosesTheAlgorithm() throws {
        let ha1 = try #require(DigestAlgorithm.md5.hash("alice:r:wonderland"))
        let stored = DigestCredentials(username: "alice", secret: .ha1(ha1))
        let both = ["SHA-256", "MD5"].map { "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=\($0)" }
        #expect(Self.fields(try answer(both, credentials: stored)).first?.contains("algorithm=MD5") == true)
        #expect(try answer([both[0]], credentials: stored) == .unsupported)
    }

    @Test func aSecondChallengeIsARefusalUnlessTheNonceWasStale() throws {
        var client = DigestClient(Self.credentials)
        var attempts = DigestAttempts()
        func next(_ value: String) throws -> DigestDecision {
            client.answer(try Self.challenge([value]), to: try Self.request(), attempts: &attempts, cnonce: "cc")
        }
        #expect(Self.fields(try next(#"Digest realm="r", nonce="n1", qop="auth""#)).count == 1)
        #expect(Self.fields(try next(#"Digest realm="r", nonce="n2", qop="auth", stale=TRUE"#)).count == 1)
        // A server that makes a new nonce each time refuses us too.
        #expect(try next(#"Digest realm="r", nonce="n3", qop="auth""#) == .refused)
        #expect(try next(#"Digest realm="r", nonce="n2", qop="auth", stale=true"#) == .refused)
    }

    @Test func staleForEverReachesTheLimit() throws {
        var client = DigestClient(Self.credentials)
        var attempts = DigestAttempts()
        for number in 0..<DigestLimits.attempts {
            let response = try Self.challenge(["Digest realm=\"r\", nonce=\"n\(number)\", qop=\"auth\", stale=true"])
            let decision = client.answer(response, to: try Self.request(), attempts: &attempts, cnonce: "c")
            #expect(Self.fields(decision).count == 1)
        }
        let last = try Self.challenge([#"Digest realm="r", nonce="last", qop="auth", stale=true"#])
        #expect(client.answer(last, to: try Self.request(), attempts: &attempts, cnonce: "c") == .refused)
    }

    @Test func laterRequestsCarryTheNextCount() throws {
        var client = DigestClient(Self.credentials)
        var attempts = DigestAttempts()
        let uri = try URI(parsing: "sip:example.org")
        #expect(client.authorizations(method: .register, uri: uri, cnonce: "x").isEmpty)
        let response = try Self.challenge([#"Digest realm="r", nonce="n", qop="auth""#])
        _ = client.answer(response, to: try Self.request(), attempts: &attempts, cnonce: "c")
        let second = client.authorizations(method: .invite, uri: uri, cnonce: "x")
        #expect(second.count == 1 && second[0].value.contains("nc=00000002"))
        // A new request may be challenged anew, and is answered.
        var fresh = DigestAttempts()
        let renewed = try Self.challenge([#"Digest realm="r", nonce="m", qop="auth""#])
        let decision = client.answer(renewed, to: try Self.request(second), attempts: &fresh, cnonce: "c")
        #expect(Self.fields(decision).first?.contains("nc=00000001") == true)
    }

    /// RFC 3261 §22.3: several proxies and the registrar, each with its realm.
    @Test func everyProxyAndTheRegistrarGetTheirOwn() throws {
        var client = DigestClient(Self.credentials)
        var attempts = DigestAttempts()
        let proxies = try Self.challenge(
            [#"Digest realm="p1", nonce="a", qop="auth""#, #"Digest realm="p2", nonce="b", qop="auth""#], status: 407)
        let first = client.answer(proxies, to: try Self.request(), attempts: &attempts, cnonce: "c")
        #expect(Self.fields(first).map { $0.prefix(20) } == ["Proxy-Authorization:", "Proxy-Authorization:"])
        guard case .retry(let fields) = first else { return }
        let retried = try Self.request().retried(branch: "z9hG4bKb", cSeq: 2, authorizations: fields)
        #expect(retried.headers("Proxy-Authorization").count == 2 && retried.cSeq.number == 2)
        let registrar = try Self.challenge([#"Digest realm="r", nonce="c", qop="auth""#])
        let second = Self.fields(client.answer(registrar, to: retried, attempts: &attempts, cnonce: "c"))
        #expect(second.count == 3)
        #expect(second.filter { $0.hasPrefix("Proxy-") }.allSatisfy { $0.contains("nc=00000002") })
    }

    @Test func realmsAreForgottenBeyondTheLimit() throws {
        var client = DigestClient(Self.credentials)
        for number in 0...DigestLimits.spaces {
            var attempts = DigestAttempts()
            let response = try Self.challenge(["Digest realm=\"r\(number)\", nonce=\"n\", qop=\"auth\""])
            _ = client.answer(response, to: try Self.request(), attempts: &attempts, cnonce: "c")
        }
        let fields = client.authorizations(method: .register, uri: try URI(parsing: "sip:example.org"), cnonce: "c")
        #expect(fields.count == DigestLimits.spaces)
        #expect(!fields.contains { $0.value.contains("realm=\"r0\"") })
    }

    @Test(arguments: [
        (#"al"ice"#, #""al\"ice""#), (#"a\b"#, #""a\\b""#), ("a\"\u{301}b", "\"a\\\"\u{301}b\""), ("", #""""#),
    ])
    func quotesAreEscaped(text: String, quoted: String) {
        #expect(Array(DigestClient.quoted(text).utf8) == Array(quoted.utf8))
    }

    @Test func secretsAreNeverPrinted() {
        for secret in [DigestCredentials.Secret.password("wonderland"), .ha1("wonderland")] {
            let credentials = DigestCredentials(username: "alice", secret: secret)
            let client = DigestClient(credentials)
            var dumped = ""
            dump(client, to: &dumped)
            for text in [
                "\(credentials)", String(reflecting: credentials), "\(client)", String(reflecting: client), dumped,
                "\(secret)",
            ] {
                #expect(!text.contains("wonderland"))
            }
        }
    }
}

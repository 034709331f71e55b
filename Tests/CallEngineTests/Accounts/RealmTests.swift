import SIP
import Testing

@testable import CallEngine

/// In which realms a line's credentials are given: those in which one of its registrars accepted them.
@Suite struct RealmTests {
    static let first = Bench.place("192.0.2.1")
    static let second = Bench.place("192.0.2.2")

    static func challenge(_ realm: String, _ field: String = "WWW-Authenticate", nonce: String = "n1") -> String {
        "\(field): Digest realm=\"\(realm)\", nonce=\"\(nonce)\", qop=\"auth\""
    }

    /// Registered at the first registrar in realm "one", then, since that fell silent, at the second one in realm "two".
    static func failedOver() throws -> Bench {
        var bench = Bench.registering([ServerTarget(first), ServerTarget(second)])
        bench.start()
        try register(&bench, at: first, realm: "one")
        bench.awaitRefresh()
        bench.advance(by: .milliseconds(Limits.candidatePatienceMilliseconds))
        #expect(bench.destination(.register) == second)
        try register(&bench, at: second, realm: "two")
        #expect(bench.core.accounts[0].state == .registered)
        return bench
    }

    static func register(_ bench: inout Bench, at place: TransportAddress, realm: String) throws {
        let asked = try #require(bench.last(.register))
        bench.deliver(Peer.answer(asked, 401, headers: [challenge(realm)], contact: nil), from: place)
        try bench.grant(from: place)
    }

    @Test(arguments: [("one", true), ("two", true), ("evil.example", false)])
    func afterAFailOverBothRegistrarsRealmsAreTheLines(realm: String, isAnswered: Bool) throws {
        var bench = try Self.failedOver()
        _ = bench.takeSent()
        bench.command(.dial(to: "bob", account: nil, token: 1))
        let invite = try #require(bench.last(.invite))
        let field = Self.challenge(realm, "Proxy-Authenticate", nonce: "n7")
        bench.deliver(Peer.answer(invite, 407, headers: [field], contact: nil), from: Self.second)
        let again = bench.requests(.invite).filter { $0.header("Proxy-Authorization")?.contains(realm) == true }
        #expect(again.count == (isAnswered ? 1 : 0))
    }

    /// A realm that was answered in a try that failed has proved nothing.
    @Test func theRealmOfARefusedTryIsNotTheLines() throws {
        var bench = Bench.registering([ServerTarget(Self.first)])
        bench.start()
        let asked = try #require(bench.last(.register))
        bench.receive(Peer.answer(asked, 401, headers: [Self.challenge("evil.example")], contact: nil))
        bench.receive(Peer.answer(try #require(bench.last(.register)), 500, contact: nil))
        bench.advance(by: .seconds(61))
        try Self.register(&bench, at: Self.first, realm: "one")
        #expect(bench.core.lines[0].realms.keys.sorted() == ["one"])
    }

    @Test func realmsWithoutEndAreNotKept() throws {
        var bench = try Self.failedOver()
        for number in 0..<(2 * Limits.realms) {
            bench.command(.register(AccountID(0)))
            let place = try #require(bench.destination(.register))
            try Self.register(&bench, at: place, realm: "r\(number)")
        }
        let realms = bench.core.lines[0].realms
        #expect(realms.count <= Limits.realms && realms["r\(2 * Limits.realms - 1)"] != nil)
    }

    /// How often a challenge to the line's INVITE is answered.
    static func answers(_ bench: inout Bench, to challenge: String) throws -> Int {
        _ = bench.takeSent()
        bench.command(.dial(to: "bob", account: nil, token: 1))
        let invite = try #require(bench.last(.invite))
        bench.deliver(Peer.answer(invite, 407, headers: [challenge], contact: nil), from: first)
        return bench.requests(.invite).count { $0.header("Proxy-Authorization") != nil }
    }

    /// A line whose server asked for nothing: a callee's challenge comes back through that server too.
    @Test(arguments: [("example.org", 1), ("192.0.2.1", 1), ("asterisk", 1), ("evil.example", 0)], [true, false])
    func aLineThatKnowsNoRealmAnswersItsDomainsAndItsSettings(realm: (String, Int), registers: Bool) throws {
        var account = AccountSettings(
            address: "sip:alice@example.org", name: "A", secret: .password("pa55-w0rd"),
            registrars: registers ? [ServerTarget(Self.first)] : [], outboundProxy: ServerTarget(Self.first))
        account.realms = ["asterisk"]
        var bench = Bench(EngineSettings(accounts: [account]))
        bench.start()
        if registers { try bench.grant(from: Self.first) }
        #expect(try Self.answers(&bench, to: Self.challenge(realm.0, "Proxy-Authenticate")) == realm.1)
    }

    /// RFC 8760 §2.4: what the registrar protected well is given to nobody for less.
    @Test(arguments: [
        (", qop=\"auth\", algorithm=SHA-256", 1), (", qop=\"auth\", algorithm=SHA-512-256", 1),
        (", qop=\"auth\", algorithm=MD5", 0), (", qop=\"auth\"", 0), (", algorithm=SHA-256", 0), ("", 0),
    ]) func aWeakerChallengeThanTheRegistrarsIsNotAnswered(parameters: String, count: Int) throws {
        var bench = Bench.registering([ServerTarget(Self.first)])
        bench.start()
        let asked = try #require(bench.last(.register))
        let strong = Self.challenge("one") + ", algorithm=SHA-256"
        bench.deliver(Peer.answer(asked, 401, headers: [strong], contact: nil), from: Self.first)
        try bench.grant(from: Self.first)
        let field = "Proxy-Authenticate: Digest realm=\"one\", nonce=\"chosen\"" + parameters
        #expect(try Self.answers(&bench, to: field) == count)
    }

    @Test func anAccountMayRefuseMD5() throws {
        var bench = Bench.registering([ServerTarget(Self.first)]) { $0.takesMD5 = false }
        bench.start()
        let asked = try #require(bench.last(.register))
        bench.deliver(Peer.answer(asked, 401, headers: [Self.challenge("one")], contact: nil), from: Self.first)
        #expect(bench.core.accounts[0].state == .failed(.authenticationUnsupported) && bench.registrations == 1)
    }
}

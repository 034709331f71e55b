import CallEngine
import SIP
import Testing

/// What a stranger may do to a line: not ring on a registered one, and never see its credentials.
@Suite struct StrangerTests {
    static let stranger = TransportAddress(transport: .udp, host: "198.51.100.1", port: 5_060)
    static let challenge = "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\""

    static func registered() throws -> Bench {
        var (bench, register) = try AccountTests.started()
        bench.receive(Peer.answer(register, 200, contact: AccountTests.contact(register)))
        return bench
    }

    static func authorizations(_ bench: Bench) -> Int {
        bench.sent.count { $0.header("Authorization") != nil || $0.header("Proxy-Authorization") != nil }
    }

    /// Over UDP one socket serves everybody: the flow of the registrar brings a stranger's INVITE too.
    @Test func aRegisteredLineRingsForItsServerOnly() throws {
        var bench = try Self.registered()
        bench.receive(Peer.invite(), from: Self.stranger)
        #expect(bench.lastAnswer(.invite)?.statusCode == 404 && bench.core.calls.isEmpty)
        var otherPort = Bench.server
        otherPort.port = 5_062
        bench.receive(Peer.invite(branch: "z9hG4bKin2", callID: "incoming-2"), from: otherPort)
        #expect(bench.lastAnswer(.invite)?.statusCode == 180 && bench.core.calls.count == 1)
    }

    /// Who has the Contact has it from the registrar; the call is told under the number that it was made to.
    @Test func theUnguessableContactRings() throws {
        var (bench, register) = try AccountTests.started()
        bench.receive(Peer.answer(register, 200, contact: AccountTests.contact(register)))
        let token = try #require(register.contacts.first?.uri.user)
        let invite = Peer.invite().replacing("sip:alice@192.0.2.10:5062", with: "sip:\(token)@192.0.2.10:5062")
        bench.receive(invite, from: Self.stranger)
        #expect(bench.core.calls.first?.dialledUser == "alice")
        var other = Bench(Bench.settings(registers: true), seed: [9])
        other.start()
        #expect(other.last(.register)?.contacts.first?.uri.user != token)
    }

    /// Every place that the server's name leads to may call, whichever one we registered at.
    @Test func aPlaceOfTheServersNameRings() throws {
        var bench = RegistrarListTests.named()
        bench.start()
        try bench.grant(from: RegistrarListTests.first)
        bench.receive(Peer.invite(), from: RegistrarListTests.second)
        #expect(bench.lastAnswer(.invite)?.statusCode == 180)
    }

    /// A connection that a stranger opens is no registered flow; one from the server is.
    @Test(arguments: [("198.51.100.1", false), ("192.0.2.1", true)])
    func aConnectionFromOutsideIsJudgedByItsAddress(host: String, rings: Bool) throws {
        var bench = try Self.registered()
        let source = Bench.place(host, .tcp, port: 33_000)
        bench.input(.flowAccepted(FlowID(-1), local: Bench.place("192.0.2.10", .tcp), remote: source))
        let octets = Peer.invite().replacing("\n", with: "\r\n")
        bench.input(.received(Array(octets.utf8), on: FlowID(-1), from: source))
        #expect(bench.core.calls.isEmpty == !rings)
    }

    /// Whatever the method and the user, the answer is the same, made without a transaction, and tells nothing of us.
    @Test(arguments: ["OPTIONS", "MESSAGE", "SUBSCRIBE", "NOTIFY", "REFER", "REGISTER", "INVITE"])
    func strangersAreAnsweredAlike(method: String) throws {
        var bench = try Self.registered()
        let deadline = bench.core.nextDeadline
        bench.receive(
            Peer.request(method, branch: "z9hG4bKscan", uri: "sip:100@192.0.2.10", cSeq: 1), from: Self.stranger)
        let answer = try #require(bench.sent.last)
        #expect(answer.statusCode == 404 && answer.header("User-Agent") == nil && answer.header("Allow") == nil)
        #expect(bench.core.nextDeadline == deadline)
        // RFC 3261 §8.2.7: a copy gets the same answer.
        bench.receive(
            Peer.request(method, branch: "z9hG4bKscan", uri: "sip:100@192.0.2.10", cSeq: 1), from: Self.stranger)
        #expect(bench.sent.last == answer)
    }

    @Test func aScanIsCountedAndHardlyAnswered() throws {
        var bench = try Self.registered()
        _ = bench.takeSent()
        _ = bench.takeEvents()
        bench.answered = [.options, .register]
        for number in 1...500 {
            bench.receive(Peer.invite(branch: "z9hG4bKs\(number)", callID: "scan-\(number)"), from: Self.stranger)
        }
        #expect(bench.sent.count == Limits.strangerAnswersPerSecond)
        #expect(bench.events == [.strangersRefused(total: 1)])
        bench.advance(by: .seconds(1))
        bench.receive(Peer.invite(branch: "z9hG4bKagain", callID: "again"), from: Self.stranger)
        #expect(bench.sent.count { $0.method == .invite } == Limits.strangerAnswersPerSecond + 1)
        bench.advance(by: .seconds(58))
        #expect(bench.events.count == 1)
        bench.advance(by: .seconds(1))
        #expect(bench.events == [.strangersRefused(total: 1), .strangersRefused(total: 501)])
        bench.advance(by: .seconds(300))
        #expect(bench.events.count == 2)
    }

    /// A To tag is easily made up: it opens no transaction, and its answers are as few as all others.
    @Test(arguments: ["INVITE", "BYE", "CANCEL", "UPDATE", "INFO", "NOTIFY"])
    func aMadeUpDialogIsAStrangers(method: String) throws {
        var bench = try Self.registered()
        _ = bench.takeSent()
        for number in 1...100 {
            let text = Peer.request(
                method, branch: "z9hG4bKt\(number)", callID: "made-up-\(number)", to: "<sip:x@example.org>;tag=z",
                cSeq: 1)
            bench.receive(text, from: Self.stranger)
        }
        #expect(bench.sent.count == Limits.strangerAnswersPerSecond && bench.sent.allSatisfy { $0.statusCode == 481 })
        bench.advance(by: .seconds(20))
        #expect(bench.sent.count { !$0.isRequest } == Limits.strangerAnswersPerSecond, "nothing is repeated")
    }

    @Test func nonsenseOfStrangersIsHardlyAnswered() throws {
        var bench = try Self.registered()
        _ = bench.takeSent()
        let text = Peer.request("OPTIONS", branch: "z9hG4bKm", cSeq: 1).replacing(
            "Max-Forwards: 70", with: "Max-Forwards: many")
        for _ in 1...100 { bench.receive(text, from: Self.stranger) }
        #expect(bench.sent.count == Limits.strangerAnswersPerSecond)
        for _ in 1...20 { bench.receive(text) }
        #expect(bench.sent.count == Limits.strangerAnswersPerSecond + 20, "our own server's is answered")
    }

    /// The peer of a dialog may be anywhere, and a copy of its BYE is answered as the first was.
    @Test func aPeerOfADialogIsNoStranger() throws {
        var (bench, register) = try AccountTests.started()
        bench.receive(Peer.answer(register, 200, contact: AccountTests.contact(register)))
        let contact = try #require(register.contacts.first?.uri)
        bench.receive(
            Peer.invite().replacing("sip:alice@192.0.2.10:5062", with: "\(contact)"), from: Self.stranger)
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1), from: Self.stranger)
        for _ in 1...2 {
            bench.receive(Peer.within(answer: accepted, "BYE", branch: "z9hG4bKbye1", cSeq: 2), from: Self.stranger)
            #expect(bench.lastAnswer(.bye)?.statusCode == 200)
        }
        #expect(bench.core.calls.isEmpty)
    }

    // MARK: Credentials (THREATS §3, digest leak)

    static func registeredWithRealm() throws -> Bench {
        var (bench, register) = try AccountTests.started()
        bench.receive(Peer.answer(register, 401, headers: [Self.challenge], contact: nil))
        register = try #require(bench.last(.register))
        bench.receive(Peer.answer(register, 200, contact: AccountTests.contact(register)))
        _ = bench.takeSent()
        return bench
    }

    /// A callee's challenge travels back through our own server; only its realm betrays it.
    @Test(arguments: [("example.org", true), ("evil.example", false), ("EXAMPLE.ORG", false)])
    func aCallIsAuthorizedInTheLinesRealmAlone(realm: String, isAnswered: Bool) throws {
        var bench = try Self.registeredWithRealm()
        bench.command(.dial(to: "bob", account: nil, token: 1))
        let field = "Proxy-Authenticate: Digest realm=\"\(realm)\", nonce=\"n7\", qop=\"auth\""
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 407, headers: [field], contact: nil))
        #expect((Self.authorizations(bench) == 1) == isAnswered)
        if !isAnswered { #expect(bench.ends.map(\.cause) == [.credentialsRefused]) }
    }

    @Test func ofTwoChallengesTheKnownRealmsIsAnswered() throws {
        var bench = try Self.registeredWithRealm()
        bench.command(.dial(to: "bob", account: nil, token: 1))
        let fields = ["evil.example", "example.org"].map { RealmTests.challenge($0, "Proxy-Authenticate", nonce: "n7") }
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 407, headers: fields, contact: nil))
        let text = bench.last(.invite)?.headers("Proxy-Authorization").joined() ?? ""
        #expect(text.contains("example.org") && !text.contains("evil"))
    }

    /// A line that does not register learns its realm from the first call that was let through.
    @Test func aDirectLinesRealmIsThatOfItsFirstCall() throws {
        var bench = Bench()
        bench.start()
        for (number, realm) in ["example.org", "evil.example"].enumerated() {
            bench.command(.dial(to: "bob", account: nil, token: number))
            let field = "Proxy-Authenticate: Digest realm=\"\(realm)\", nonce=\"n\(number)\", qop=\"auth\""
            bench.receive(Peer.answer(try #require(bench.last(.invite)), 407, headers: [field], contact: nil))
            bench.receive(Peer.answer(try #require(bench.last(.invite)), 180))
            bench.command(.hangUp(CallID(number + 1)))
        }
        #expect(bench.requests(.invite).filter { $0.header("Proxy-Authorization") != nil }.count == 1)
    }

    @Test func aTrustedGatewayRingsToo() throws {
        var settings = Bench.settings(registers: true)
        settings.accounts[0].trusted = [Self.stranger.host]
        var bench = Bench(settings)
        bench.start()
        let register = try #require(bench.last(.register))
        bench.receive(Peer.answer(register, 200, contact: AccountTests.contact(register)))
        bench.receive(Peer.invite(), from: Self.stranger)
        #expect(bench.lastAnswer(.invite)?.statusCode == 180 && bench.core.calls.count == 1)
    }

    @Test func aStrangersAssertedIdentityIsNotBelieved() {
        var bench = Bench()
        bench.start()
        let headers = ["P-Asserted-Identity: \"Standard\" <sip:0476999999@example.org>"]
        bench.receive(Peer.invite(headers: headers), from: Self.stranger)
        #expect(bench.core.calls.first?.remote.number == "0476001122")
    }

    /// The caller's Contact leads our BYE past the server; the challenge that meets it there is a fisher's.
    @Test func aChallengeFromThePeersContactIsNotAnswered() throws {
        var (bench, _) = try IncomingCallTests.talking()
        bench.command(.hangUp(CallID(1)))
        let bye = try #require(bench.last(.bye))
        #expect(bench.destinations.last?.host == "192.0.2.9")
        let peer = TransportAddress(transport: .udp, host: "192.0.2.9", port: 5_070)
        bench.receive(Peer.answer(bye, 401, headers: [Self.challenge], contact: nil), from: peer)
        #expect(bench.sent.count { $0.isRequest && $0.method == .bye } == 1 && Self.authorizations(bench) == 0)
    }

    @Test func aChallengeToAChangeFromThePeersContactIsNotAnswered() throws {
        var (bench, _) = try IncomingCallTests.talking()
        bench.command(.hold(CallID(1)))
        let change = try #require(bench.last(.invite))
        let peer = TransportAddress(transport: .udp, host: "192.0.2.9", port: 5_070)
        bench.receive(Peer.answer(change, 401, headers: [Self.challenge], contact: nil), from: peer)
        #expect(bench.sent.count { $0.isRequest && $0.method == .invite } == 1 && Self.authorizations(bench) == 0)
    }

    @Test func aCallerWhoVanishesDoesNotRingForEver() {
        var bench = IncomingCallTests.ringing()
        bench.advance(by: .seconds(Limits.ringingSeconds - 1))
        #expect(bench.core.calls.count == 1)
        bench.advance(by: .seconds(1))
        #expect(bench.lastAnswer(.invite)?.statusCode == 480 && bench.ends == [EndReason(.missed, status: 480)])
    }
}

import CallEngine
import SIP
import Testing

/// Whose word on a call is believed: that of the line's own server, by whatever connection it came (RFC 3325 §5, §9.1).
@Suite struct InboundTrustTests {
    static let asserted = "P-Asserted-Identity: \"Standard\" <sip:0476999999@example.org>"

    /// A registered line that the PBX may have answered, and a connection that a host opened to us.
    static func accepted(from host: String, transport: TransportProtocol = .udp) throws -> (Bench, TransportAddress) {
        var settings = Bench.settings(registers: true, transport: transport)
        settings.accounts[0].allowsAutoAnswer = true
        var bench = Bench(settings)
        bench.start()
        let register = try #require(bench.last(.register))
        bench.deliver(
            Peer.answer(register, 200, contact: AccountTests.contact(register)),
            from: Bench.place("192.0.2.1", transport))
        let source = Bench.place(host, .tcp, port: 33_000)
        bench.input(.flowAccepted(FlowID(-1), local: Bench.place("192.0.2.10", .tcp), remote: source))
        return (bench, source)
    }

    static func receive(_ text: String, in bench: inout Bench, from source: TransportAddress) {
        bench.input(.received(Array(text.replacing("\n", with: "\r\n").utf8), on: FlowID(-1), from: source))
    }

    /// The Contact that the registrar has: who has it may ring from anywhere.
    static func toContact(_ text: String, _ bench: Bench) throws -> String {
        let token = try #require(bench.last(.register)?.contacts.first?.uri.user)
        return text.replacing("sip:alice@192.0.2.10:5062", with: "sip:\(token)@192.0.2.10:5062")
    }

    @Test(arguments: [("192.0.2.1", true), ("198.51.100.1", false)])
    func aPBXThatOpensTheConnectionIsBelieved(host: String, isBelieved: Bool) throws {
        var (bench, source) = try Self.accepted(from: host)
        let invite = try Self.toContact(
            Peer.invite(headers: [Self.asserted, "Call-Info: <sip:192.0.2.1>;answer-after=0"]), bench)
        Self.receive(invite, in: &bench, from: source)
        let call = try #require(bench.core.calls.first)
        #expect(call.remote.isAsserted == isBelieved)
        #expect(call.remote.number == (isBelieved ? "0476999999" : "0476001122"))
        #expect((call.answersAfterSeconds != nil) == isBelieved)
    }

    @Test(arguments: [("192.0.2.1", 200), ("198.51.100.1", 403)])
    func replacesByAConnectionFromOutside(host: String, status: Int) throws {
        var (bench, source) = try Self.accepted(from: host)
        bench.receive(try Self.toContact(Peer.invite(), bench))
        bench.command(.answer(CallID(1)))
        let ok = try #require(bench.lastAnswer(.invite))
        bench.receive(Peer.within(answer: ok, "ACK", branch: "z9hG4bKack", cSeq: 1))
        let field = "Replaces: incoming-1;to-tag=\(ok.toTag ?? "");from-tag=caller"
        let invite = Peer.invite(branch: "z9hG4bKrep", callID: "replacing-1", headers: [field])
        Self.receive(try Self.toContact(invite, bench), in: &bench, from: source)
        #expect(bench.lastAnswer(.invite)?.statusCode == status)
    }

    /// A line that speaks TLS with its server hears nothing of it in clear.
    @Test func aTLSLineBelievesNothingInClear() throws {
        var (bench, source) = try Self.accepted(from: "192.0.2.1", transport: .tls)
        Self.receive(try Self.toContact(Peer.invite(headers: [Self.asserted]), bench), in: &bench, from: source)
        #expect(bench.core.calls.first?.remote.isAsserted == false)
    }

    /// The Via is the sender's own word: the datagram's source counts.
    @Test(arguments: [
        (UInt16(5_060), "5060;branch=z9hG4bKin1", true), (5_060, "7777;branch=z9hG4bKin1", true),
        (6_000, "5060;branch=z9hG4bKin1", false),
    ]) func overUDPTheRealSourceIsJudged(port: UInt16, via: String, isBelieved: Bool) throws {
        var bench = try StrangerTests.registered()
        let invite = Peer.invite(headers: [Self.asserted]).replacing("5060;branch=z9hG4bKin1;rport", with: via)
        bench.receive(invite, from: Bench.place("192.0.2.1", port: port))
        #expect(bench.core.calls.first?.remote.isAsserted == isBelieved)
    }

    /// Believed or not: our credentials never go to a connection that the other end opened.
    @Test func credentialsStayOffAConnectionThatWasOpenedToUs() throws {
        var (bench, source) = try Self.accepted(from: "192.0.2.1")
        Self.receive(try Self.toContact(Peer.invite(), bench), in: &bench, from: source)
        bench.command(.answer(CallID(1)))
        let ok = try #require(bench.lastAnswer(.invite))
        Self.receive(Peer.within(answer: ok, "ACK", branch: "z9hG4bKack", cSeq: 1), in: &bench, from: source)
        bench.command(.hangUp(CallID(1)))
        let bye = try #require(bench.last(.bye))
        #expect(bench.destinations.last == source)
        Self.receive(
            Peer.answer(bye, 401, headers: [StrangerTests.challenge], contact: nil), in: &bench, from: source)
        #expect(StrangerTests.authorizations(bench) == 0)
    }
}

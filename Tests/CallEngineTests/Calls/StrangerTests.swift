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

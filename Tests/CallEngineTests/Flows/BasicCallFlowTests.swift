import CallEngine
import Media
import SIP
import Testing

/// RFC 3665 §3: the basic call flows, message by message, at the end that is ours in each: Alice calls, or Bob is called.
@Suite struct BasicCallFlowTests {
    /// Alice of the examples behind ss1.atlanta.example.com, or Bob behind ss2.biloxi.example.com.
    private static func bench(_ address: String) -> Bench {
        var settings = Bench.settings()
        settings.accounts[0].address = address
        var bench = Bench(settings)
        bench.start()
        return bench
    }

    private static let recorded = "Record-Route: <sip:ss1.atlanta.example.com;lr>"

    private static func dialling() throws -> (Bench, Message) {
        var bench = bench("sip:alice@atlanta.example.com")
        bench.command(.dial(to: "sip:bob@biloxi.example.com", account: nil, token: 1))
        return (bench, try #require(bench.last(.invite)))
    }

    private static func ringing(body: String = Peer.sdp) -> Bench {
        var bench = bench("sip:bob@biloxi.example.com")
        bench.receive(
            Peer.request(
                "INVITE", branch: "z9hG4bK74bf9", callID: "3848276298220188511@atlanta.example.com",
                from: "Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl", to: "Bob <sip:bob@biloxi.example.com>",
                uri: "sip:bob@192.0.2.10:5062", cSeq: 1, body: body))
        return bench
    }

    /// §3.1, F1–F8.
    @Test func successfulSession() throws {
        var (alice, invite) = try Self.dialling()
        #expect(alice.takeFlow() == ["INVITE"])
        #expect(invite.requestURI.description == "sip:bob@biloxi.example.com" && invite.toTag == nil)
        alice.receive(Peer.answer(invite, 180, tag: "8321234356"))
        #expect(alice.takeFlow() == [] && alice.core.calls.first?.state == .ringing)
        alice.receive(Peer.answer(invite, 200, tag: "8321234356", body: Peer.sdp))
        #expect(alice.takeFlow() == ["ACK"] && alice.core.calls.first?.state == .active)
        alice.receive(Peer.within(invite, "BYE", branch: "z9hG4bKnashds7", cSeq: 1, tag: "8321234356"))
        #expect(alice.takeFlow() == ["200 BYE"] && alice.ends == [EndReason(.endedByPeer)])

        var bob = Self.ringing()
        let ring = try #require(bob.lastAnswer(.invite))
        #expect(bob.takeFlow() == ["180 INVITE"] && ring.toTag != nil)
        bob.command(.answer(CallID(1)))
        let accepted = try #require(bob.lastAnswer(.invite))
        #expect(bob.takeFlow() == ["200 INVITE"] && accepted.toTag == ring.toTag && !accepted.body.isEmpty)
        bob.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bK74bd5", cSeq: 1))
        bob.command(.hangUp(CallID(1)))
        let bye = try #require(bob.last(.bye))
        #expect(bob.takeFlow() == ["BYE"] && bye.toTag == "9fxced76sl" && bye.fromTag == ring.toTag)
        bob.receive(Peer.answer(bye, 200, tag: nil))
        #expect(bob.ends == [EndReason(.endedByMe)] && bob.core.calls.isEmpty)
    }

    /// §3.2, F1–F6 and on: the proxy asks for credentials; ACK and BYE follow the recorded route.
    @Test func sessionThroughTwoProxies() throws {
        var (alice, invite) = try Self.dialling()
        let challenge =
            "Proxy-Authenticate: Digest realm=\"atlanta.example.com\", qop=\"auth\", "
            + "nonce=\"f84f1cec41e6cbe5aea9c8e88d359\", opaque=\"\", stale=FALSE, algorithm=MD5"
        alice.receive(Peer.answer(invite, 407, headers: [challenge]))
        let again = try #require(alice.last(.invite))
        #expect(alice.takeFlow() == ["INVITE", "ACK", "INVITE"])
        #expect(again.callID == invite.callID && again.cSeq.number == 2)
        #expect(again.header("Proxy-Authorization")?.contains("f84f1cec41e6cbe5aea9c8e88d359") == true)
    }

    /// §3.2, F9–F28 after the credentials.
    @Test func routesAreFollowedInTheDialog() throws {
        var (alice, invite) = try Self.dialling()
        alice.receive(Peer.answer(invite, 100, tag: nil))
        alice.receive(Peer.answer(invite, 180, tag: "314159", headers: [Self.recorded]))
        _ = alice.takeFlow()
        alice.receive(Peer.answer(invite, 200, tag: "314159", body: Peer.sdp, headers: [Self.recorded]))
        let acknowledgement = try #require(alice.last(.ack))
        #expect(acknowledgement.routes.map(\.uri.host) == ["ss1.atlanta.example.com"])
        #expect(acknowledgement.requestURI.description == "sip:bob@192.0.2.9:5070")
        alice.command(.hangUp(CallID(1)))
        #expect(alice.last(.bye)?.routes.map(\.uri.host) == ["ss1.atlanta.example.com"])
        #expect(alice.takeFlow() == ["ACK", "BYE"])
    }

    /// §3.3, F8: a second proxy asks too, in its own realm; where we have no credentials for it the call fails.
    @Test func aSecondProxyThatAsks() throws {
        var (alice, invite) = try Self.dialling()
        let first =
            "Proxy-Authenticate: Digest realm=\"atlanta.example.com\", qop=\"auth\", nonce=\"wf84\", algorithm=MD5"
        alice.receive(Peer.answer(invite, 407, headers: [first]))
        let again = try #require(alice.last(.invite))
        #expect(again.cSeq.number == 2 && again.header("Proxy-Authorization")?.contains("atlanta.example.com") == true)
        alice.receive(Peer.answer(again, 100, tag: nil))
        let second = first.replacing("realm=\"atlanta", with: "realm=\"biloxi").replacing("wf84", with: "c60f")
        alice.receive(Peer.answer(again, 407, headers: [second]))
        // The same user name and password are asked for by two realms: either answered for both, or refused in words.
        if let third = alice.last(.invite), third.cSeq.number == 3 {
            #expect(third.headers("Proxy-Authorization").count == 2)
        } else {
            #expect(alice.ends == [EndReason(.credentialsRefused, status: 407)])
        }
    }

    /// §3.4: the first proxy is silent, the INVITE goes to the second one, which asks for credentials; Bob hangs up.
    @Test func sessionWithAProxyFailure() throws {
        let (first, second) = (Bench.place("192.0.2.1"), Bench.place("192.0.2.2"))
        var account = AccountSettings(
            address: "sip:alice@atlanta.example.com", name: "A", secret: .password("pa55-w0rd"))
        account.outboundProxy = ServerTarget(host: "atlanta.example.com")
        var alice = Bench(EngineSettings(accounts: [account]))
        alice.places["atlanta.example.com"] = [first, second].map {
            ServerCandidate(address: $0, name: "atlanta.example.com")
        }
        alice.start()
        alice.command(.dial(to: "sip:bob@biloxi.example.com", account: nil, token: 1))
        let invite = try #require(alice.last(.invite))
        alice.advance(by: .seconds(32))
        #expect(alice.destination(.invite) == second)
        let again = try #require(alice.last(.invite))
        #expect(alice.takeFlow() == Array(repeating: "INVITE", count: 8), "F1-F8")
        #expect(again.callID == invite.callID && again.topVia?.branch != invite.topVia?.branch)
        let challenge = "Proxy-Authenticate: Digest realm=\"atlanta.example.com\", qop=\"auth\", nonce=\"wf84\""
        alice.deliver(Peer.answer(again, 407, headers: [challenge], contact: nil), from: second)
        let third = try #require(alice.last(.invite))
        #expect(alice.takeFlow() == ["ACK", "INVITE"] && third.header("Proxy-Authorization") != nil, "F10, F11")
        alice.deliver(Peer.answer(third, 180, tag: "314159"), from: second)
        alice.deliver(Peer.answer(third, 200, tag: "314159", body: Peer.sdp), from: second)
        #expect(alice.takeFlow() == ["ACK"], "F18")
        alice.deliver(Peer.within(third, "BYE", branch: "z9hG4bKf21", cSeq: 1, tag: "314159"), from: second)
        #expect(alice.takeFlow() == ["200 BYE"] && alice.ends == [EndReason(.endedByPeer)], "F22")
    }

    /// §3.5: a gateway on the way is reached by a preloaded Route and stays on the way; it has put its own address into the
    /// description.
    @Test func sessionThroughAnApplicationLevelGateway() throws {
        var account = AccountSettings(address: "sip:alice@atlanta.example.com", name: "A")
        account.registrars = [ServerTarget(host: "192.0.2.1", port: 5_060, transport: .udp)]
        account.outboundProxy = ServerTarget(host: "192.0.2.128", port: 5_060, transport: .udp)
        account.watchesItself = false
        let gateway = Bench.place("192.0.2.128")
        var alice = Bench(EngineSettings(accounts: [account]))
        alice.start()
        try alice.grant(from: gateway)
        alice.command(.dial(to: "sip:bob@biloxi.example.com", account: nil, token: 1))
        let invite = try #require(alice.last(.invite))
        #expect(invite.routes.map(\.uri.host) == ["192.0.2.128"] && alice.destination(.invite) == gateway, "F1")
        _ = alice.takeFlow()
        let recorded = "Record-Route: <sip:192.0.2.128;lr>"
        let body = Peer.sdp.replacing("192.0.2.9", with: "192.0.2.128")
        alice.deliver(Peer.answer(invite, 100, tag: nil, contact: nil), from: gateway)
        alice.deliver(Peer.answer(invite, 180, tag: "314159", headers: [recorded]), from: gateway)
        alice.deliver(Peer.answer(invite, 200, tag: "314159", body: body, headers: [recorded]), from: gateway)
        #expect(alice.last(.ack)?.routes.map(\.uri.host) == ["192.0.2.128"], "F12")
        #expect(alice.plans.last?.remoteHost == "192.0.2.128")
        alice.command(.hangUp(CallID(1)))
        #expect(alice.last(.bye)?.routes.map(\.uri.host) == ["192.0.2.128"], "F14")
        #expect(alice.takeFlow() == ["ACK", "BYE"])
    }

    /// §3.6: a redirect server names Bob's place; the second INVITE has no description, so that Bob offers in his 200 and
    /// Alice answers in ACK.
    @Test func redirectionAndAnAnswerInTheAcknowledgement() throws {
        var (alice, invite) = try Self.dialling()
        alice.receive(Peer.answer(invite, 302, tag: "53fHlqlQ2", contact: "<sip:bob@chicago.example.com>"))
        #expect(alice.takeFlow() == ["INVITE", "ACK", "INVITE"])
        #expect(alice.core.calls.count == 1 && alice.ends.isEmpty)

        var bob = Self.ringing(body: "")
        bob.command(.answer(CallID(1)))
        let accepted = try #require(bob.lastAnswer(.invite))
        #expect(try SessionDescription(parsing: accepted.body).media.count == 1)
        #expect(bob.plans.isEmpty)
        bob.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bK74b03", cSeq: 1, body: Peer.sdp))
        #expect(bob.plans.last?.remotePort == 7_000 && bob.core.calls.first?.state == .active)
    }

    /// §3.7, F5–F10: Bob moves and sends a re-INVITE from his new place; the BYE goes there.
    @Test func sessionWithAReinvite() throws {
        var (alice, invite) = try Self.dialling()
        alice.receive(Peer.answer(invite, 200, tag: "314159", body: Peer.sdp))
        _ = alice.takeFlow()
        let moved = Peer.within(
            invite, "INVITE", branch: "z9hG4bKlkld5l", cSeq: 14, tag: "314159",
            body: Peer.sdp("sendrecv", port: 47_172).replacing("192.0.2.9", with: "192.0.2.201"))
        alice.receive(moved.replacing("Contact: <sip:bob@192.0.2.9:5070>", with: "Contact: <sip:bob@192.0.2.201>"))
        #expect(alice.takeFlow() == ["200 INVITE"])
        alice.receive(Peer.within(invite, "ACK", branch: "z9hG4bKlkldcc", cSeq: 14, tag: "314159"))
        #expect(alice.plans.last?.remoteHost == "192.0.2.201" && alice.plans.last?.remotePort == 47_172)
        alice.command(.hangUp(CallID(1)))
        #expect(alice.last(.bye)?.requestURI.host == "192.0.2.201")
    }

    /// §3.8, F9–F19: nobody answers, Alice gives up.
    @Test func unsuccessfulNoAnswer() throws {
        var (alice, invite) = try Self.dialling()
        alice.receive(Peer.answer(invite, 180, tag: "314159"))
        alice.command(.hangUp(CallID(1)))
        let cancel = try #require(alice.last(.cancel))
        #expect(alice.takeFlow() == ["INVITE", "CANCEL"] && cancel.topVia?.branch == invite.topVia?.branch)
        alice.receive(Peer.answer(cancel, 200, tag: "314159", contact: nil))
        alice.receive(Peer.answer(invite, 487, tag: "314159", contact: nil))
        #expect(alice.takeFlow() == ["ACK"] && alice.ends == [EndReason(.cancelledByMe)])

        var bob = Self.ringing()
        _ = bob.takeFlow()
        bob.receive(
            Peer.request(
                "CANCEL", branch: "z9hG4bK74bf9", callID: "3848276298220188511@atlanta.example.com",
                from: "Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl", to: "Bob <sip:bob@biloxi.example.com>",
                uri: "sip:bob@192.0.2.10:5062", cSeq: 1))
        #expect(bob.takeFlow() == ["200 CANCEL", "487 INVITE"] && bob.ends.map(\.cause) == [.missed])
    }

    /// §3.9 (486), §3.11 (480): the refusal is acknowledged and told.
    @Test(arguments: [(486, EndReason.Cause.busy), (480, .noAnswer)])
    func unsuccessfulBusyOrUnavailable(status: Int, cause: EndReason.Cause) throws {
        var (alice, invite) = try Self.dialling()
        alice.receive(Peer.answer(invite, 100, tag: nil))
        alice.receive(Peer.answer(invite, status, tag: "314159", contact: nil))
        #expect(alice.takeFlow() == ["INVITE", "ACK"] && alice.ends == [EndReason(cause, status: status)])

        var bob = Self.ringing()
        bob.command(.decline(CallID(1), status == 486 ? .busy : .unavailable))
        #expect(bob.takeFlow() == ["180 INVITE", "\(status) INVITE"])
    }

    /// §3.10: no response at all, seven copies in 32 s.
    @Test func unsuccessfulNoResponse() throws {
        var (alice, _) = try Self.dialling()
        alice.advance(by: .seconds(32))
        #expect(alice.takeFlow() == Array(repeating: "INVITE", count: 7))
        #expect(alice.ends == [EndReason(.networkFailure, status: 408)])
    }
}

import CallEngine
import SIP
import Testing

/// RFC 5359 §2.7–2.9: forwarding. The figures have the proxy do it; their text allows a 302 of the phone instead, and that is
/// what ours sends, at the moments of the figures. What a caller sees of a proxy's forwarding is a 181.
@Suite struct ForwardingFlowTests {
    /// §2.7, F3–F9 at Alice's end: 181 and the 180 of another phone ring like any other.
    @Test func forwardedByTheProxy() throws {
        var (alice, invite) = try OutgoingCallTests.dialling()
        _ = alice.takeFlow()
        alice.receive(Peer.answer(invite, 181, tag: nil, contact: nil))
        #expect(alice.takeFlow() == [] && alice.ends.isEmpty)
        alice.receive(Peer.answer(invite, 180, tag: "gateway"))
        alice.receive(Peer.answer(invite, 200, tag: "gateway", body: Peer.sdp))
        #expect(alice.takeFlow() == ["ACK"] && alice.core.calls.first?.state == .active)
    }

    /// §2.7 at Bob's end.
    @Test func unconditional() throws {
        var bob = TurningAwayTests.bench { $0.forwarding.always = "sip:+33476001122@gateway.example.com" }
        bob.receive(Peer.invite())
        #expect(bob.lastAnswer(.invite)?.contacts.first?.uri.host == "gateway.example.com")
        #expect(bob.takeFlow() == ["302 INVITE"] && bob.core.calls.isEmpty)
    }

    /// §2.8, F2–F7: Bob speaks, the second caller goes on.
    @Test func busy() throws {
        var (bob, _) = try Bench.calledByAlice()
        bob.command(.setForwarding(AccountID(0), Forwarding(busy: "sip:b2@example.com")))
        bob.receive(Peer.invite(branch: "z9hG4bKf2", callID: "second-1"))
        #expect(bob.lastAnswer(.invite)?.contacts.first?.uri.description == "sip:b2@example.com")
        #expect(bob.takeFlow() == ["302 INVITE"])
        // Without a rule of ours the proxy hears that we are busy, and does what its own rule says (F4).
        bob.command(.setForwarding(AccountID(0), Forwarding()))
        bob.receive(Peer.invite(branch: "z9hG4bKf4", callID: "third-1"))
        let third = try #require(bob.core.calls.last)
        bob.command(.decline(third.id, .busy))
        #expect(bob.takeFlow() == ["180 INVITE", "486 INVITE"])
    }

    /// §2.9, F2–F12: the phone rings, nobody comes.
    @Test func noAnswer() throws {
        var bob = TurningAwayTests.bench { $0.forwarding = Forwarding(noAnswer: "b2", noAnswerSeconds: 15) }
        bob.receive(Peer.invite())
        #expect(bob.takeFlow() == ["180 INVITE"])
        bob.advance(by: .seconds(15))
        #expect(bob.lastAnswer(.invite)?.contacts.first?.uri.user == "b2")
        #expect(bob.takeFlow() == ["302 INVITE"])
    }

    /// §2.9, F6–F9: where the proxy does it, it cancels us.
    @Test func cancelledByTheProxy() throws {
        var bob = Bench()
        bob.start()
        bob.receive(Peer.invite())
        bob.receive(
            Peer.request(
                "CANCEL", branch: "z9hG4bKin1", from: "\"Bob Dupont\" <sip:0476001122@example.org>;tag=caller", cSeq: 1)
        )
        #expect(bob.takeFlow() == ["180 INVITE", "200 CANCEL", "487 INVITE"] && bob.ends.map(\.cause) == [.missed])
    }
}

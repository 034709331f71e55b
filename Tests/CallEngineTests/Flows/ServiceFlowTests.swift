import CallEngine
import SIP
import Testing

/// RFC 5359 §2.10–2.18: conference, find-me, screening, park, pick-up, redial, click to dial.
@Suite struct ServiceFlowTests {
    /// §2.10, F5–F11: Bob is the focus; Carol was called before Alice is told of it, which the text allows.
    @Test func aThirdPartyIsAdded() throws {
        var bob = try ConferenceTests.talking(2)
        bob.command(.join(ConferenceTests.ids(1...2)))
        let invites = ConferenceTests.invites(bob)
        #expect(bob.takeFlow() == ["INVITE", "INVITE"])
        #expect(invites.allSatisfy { $0.contacts.first?.parameter("isfocus") != nil && $0.toTag != nil })
        for invite in invites {
            bob.receive(Peer.answer(invite, 200, tag: nil, body: Peer.sdp("sendrecv", version: 3)))
        }
        #expect(bob.takeFlow() == ["ACK", "ACK"] && bob.core.calls.map(\.state) == [.active, .active])
    }

    /// §2.10, F5–F7 at Alice's end: her peer becomes a focus by a re-INVITE; the call goes on, and requests go to its new Contact.
    @Test func ourPeerBecomesAFocus() throws {
        var (alice, invite) = try Bench.callingBob()
        let focus = Peer.within(invite, "INVITE", branch: "z9hG4bKf5", cSeq: 1, body: Peer.sdp("sendrecv"))
        alice.receive(focus.replacing("<sip:bob@192.0.2.9:5070>", with: "<sip:mixer@192.0.2.9:5070>;isfocus"))
        alice.receive(Peer.within(invite, "ACK", branch: "z9hG4bKf7", cSeq: 1))
        #expect(alice.takeFlow() == ["200 INVITE"] && alice.core.calls.map(\.state) == [.active])
        alice.command(.hangUp(CallID(1)))
        #expect(alice.last(.bye)?.requestURI.user == "mixer")
    }

    /// §2.11, F5: an INVITE with Join (RFC 3911) is an extension that we do not know: where it is required it is refused by
    /// name, else it is a second call.
    @Test func whoWantsToJoinIsAnotherCaller() throws {
        var (bob, _) = try Bench.calledByAlice()
        bob.receive(
            Peer.invite(
                branch: "z9hG4bKj1", callID: "join-1", headers: ["Require: join", "Join: a;to-tag=1;from-tag=2"]))
        #expect(bob.lastAnswer(.invite)?.header("Unsupported") == "join")
        bob.receive(Peer.invite(branch: "z9hG4bKj2", callID: "join-2", headers: ["Join: a;to-tag=1;from-tag=2"]))
        #expect(bob.takeFlow() == ["420 INVITE", "180 INVITE"])
    }

    /// §2.12, F5–F21 at Alice's end: one phone rings in vain, another one of the same person answers.
    @Test func findMe() throws {
        var (alice, invite) = try OutgoingCallTests.dialling()
        _ = alice.takeFlow()
        alice.receive(Peer.answer(invite, 180, tag: "b1"))
        alice.receive(Peer.answer(invite, 180, tag: "b4"))
        alice.receive(Peer.answer(invite, 200, tag: "b4", body: Peer.sdp))
        #expect(alice.last(.ack)?.toTag == "b4")
        #expect(alice.takeFlow() == ["ACK"] && alice.core.calls.map(\.state) == [.active])
    }

    /// §2.12, F10–F12 at the end of a phone that nobody uses.
    @Test func aPhoneThatNobodyUses() {
        var phone = Bench()
        phone.start()
        phone.command(.setDoNotDisturb(true))
        phone.receive(Peer.invite())
        #expect(phone.takeFlow() == ["480 INVITE"])
    }

    /// §2.14, and §2.13 from F4 on, at Alice's end: the proxy asks who calls, and then does not let the call through.
    @Test func screeningAfterAuthentication() throws {
        var (alice, invite) = try OutgoingCallTests.dialling()
        let challenge = "Proxy-Authenticate: Digest realm=\"example.org\", qop=\"auth\", nonce=\"n1\""
        alice.receive(Peer.answer(invite, 407, headers: [challenge], contact: nil))
        let again = try #require(alice.last(.invite))
        #expect(again.header("Proxy-Authorization") != nil)
        alice.receive(Peer.answer(again, 403, contact: nil))
        #expect(alice.takeFlow() == ["INVITE", "ACK", "INVITE", "ACK"] && alice.ends.count == 1)
    }

    /// §2.13, F1–F3 at Alice's end: 305 names another proxy, which nobody but our own settings may choose (RFC 3261 §21.3.4);
    /// a screened call ends with its reason, and no address of Error-Info is called.
    @Test(arguments: [(305, "<sip:proxy.evil.example>"), (403, nil)] as [(Int, String?)])
    func incomingCallScreening(status: Int, contact: String?) throws {
        var (alice, invite) = try OutgoingCallTests.dialling()
        alice.receive(
            Peer.answer(invite, status, headers: ["Error-Info: <sip:screening@example.net>"], contact: contact))
        #expect(alice.takeFlow() == ["INVITE", "ACK"] && alice.ends.count == 1)
    }

    /// §2.15, F5–F11: a park server that takes Alice by Replaces. Ours sends her there (`park`), as PBXs want it.
    @Test func park() throws {
        var bob = try ServiceTests.talking()
        _ = bob.takeFlow()
        bob.command(.park(CallID(1)))
        bob.receive(Peer.answer(try #require(bob.last(.invite)), 200, body: Peer.sdp("recvonly")))
        let refer = try #require(bob.last(.refer))
        #expect(try bob.takeFlow() == ["INVITE", "ACK", "REFER"] && refer.referTo().uri.user == "700")
        bob.receive(Peer.answer(refer, 202))
        for (cSeq, status, state) in [
            (1, "100 Trying", "active;expires=60"), (2, "200 OK", "terminated;reason=noresource"),
        ] {
            bob.receive(BlindTransferTests.notice(refer, status, cSeq: cSeq, state: state))
        }
        #expect(bob.takeFlow() == ["200 NOTIFY", "200 NOTIFY", "BYE"] && bob.core.calls.isEmpty)
    }

    /// §2.16 at Bill's end, F3–F13: the dialog that rings at Bob's is told, and its caller is called in its place.
    @Test func pickUp() throws {
        var (bill, subscribe) = try WatchingTests.watching()
        bill.accept(subscribe, body: WatchingTests.document(0, "full", WatchingTests.dialog("b", "early")))
        bill.command(.pickUp("bob", account: nil, token: 1))
        let invite = try #require(bill.last(.invite))
        #expect(try invite.replaces() == Replaces(callID: "c-b", toTag: "r-b", fromTag: "l-b", isEarlyOnly: true))
        #expect(invite.requestURI.description == "sip:luc@192.0.2.66", "Alice herself is called")
        #expect(bill.takeFlow() == ["SUBSCRIBE", "200 NOTIFY", "INVITE"])
    }

    /// §2.16 at Alice's end, F7–F12: the call that we make is taken by another phone; the first one stops ringing.
    @Test func ourCallIsPickedUpElsewhere() throws {
        var (alice, invite) = try OutgoingCallTests.dialling()
        alice.receive(Peer.answer(invite, 180, tag: "bob"))
        _ = alice.takeFlow()
        alice.receive(
            Peer.invite(
                branch: "z9hG4bKf7", callID: "pick-1", from: "<sip:bill@example.org>",
                headers: ["Replaces: \(invite.callID);to-tag=\(invite.fromTag ?? "");from-tag=bob;early-only"]))
        #expect(alice.takeFlow() == ["200 INVITE", "CANCEL"])
        #expect(alice.core.calls.map(\.state) == [.active] && alice.ends.isEmpty)
    }

    /// §2.17, F4–F9: who was busy is watched; the agent hears when the line is free and dials (F10 is hers to decide).
    @Test func automaticRedial() throws {
        var (alice, subscribe) = try WatchingTests.watching()
        alice.accept(subscribe, body: WatchingTests.document(0, "full", WatchingTests.dialog("a", "confirmed")))
        #expect(alice.watched.last?.line == .busy)
        alice.notify(subscribe, 2, body: WatchingTests.document(1, "partial", WatchingTests.dialog("a", "terminated")))
        #expect(alice.watched.last?.line == .free)
        alice.command(.unwatch("bob", .lines, account: nil))
        #expect(alice.last(.subscribe)?.expires == 0, "F16")
    }

    /// §2.18, F1: REFER outside of a dialog would let anybody make our phone call anybody: the agent's own programs use the
    /// control socket, and the network is refused.
    @Test func clickToDialIsNotForTheNetwork() {
        var bob = Bench()
        bob.start()
        bob.receive(
            Peer.request("REFER", branch: "z9hG4bKc2d", cSeq: 1, headers: ["Refer-To: <sip:carol@example.net>"]))
        #expect(bob.takeFlow() == ["403 REFER"] && bob.core.calls.isEmpty)
    }
}

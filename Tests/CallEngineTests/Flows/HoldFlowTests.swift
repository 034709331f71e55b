import CallEngine
import Media
import SIP
import Testing

/// RFC 5359 §2.1–2.3: hold, message by message, at the end that is ours in each.
@Suite struct HoldFlowTests {
    /// §2.1, Alice's end, F11–F25: Bob holds her, takes her back, and she hangs up.
    @Test func heldByBob() throws {
        var (alice, invite) = try Bench.callingBob()
        let held = try alice.reinvited(in: invite, cSeq: 1, body: Peer.sdp("sendonly"))
        #expect(alice.takeFlow() == ["200 INVITE"])
        #expect(try Bench.direction(held) == .receiveOnly && alice.core.calls.first?.state == .heldByPeer)
        let resumed = try alice.reinvited(in: invite, cSeq: 2, body: Peer.sdp("sendrecv", version: 3))
        #expect(alice.takeFlow() == ["200 INVITE"])
        #expect(try Bench.direction(resumed) == nil && alice.core.calls.first?.state == .active)
        #expect(alice.plans.last?.direction == .sendReceive)
        alice.command(.hangUp(CallID(1)))
        #expect(alice.takeFlow() == ["BYE"])
    }

    /// §2.1, Bob's end, F10–F24.
    @Test func holdingAlice() throws {
        var (bob, _) = try Bench.calledByAlice()
        bob.command(.hold(CallID(1)))
        let hold = try #require(bob.last(.invite))
        #expect(try Bench.direction(hold) == .sendOnly && hold.toTag == "caller")
        bob.receive(Peer.answer(hold, 200, body: Peer.sdp("recvonly")))
        #expect(bob.takeFlow() == ["INVITE", "ACK"] && bob.core.calls.first?.state == .held)
        bob.command(.resume(CallID(1)))
        let resume = try #require(bob.last(.invite))
        #expect(try Bench.direction(resume) == nil && resume.cSeq.number == hold.cSeq.number + 1)
        bob.receive(Peer.answer(resume, 200, body: Peer.sdp("sendrecv", version: 3)))
        #expect(bob.takeFlow() == ["INVITE", "ACK"] && bob.core.calls.first?.state == .active)
        bob.receive(
            Peer.request(
                "BYE", branch: "z9hG4bKbye", to: hold.header("From") ?? "", cSeq: 2))
        #expect(bob.takeFlow() == ["200 BYE"] && bob.ends == [EndReason(.endedByPeer)])
    }

    /// §2.2, Bob's end, F10–F38: Alice is held, Carol is asked, Carol is left, Alice is taken back.
    @Test func consultation() throws {
        var (bob, _) = try Bench.calledByAlice()
        bob.command(.dial(to: "sip:carol@example.net", account: nil, token: 2))
        // Dialling holds: the one key that the agent needs.
        let hold = try #require(bob.sent.first { $0.method == .invite })
        #expect(try Bench.direction(hold) == .sendOnly)
        bob.receive(Peer.answer(hold, 200, body: Peer.sdp("recvonly")))
        let consult = try #require(bob.last(.invite))
        #expect(consult.requestURI.description == "sip:carol@example.net" && consult.callID != hold.callID)
        bob.receive(Peer.answer(consult, 180, tag: "carol"))
        bob.receive(Peer.answer(consult, 200, tag: "carol", body: Peer.sdp))
        #expect(bob.core.calls.map(\.state) == [.held, .active])
        #expect(bob.takeFlow().sorted() == ["ACK", "ACK", "INVITE", "INVITE"])
        bob.command(.hangUp(CallID(2)))
        let bye = try #require(bob.last(.bye))
        bob.receive(Peer.answer(bye, 200, tag: nil, contact: nil))
        #expect(bye.toTag == "carol" && bye.callID == consult.callID)
        bob.command(.resume(CallID(1)))
        let resume = try #require(bob.last(.invite))
        bob.receive(Peer.answer(resume, 200, body: Peer.sdp("sendrecv", version: 3)))
        #expect(bob.takeFlow() == ["BYE", "INVITE", "ACK"])
        #expect(resume.callID == hold.callID && bob.core.calls.map(\.state) == [.active])
    }

    /// §2.3, Alice's end, F5–F24: Bob holds her; the music server takes his place by Replaces, and he takes it back.
    @Test func musicOnHold() throws {
        var (alice, invite) = try Bench.callingBob()
        let held = try alice.reinvited(in: invite, cSeq: 1, body: Peer.sdp("sendonly"))
        #expect(try Bench.direction(held) == .receiveOnly)
        _ = alice.takeFlow()
        let music = Peer.invite(
            branch: "z9hG4bKmusic", callID: "music-1", from: "<sip:music@example.org>",
            body: Peer.sdp("sendonly", port: 7_100),
            headers: ["Replaces: \(invite.callID);to-tag=\(invite.fromTag ?? "");from-tag=peer"])
        alice.receive(music)
        let taken = try #require(alice.lastAnswer(.invite))
        #expect(taken.statusCode == 200 && taken.callID == "music-1")
        #expect(alice.last(.bye)?.callID == invite.callID, "F15")
        #expect(alice.plans.last?.remotePort == 7_100 && alice.plans.last?.direction.sends == false)
        #expect(alice.takeFlow() == ["200 INVITE", "BYE"])
        alice.receive(
            Peer.request(
                "ACK", branch: "z9hG4bKmusica", callID: "music-1", from: "<sip:music@example.org>;tag=caller",
                to: taken.header("To") ?? "", cSeq: 1))
        // F19: Bob is back.
        alice.receive(
            Peer.invite(
                branch: "z9hG4bKback", callID: "back-1", from: "<sip:bob@example.org>", body: Peer.sdp,
                headers: ["Replaces: music-1;to-tag=\(taken.toTag ?? "");from-tag=caller"]))
        #expect(alice.lastAnswer(.invite)?.statusCode == 200 && alice.last(.bye)?.callID == "music-1")
        #expect(alice.core.calls.map(\.state) == [.active] && alice.ends.isEmpty)
    }
}

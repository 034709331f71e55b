import CallEngine
import SIP
import Testing

/// RFC 5359 §2.4–2.5: transfer, at each of the three ends. §2.6 is not followed: there a person dials an address with Replaces in
/// it, which came as an instant message; who writes the message would choose which call is replaced, so what is dialled
/// loses such fields (RFC 3261 §19.1.5 leaves us to honour them).
@Suite struct TransferFlowTests {
    /// §2.4, the transferor (Alice of the figure), F5–F16. RFC 5589 §6.1 has us hold first and hang up last, so that a
    /// transfer that fails leaves the call.
    @Test func unattendedTransferor() throws {
        var (alice, invite) = try Bench.callingBob()
        alice.command(.transfer(CallID(1), to: "sip:carol@example.net"))
        let hold = try #require(alice.last(.invite))
        alice.receive(Peer.answer(hold, 200, body: Peer.sdp("recvonly")))
        let refer = try #require(alice.last(.refer))
        #expect(alice.takeFlow() == ["INVITE", "ACK", "REFER"])
        #expect(refer.header("Refer-To") == "<sip:carol@example.net>" && refer.header("Referred-By") != nil)
        alice.receive(Peer.answer(refer, 202))
        alice.receive(BlindTransferTests.notice(invite, "100 Trying"))
        #expect(alice.takeFlow() == ["200 NOTIFY"])
        alice.receive(BlindTransferTests.notice(invite, "200 OK", cSeq: 2, state: "terminated;reason=noresource"))
        #expect(alice.takeFlow() == ["200 NOTIFY", "BYE"] && alice.ends == [EndReason(.endedByMe)])
    }

    /// §2.4, the transferee (Bob), F5–F16: the agent is asked before anybody is called (a REFER obeyed unasked dials what a
    /// stranger likes).
    @Test func unattendedTransferee() throws {
        var (bob, invite) = try ReferralTests.asked()
        #expect(bob.takeFlow() == ["202 REFER", "NOTIFY"])
        bob.command(.answerTransferRequest(CallID(1), accept: true))
        let hold = try #require(bob.last(.invite))
        bob.receive(Peer.answer(hold, 200, body: Peer.sdp("recvonly")))
        let carol = try #require(bob.last(.invite))
        #expect(carol.requestURI.description == "sip:carol@example.net" && carol.callID != invite.callID)
        #expect(carol.header("Referred-By") != nil, "F11")
        bob.receive(Peer.answer(carol, 180, tag: "carol"))
        bob.receive(Peer.within(invite, "BYE", branch: "z9hG4bKf9", cSeq: 2))
        #expect(bob.lastAnswer(.bye)?.statusCode == 200, "F10")
        bob.receive(Peer.answer(carol, 200, tag: "carol", body: Peer.sdp))
        #expect(bob.last(.ack)?.callID == carol.callID && bob.core.calls.map(\.state) == [.active], "F14")
    }

    /// §2.4 and §2.5, the target (Carol): she hears who sent the caller, F11 and F19.
    @Test func target() throws {
        var carol = Bench()
        carol.start()
        carol.receive(Peer.invite(headers: ["Referred-By: \"Alice\" <sip:alice@example.net>"]))
        #expect(carol.takeFlow() == ["180 INVITE"])
        #expect(carol.core.calls.first?.referredBy?.name == "Alice")
    }

    /// §2.5, the transferor (Bob), F5–F30: both are held, the REFER names the dialog with Carol.
    @Test func attendedTransferor() throws {
        var (bob, alice, carol) = try AttendedTransferTests.consulting()
        _ = bob.takeFlow()
        bob.command(.attendedTransfer(CallID(1), with: CallID(2)))
        let refer = try #require(bob.last(.refer))
        let replaces = try #require(refer.referTo().uri.headerValues("Replaces").first)
        #expect(try Replaces(parsing: replaces).callID == carol.callID && refer.callID == alice.callID, "F15")
        bob.receive(Peer.answer(refer, 202))
        bob.receive(BlindTransferTests.notice(alice, "100 Trying"))
        // F22, F23: Carol's phone ends the dialog that was replaced.
        bob.receive(Peer.within(carol, "BYE", branch: "z9hG4bKf22", cSeq: 1, tag: "ca~rol"))
        bob.receive(BlindTransferTests.notice(alice, "200 OK", cSeq: 2, state: "terminated;reason=noresource"))
        #expect(bob.takeFlow() == ["REFER", "200 NOTIFY", "200 BYE", "200 NOTIFY", "BYE"])
        #expect(bob.core.calls.isEmpty && BlindTransferTests.progress(bob).last == .done)
    }

    /// §2.5, the transferee (Alice), F15–F27: her INVITE replaces the dialog that she is told of.
    @Test func attendedTransferee() throws {
        let target = "Refer-To: <sip:carol@example.net?Replaces=cb%3Bto-tag%3Dt1%3Bfrom-tag%3Df1>"
        var (alice, _) = try ReferralTests.asked([target, ReferralTests.referrer])
        alice.command(.answerTransferRequest(CallID(1), accept: true))
        alice.receive(Peer.answer(try #require(alice.last(.invite)), 200, body: Peer.sdp("recvonly")))
        let invite = try #require(alice.last(.invite))
        #expect(try invite.replaces() == Replaces(callID: "cb", toTag: "t1", fromTag: "f1"), "F19")
        alice.receive(Peer.answer(invite, 200, tag: "carol", body: Peer.sdp))
        #expect(alice.last(.ack)?.callID == invite.callID, "F21")
        ReferralTests.take(&alice)
        #expect(ReferralTests.told(alice).last == "terminated 200", "F24")
    }

    /// §2.5, the target (Carol), F19–F23: the replaced dialog ends with a BYE of hers.
    @Test func attendedTarget() throws {
        var (carol, accepted) = try Bench.calledByAlice()
        carol.receive(
            Peer.invite(
                branch: "z9hG4bKf19", callID: "alice-1", from: "<sip:alice@example.net>",
                headers: ["Replaces: incoming-1;to-tag=\(accepted.toTag ?? "");from-tag=caller"]))
        #expect(carol.takeFlow() == ["200 INVITE", "BYE"])
        #expect(carol.core.calls.map(\.state) == [.active] && carol.ends.isEmpty)
    }
}

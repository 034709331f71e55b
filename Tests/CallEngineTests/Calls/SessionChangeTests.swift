import CallEngine
import Media
import SIP
import Testing

@Suite struct SessionChangeTests {
    @Test func holdAndResumeByMe() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        _ = bench.takeSent()
        bench.command(.hold(CallID(1)))
        #expect(bench.core.calls.first?.state == .held && bench.plans.last?.direction == .inactive)
        let hold = try #require(bench.last(.invite))
        let offer = try SessionDescription(parsing: hold.body)
        #expect(offer.media[0].direction == .sendOnly && offer.origin.version == 2)
        bench.receive(Peer.answer(hold, 200, body: Peer.sdp("recvonly")))
        #expect(bench.last(.ack)?.cSeq.number == hold.cSeq.number && bench.plans.last?.direction == .inactive)
        bench.command(.resume(CallID(1)))
        let resume = try #require(bench.last(.invite))
        #expect(resume.cSeq.number == hold.cSeq.number + 1)
        bench.receive(Peer.answer(resume, 200, body: Peer.sdp("sendrecv", version: 3)))
        #expect(bench.core.calls.first?.state == .active && bench.plans.last?.direction == .sendReceive)
        #expect(bench.states == [.dialing, .active, .held, .active])
    }

    /// Whatever the peer answers, asks or refreshes: the microphone of a held call is not sent.
    @Test(arguments: ["recvonly", "sendrecv", "inactive", "sendonly"])
    func aHeldCallSendsNoSound(direction: String) throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        bench.command(.hold(CallID(1)))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp(direction)))
        #expect(bench.plans.last?.direction.sends == false && bench.core.calls.first?.state == .held)
        bench.receive(
            Peer.within(invite, "INVITE", branch: "z9hG4bKre", cSeq: 1, body: Peer.sdp(direction, version: 4)))
        #expect(bench.plans.last?.direction.sends == false && bench.core.calls.first?.state == .held)
    }

    @Test func aResumeWhoseAnswerFitsNothingIsNone() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.hold(CallID(1)))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp("recvonly")))
        bench.command(.resume(CallID(1)))
        let resume = try #require(bench.last(.invite))
        bench.receive(Peer.answer(resume, 200, body: Peer.sdp("sendrecv", port: 0, version: 3)))
        #expect(bench.last(.ack)?.cSeq.number == resume.cSeq.number)
        #expect(bench.core.calls.first?.state == .held)
        #expect(bench.events.contains(.commandRefused(.resume(CallID(1)), .notInThisState)))
    }

    @Test func glareIsTriedAgainAfterItsDelay() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.hold(CallID(1)))
        let hold = try #require(bench.last(.invite))
        bench.receive(Peer.answer(hold, 491))
        _ = bench.takeSent()
        bench.advance(by: .milliseconds(2_099))
        #expect(bench.last(.invite) == nil)
        bench.advance(by: .milliseconds(1_902))
        let again = try #require(bench.last(.invite))
        bench.receive(Peer.answer(again, 200, body: Peer.sdp("recvonly")))
        #expect(bench.core.calls.first?.state == .held && bench.ends.isEmpty)
    }

    @Test func theirInviteMeetsOursWith491() throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        bench.command(.hold(CallID(1)))
        bench.receive(Peer.within(invite, "INVITE", branch: "z9hG4bKre1", cSeq: 1, body: Peer.sdp("sendonly")))
        #expect(bench.lastAnswer(.invite)?.statusCode == 491)
    }

    /// RFC 6141 §4.6: only a change that we took may turn our requests to another place.
    @Test(arguments: [("sendrecv", 200, "192.0.2.66"), ("video", 488, "192.0.2.9")], [TransportProtocol.udp, .tcp])
    func onlyAnAcceptedChangeMovesTheTarget(change: (String, Int, String), transport: TransportProtocol) throws {
        let (change, status, host) = change
        var (bench, invite) = try OutgoingCallTests.talking(Bench.settings(transport: transport))
        var source = Bench.server
        source.transport = transport
        let body = change == "video" ? Peer.sdp.replacing("m=audio", with: "m=video") : Peer.sdp(change)
        let request = Peer.within(invite, "UPDATE", branch: "z9hG4bKmove", cSeq: 1, body: body)
        bench.receive(request.replacing("<sip:bob@192.0.2.9:5070>", with: "<sip:bob@192.0.2.66>"), from: source)
        #expect(bench.lastAnswer(.update)?.statusCode == status)
        bench.command(.hangUp(CallID(1)))
        #expect(bench.last(.bye)?.requestURI.host == host)
    }

    @Test func resumeDuringAHoldFollowsIt() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.hold(CallID(1)))
        let hold = try #require(bench.last(.invite))
        bench.command(.resume(CallID(1)))
        #expect(bench.last(.invite)?.bytes == hold.bytes)
        bench.receive(Peer.answer(hold, 200, body: Peer.sdp("recvonly")))
        let resume = try #require(bench.last(.invite))
        #expect(resume.cSeq.number == hold.cSeq.number + 1)
        bench.receive(Peer.answer(resume, 200, body: Peer.sdp("sendrecv", version: 3)))
        #expect(bench.core.calls.first?.state == .active && bench.plans.last?.direction == .sendReceive)
    }

    @Test func aRefusedHoldStillSilencesUsAndARefusedResumeIsTold() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.hold(CallID(1)))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 488))
        #expect(bench.core.calls.first?.state == .held && bench.plans.last?.direction.sends == false)
        bench.command(.resume(CallID(1)))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 488))
        #expect(bench.events.contains(.commandRefused(.resume(CallID(1)), .notInThisState)))
        #expect(bench.core.calls.first?.state == .held)
    }

    /// RFC 3261 §12.2.1.2: who knows the call no more hung up; his BYE crosses our request.
    @Test(arguments: [(481, EndReason.Cause.endedByPeer), (408, .networkFailure)])
    func aLostDialogEndsTheCall(status: Int, cause: EndReason.Cause) throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.hold(CallID(1)))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), status))
        #expect(bench.ends == [EndReason(cause, status: status)])
    }

    @Test(arguments: [("sendonly", MediaDirection.receiveOnly), ("inactive", .inactive)])
    func thePeerHoldsAndResumes(direction: String, answered: MediaDirection) throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        bench.receive(Peer.within(invite, "INVITE", branch: "z9hG4bKre1", cSeq: 1, body: Peer.sdp(direction)))
        let answer = try #require(bench.lastAnswer(.invite))
        #expect(try SessionDescription(parsing: answer.body).media[0].direction == answered)
        #expect(bench.core.calls.first?.state == .heldByPeer && bench.plans.last?.direction.sends == false)
        bench.receive(Peer.within(invite, "ACK", branch: "z9hG4bKac1", cSeq: 1))
        bench.receive(
            Peer.within(invite, "INVITE", branch: "z9hG4bKre2", cSeq: 2, body: Peer.sdp("sendrecv", version: 3)))
        #expect(bench.core.calls.first?.state == .active && bench.plans.last?.direction == .sendReceive)
        bench.receive(Peer.within(invite, "ACK", branch: "z9hG4bKac2", cSeq: 2))
        bench.advance(by: .seconds(40))
        #expect(bench.states == [.dialing, .active, .heldByPeer, .active] && bench.ends.isEmpty)
    }

    @Test func theOldHoldIsOneToo() throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        let body = Peer.sdp.replacing("c=IN IP4 192.0.2.9", with: "c=IN IP4 0.0.0.0")
        bench.receive(Peer.within(invite, "INVITE", branch: "z9hG4bKre1", cSeq: 1, body: body))
        #expect(bench.core.calls.first?.state == .heldByPeer)
    }

    @Test func aNewAddressAndCodecMakeANewPlan() throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        let body = Peer.sdp("sendrecv", port: 7_400).replacing("AVP 8 101", with: "AVP 0")
        bench.receive(Peer.within(invite, "INVITE", branch: "z9hG4bKre1", cSeq: 1, body: body))
        #expect(bench.plans.last?.remotePort == 7_400 && bench.plans.last?.sending.codec == .pcmu)
        #expect(bench.core.calls.first?.codec == .pcmu)
        #expect(bench.events.filter { if case .callChanged = $0 { true } else { false } }.count == 2)
    }

    @Test func aChangeThatCannotBeKeepsTheSession() throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        let plans = bench.plans
        bench.receive(
            Peer.within(
                invite, "INVITE", branch: "z9hG4bKre1", cSeq: 1,
                body: Peer.sdp.replacing("RTP/AVP 8", with: "RTP/SAVP 8")))
        #expect(bench.lastAnswer(.invite)?.statusCode == 488 && bench.plans == plans)
        #expect(bench.core.calls.first?.state == .active)
        bench.receive(Peer.within(invite, "INVITE", branch: "z9hG4bKre2", cSeq: 2, body: Peer.sdp("sendonly")))
        #expect(bench.lastAnswer(.invite)?.statusCode == 200)
    }

    @Test func aReinviteWithoutDescriptionGetsOurOffer() throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        bench.receive(Peer.within(invite, "INVITE", branch: "z9hG4bKre1", cSeq: 1))
        let answer = try #require(bench.lastAnswer(.invite))
        #expect(try SessionDescription(parsing: answer.body).media[0].formatNames.count == 7)
        bench.receive(Peer.within(invite, "ACK", branch: "z9hG4bKac1", cSeq: 1, body: Peer.sdp("sendonly")))
        #expect(bench.core.calls.first?.state == .heldByPeer)
    }

    @Test func updateRefreshesAndRenegotiates() throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        bench.receive(Peer.within(invite, "UPDATE", branch: "z9hG4bKup1", cSeq: 1))
        #expect(bench.lastAnswer(.update)?.statusCode == 200 && bench.lastAnswer(.update)?.body.isEmpty == true)
        bench.receive(Peer.within(invite, "UPDATE", branch: "z9hG4bKup2", cSeq: 2, body: Peer.sdp("sendonly")))
        #expect(bench.lastAnswer(.update)?.statusCode == 200 && bench.lastAnswer(.update)?.body.isEmpty == false)
        #expect(bench.core.calls.first?.state == .heldByPeer)
        bench.receive(Peer.within(invite, "UPDATE", branch: "z9hG4bKup3", cSeq: 2))
        #expect(bench.lastAnswer(.update)?.statusCode == 500)
    }

    @Test func muteDigitsAndStatistics() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.mute(CallID(1), true))
        bench.command(.mute(CallID(1), true))
        #expect(bench.media.filter { $0 == .mute(MediaID(1), true) }.count == 1)
        #expect(bench.core.calls.first?.isMuted == true)
        bench.command(.digits(CallID(1), "12#a"))
        #expect(bench.media.last == .digits(MediaID(1), "12#A"))
        for digits in ["", "5x", String(repeating: "1", count: Limits.digits + 1)] {
            bench.command(.digits(CallID(1), digits))
            #expect(bench.events.last == .commandRefused(.digits(CallID(1), digits), .invalidDigits))
        }
        bench.input(.media(.digit(MediaID(1), "7")))
        #expect(bench.events.last == .digitReceived(CallID(1), "7"))
        bench.command(.statistics(CallID(1), token: 4))
        #expect(bench.media.last == .statistics(MediaID(1), token: 4))
        bench.input(.media(.statistics(MediaID(1), StreamStatistics(), token: 4)))
        #expect(bench.events.last == .statistics(CallID(1), StreamStatistics(), token: 4))
        bench.command(.hold(CallID(2)))
        #expect(bench.events.last == .commandRefused(.hold(CallID(2)), .unknownCall))
        bench.command(.resume(CallID(1)))
        #expect(bench.events.last == .commandRefused(.resume(CallID(1)), .notInThisState))
    }
}

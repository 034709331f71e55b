import CallEngine
import Media
import SIP
import Testing

/// RFC 3891 §3: who receives an INVITE with Replaces.
@Suite struct ReplacingTests {
    /// The value that names a dialog of ours as its peer's partner sees it: to-tag is ours.
    private static func field(_ callID: String, to ours: String?, from theirs: String?, _ more: String = "") -> String {
        "Replaces: \(callID);to-tag=\(ours ?? "0");from-tag=\(theirs ?? "0")\(more)"
    }

    private static func invite(_ replaces: [String], body: String = Peer.sdp) -> String {
        Peer.invite(
            branch: "z9hG4bKrep1", callID: "replacing-1", from: "\"Carole Petit\" <sip:0476003344@example.org>",
            body: body, headers: replaces)
    }

    /// An answered incoming call, and the Replaces field that names it.
    private static func talking() throws -> (Bench, String) {
        let (bench, accepted) = try IncomingCallTests.talking()
        return (bench, field("incoming-1", to: accepted.toTag, from: "caller"))
    }

    @Test func anAnsweredCallIsReplacedWithoutRinging() throws {
        var (bench, replaces) = try Self.talking()
        bench.command(.mute(CallID(1), true))
        _ = bench.takeSent()
        _ = bench.takeEvents()
        bench.receive(Self.invite([replaces]))
        let accepted = try #require(bench.lastAnswer(.invite))
        #expect(accepted.statusCode == 200 && accepted.callID == "replacing-1")
        #expect(!bench.sent.contains { $0.statusCode == 180 })
        let bye = try #require(bench.last(.bye))
        #expect(bye.callID == "incoming-1")
        let call = try #require(bench.core.calls.first)
        #expect(bench.events.contains(.callReplaced(CallID(1), by: call)))
        #expect(call.id == CallID(2) && call.state == .active && call.isMuted && call.remote.name == "Carole Petit")
        #expect(bench.ends.isEmpty && bench.core.calls.count == 1)
        #expect(!bench.events.contains { if case .callReceived = $0 { true } else { false } })
        #expect(bench.media.contains(.close(MediaID(1))) && bench.media.contains(.mute(MediaID(2), true)))
        bench.receive(
            Peer.request(
                "ACK", branch: "z9hG4bKra", callID: "replacing-1",
                from: "\"Carole Petit\" <sip:0476003344@example.org>;tag=caller",
                to: accepted.header("To") ?? "", cSeq: 1))
        bench.advance(by: .seconds(40))
        #expect(bench.core.calls.map(\.state) == [.active] && bench.ends.isEmpty)
    }

    @Test func aHeldCallStaysHeld() throws {
        var (bench, replaces) = try Self.talking()
        bench.command(.hold(CallID(1)))
        bench.receive(Self.invite([replaces]))
        let accepted = try #require(bench.lastAnswer(.invite))
        #expect(try SessionDescription(parsing: accepted.body).media[0].direction == .sendOnly)
        #expect(bench.core.calls.map(\.state) == [.held])
    }

    /// RFC 3891 §3: an early dialog that we began is cancelled.
    @Test func aCallThatWeDialIsReplacedByItsTarget() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 180))
        bench.receive(Self.invite([Self.field(invite.callID, to: invite.fromTag, from: "peer")]))
        #expect(bench.last(.cancel)?.callID == invite.callID)
        #expect(bench.lastAnswer(.invite)?.statusCode == 200 && bench.core.calls.map(\.state) == [.active])
        bench.receive(Peer.answer(invite, 487))
        #expect(bench.ends.isEmpty)
    }

    @Test func anEarlyOnlyReplacesMeetsAnAnsweredCallWith486() throws {
        var (bench, replaces) = try Self.talking()
        bench.receive(Self.invite([replaces + ";early-only"]))
        #expect(bench.lastAnswer(.invite)?.statusCode == 486 && bench.core.calls.map(\.state) == [.active])
    }

    @Test func aRingingCallIsNotGivenAway() throws {
        var bench = IncomingCallTests.ringing()
        let tag = bench.lastAnswer(.invite)?.toTag
        bench.receive(Self.invite([Self.field("incoming-1", to: tag, from: "caller")]))
        #expect(bench.lastAnswer(.invite)?.statusCode == 481 && bench.core.calls.map(\.state) == [.incoming])
    }

    @Test func anUnknownDialogIs481AndAnEndedOne603() throws {
        var (bench, replaces) = try Self.talking()
        bench.receive(Self.invite([Self.field("incoming-1", to: "other", from: "caller")]))
        #expect(bench.lastAnswer(.invite)?.statusCode == 481)
        bench.command(.hangUp(CallID(1)))
        bench.receive(Peer.answer(try #require(bench.last(.bye)), 200))
        bench.receive(
            Self.invite([replaces]).replacing("z9hG4bKrep1", with: "z9hG4bKrep2").replacing("CSeq: 1", with: "CSeq: 2"))
        #expect(bench.lastAnswer(.invite)?.statusCode == 603)
    }

    @Test(arguments: [
        ["Replaces: incoming-1;to-tag=a"], ["Replaces: incoming-1;from-tag=a"],
        ["Replaces: incoming-1;to-tag=a;to-tag=b;from-tag=c"], ["Replaces: ;to-tag=a;from-tag=c"],
        ["Replaces: x;to-tag=a;from-tag=c", "Replaces: y;to-tag=a;from-tag=c"],
    ])
    func whatNamesNoDialogIs400(fields: [String]) throws {
        var (bench, _) = try Self.talking()
        bench.receive(Self.invite(fields))
        #expect(bench.lastAnswer(.invite)?.statusCode == 400 && bench.core.calls.map(\.state) == [.active])
    }

    @Test func replacesInAnotherRequestIs400() throws {
        var (bench, replaces) = try Self.talking()
        bench.receive(Peer.request("OPTIONS", branch: "z9hG4bKo1", callID: "o-1", cSeq: 1, headers: [replaces]))
        #expect(bench.lastAnswer(.options)?.statusCode == 400)
    }

    /// On a line with a server only what came through it may replace.
    @Test func aStrangerMayNotReplace() throws {
        var (bench, replaces) = try Self.talking()
        let stranger = TransportAddress(transport: .udp, host: "192.0.2.66", port: 5_060)
        bench.receive(Self.invite([replaces]), from: stranger)
        let status = bench.lastAnswer(.invite)?.statusCode
        #expect(status == 403 || status == 404)
        #expect(bench.core.calls.map(\.id) == [CallID(1)] && bench.last(.bye) == nil)
    }

    /// RFC 3891 §3: where the new INVITE cannot be accepted the matched dialog stays as it is.
    @Test func nothingInCommonLeavesTheCall() throws {
        var (bench, replaces) = try Self.talking()
        bench.receive(Self.invite([replaces], body: Peer.sdp.replacing("RTP/AVP 8", with: "RTP/SAVP 8")))
        #expect(bench.lastAnswer(.invite)?.statusCode == 488 && bench.core.calls.map(\.state) == [.active])
    }

    @Test func portsThatNeverComeLeaveTheCallAndAreNotTold() throws {
        var (bench, replaces) = try Self.talking()
        _ = bench.takeEvents()
        bench.grantsMedia = false
        bench.receive(Self.invite([replaces]))
        #expect(bench.core.calls.map(\.id) == [CallID(1)])
        bench.advance(by: .milliseconds(Limits.preparationMilliseconds))
        #expect(bench.lastAnswer(.invite)?.statusCode == 480 && bench.events.isEmpty)
        #expect(bench.core.calls.map(\.state) == [.active])
    }

    @Test func theCallThatEndsMeanwhileIsNotReplaced() throws {
        var (bench, replaces) = try Self.talking()
        bench.grantsMedia = false
        bench.receive(Self.invite([replaces]))
        bench.command(.hangUp(CallID(1)))
        bench.input(.media(.ready(MediaID(2), host: "192.0.2.10", rtpPort: 40_004, rtcpPort: 40_005)))
        #expect(bench.lastAnswer(.invite)?.statusCode == 603 && bench.core.calls.isEmpty)
        #expect(bench.ends == [EndReason(.endedByMe)])
    }

    @Test func moreEndedCallsAreNotRemembered() throws {
        var bench = Bench()
        bench.start()
        for number in 0...Limits.rememberedDialogs {
            bench.receive(Peer.invite(branch: "z9hG4bKm\(number)", callID: "m-\(number)"))
            bench.command(.decline(CallID(number + 1), .busy))
        }
        bench.receive(Self.invite([Self.field("m-0", to: "x", from: "caller")]))
        #expect(bench.lastAnswer(.invite)?.statusCode == 481)
        let tag = bench.sent.last { $0.statusCode == 486 }?.toTag
        bench.receive(
            Self.invite([Self.field("m-\(Limits.rememberedDialogs)", to: tag, from: "caller")])
                .replacing("z9hG4bKrep1", with: "z9hG4bKrep9").replacing("CSeq: 1", with: "CSeq: 2"))
        #expect(bench.lastAnswer(.invite)?.statusCode == 603)
    }
}

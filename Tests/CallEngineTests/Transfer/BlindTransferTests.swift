import CallEngine
import Media
import SIP
import Testing

/// The agent sends the peer of a call elsewhere (RFC 3515, RFC 5589 §6.2).
@Suite struct BlindTransferTests {
    static let call = CallID(1)

    /// A call whose hold is confirmed and whose REFER is on its way.
    static func referring(_ settings: EngineSettings = Bench.settings(), to target: String = "carol") throws
        -> (Bench, invite: Message, refer: Message)
    {
        var (bench, invite) = try OutgoingCallTests.talking(settings)
        bench.command(.transfer(call, to: target))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp("recvonly")))
        return (bench, invite, try #require(bench.last(.refer)))
    }

    static func notice(
        _ invite: Message, _ status: String, cSeq: Int = 1, state: String = "active;expires=60",
        event: String = "refer", type: String = "message/sipfrag;version=2.0"
    ) -> String {
        Peer.within(invite, "NOTIFY", branch: "z9hG4bKno\(cSeq)", cSeq: cSeq, body: "SIP/2.0 \(status)\n")
            .replacing("Content-Type: application/sdp", with: "Content-Type: \(type)")
            .replacing("Max-Forwards: 70", with: "Max-Forwards: 70\nEvent: \(event)\nSubscription-State: \(state)")
    }

    static func progress(_ bench: Bench, of call: CallID = call) -> [TransferProgress] {
        bench.events.compactMap { if case .transferChanged(call, let progress) = $0 { progress } else { nil } }
    }

    @Test func referWaitsForTheHold() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.transfer(Self.call, to: "carol"))
        let hold = try #require(bench.last(.invite))
        #expect(try SessionDescription(parsing: hold.body).media[0].direction == .sendOnly)
        bench.receive(Peer.answer(hold, 491))
        #expect(bench.last(.refer) == nil && Self.progress(bench).isEmpty)
        bench.advance(by: .seconds(5))
        let again = try #require(bench.last(.invite))
        #expect(again.cSeq.number > hold.cSeq.number && bench.last(.refer) == nil)
        bench.receive(Peer.answer(again, 200, body: Peer.sdp("recvonly")))
        let refer = try #require(bench.last(.refer))
        #expect(refer.cSeq.number == again.cSeq.number + 1 && Self.progress(bench) == [.requested])
    }

    @Test func theReferItself() throws {
        let (_, invite, refer) = try Self.referring()
        #expect(refer.requestURI.description == "sip:bob@192.0.2.9:5070" && refer.callID == invite.callID)
        #expect(refer.fromTag == invite.fromTag && refer.toTag == "peer")
        #expect(refer.header("Refer-To") == "<sip:carol@example.org>")
        #expect(refer.header("Referred-By") == "<sip:alice@example.org>")
        #expect(refer.contacts.count == 1)
    }

    /// A line whose address has a port: others must name it, or they would call another server.
    @Test func thePortOfTheLinesDomain() throws {
        var settings = Bench.settings()
        settings.accounts[0].address = "sip:alice@example.org:5160"
        let (_, _, refer) = try Self.referring(settings)
        #expect(refer.header("Refer-To") == "<sip:carol@example.org:5160>")
    }

    @Test func aCallAlreadyHeldIsReferredAtOnce() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.hold(Self.call))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp("recvonly")))
        _ = bench.takeSent()
        bench.command(.transfer(Self.call, to: "sip:carol@example.net;transport=tcp?Subject=x"))
        #expect(bench.sent.map(\.method) == [.refer])
        #expect(bench.last(.refer)?.header("Refer-To") == "<sip:carol@example.net;transport=tcp>")
    }

    @Test func aRefusedHoldHindersNothing() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.transfer(Self.call, to: "carol"))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 488))
        #expect(bench.last(.refer) != nil && bench.core.calls.first?.state == .held)
    }

    @Test func noticesTellTheProgressAndTheEnd() throws {
        var (bench, invite, refer) = try Self.referring()
        bench.receive(Peer.answer(refer, 202))
        bench.receive(Self.notice(invite, "100 Trying"))
        #expect(bench.lastAnswer(.notify)?.statusCode == 200 && Self.progress(bench) == [.requested])
        bench.receive(Self.notice(invite, "180 Ringing", cSeq: 2))
        bench.receive(Self.notice(invite, "183 Session Progress", cSeq: 3))
        #expect(Self.progress(bench) == [.requested, .ringing] && bench.ends.isEmpty)
        bench.receive(Self.notice(invite, "200 OK", cSeq: 4, state: "terminated;reason=noresource"))
        #expect(Self.progress(bench) == [.requested, .ringing, .done])
        #expect(bench.last(.bye)?.toTag == "peer" && bench.ends == [EndReason(.endedByMe)])
        bench.receive(Peer.answer(try #require(bench.last(.bye)), 200))
        bench.advance(by: .seconds(300))
        #expect(bench.core.calls.isEmpty && bench.core.nextDeadline == nil)
    }

    /// RFC 3515 §2.4.4: a notice may come before the answer to REFER.
    @Test func aNoticeBeforeTheAnswer() throws {
        var (bench, invite, refer) = try Self.referring()
        bench.receive(Self.notice(invite, "200 OK", state: "terminated;reason=noresource"))
        #expect(Self.progress(bench) == [.requested, .done] && bench.ends == [EndReason(.endedByMe)])
        bench.receive(Peer.answer(refer, 202))
        #expect(bench.ends.count == 1)
    }

    @Test(arguments: ["486 Busy Here", "603 Decline", "302 Moved"])
    func aTargetThatRefusesLeavesTheCallHeld(status: String) throws {
        var (bench, invite, refer) = try Self.referring()
        bench.receive(Peer.answer(refer, 202))
        bench.receive(Self.notice(invite, status, state: "terminated;reason=noresource"))
        #expect(Self.progress(bench).last == .failed(status: Int(status.prefix(3))))
        #expect(bench.core.calls.map(\.state) == [.held] && bench.last(.bye) == nil)
        // What follows is of no subscription any more (RFC 6665 §4.1.3); the agent may try again or resume.
        bench.receive(Self.notice(invite, "200 OK", cSeq: 2))
        #expect(bench.lastAnswer(.notify)?.statusCode == 481 && bench.ends.isEmpty)
        bench.command(.transfer(Self.call, to: "dave"))
        let second = try #require(bench.last(.refer))
        #expect(second.header("Refer-To") == "<sip:dave@example.org>")
        // RFC 3515 §2.4.6: a notice of the first REFER is none of the second.
        bench.receive(Self.notice(invite, "200 OK", cSeq: 3, event: "refer;id=\(refer.cSeq.number)"))
        #expect(bench.lastAnswer(.notify)?.statusCode == 481 && bench.ends.isEmpty)
        bench.receive(Self.notice(invite, "200 OK", cSeq: 4, event: "refer ; id=\(second.cSeq.number)"))
        #expect(bench.ends == [EndReason(.endedByMe)])
    }

    @Test func aSubscriptionThatEndsWithoutAnOutcomeFailed() throws {
        var (bench, invite, refer) = try Self.referring()
        bench.receive(Peer.answer(refer, 202))
        bench.receive(Self.notice(invite, "100 Trying", state: "terminated;reason=timeout"))
        #expect(Self.progress(bench).last == .failed(status: nil) && bench.core.calls.map(\.state) == [.held])
    }

    @Test func silenceIsBounded() throws {
        var (bench, invite, refer) = try Self.referring()
        bench.receive(Peer.answer(refer, 202))
        bench.advance(by: .seconds(Limits.transferSeconds - 1))
        bench.receive(Self.notice(invite, "180 Ringing"))
        bench.advance(by: .seconds(Limits.transferSeconds - 1))
        #expect(Self.progress(bench) == [.requested, .ringing])
        bench.advance(by: .seconds(1))
        #expect(Self.progress(bench).last == .failed(status: nil) && bench.core.calls.map(\.state) == [.held])
    }

    /// RFC 4488: no notice will come.
    @Test func aPeerWithoutNotices() throws {
        var (bench, _, refer) = try Self.referring()
        bench.receive(Peer.answer(refer, 202, headers: ["Refer-Sub: false"]))
        bench.advance(by: .seconds(Limits.unreportedTransferSeconds - 1))
        #expect(Self.progress(bench) == [.requested])
        bench.advance(by: .seconds(1))
        #expect(Self.progress(bench).last == .failed(status: nil) && bench.core.calls.map(\.state) == [.held])
    }

    @Test(arguments: [400, 403, 405, 408, 501, 603])
    func aRefusedReferLeavesTheCallHeld(status: Int) throws {
        var (bench, _, refer) = try Self.referring()
        bench.receive(Peer.answer(refer, status))
        #expect(Self.progress(bench) == [.requested, .failed(status: status)])
        #expect(bench.core.calls.map(\.state) == [.held] && bench.ends.isEmpty)
        bench.advance(by: .seconds(600))
        #expect(bench.sent.filter { $0.method == .refer }.count == 1)
    }

    /// RFC 3261 §12.2.1.2: the peer does not know the dialog any more.
    @Test func aPeerThatForgotTheCall() throws {
        var (bench, _, refer) = try Self.referring()
        bench.receive(Peer.answer(refer, 481))
        #expect(Self.progress(bench).last == .failed(status: 481))
        #expect(bench.ends == [EndReason(.endedByPeer, status: 481)])
    }

    @Test func noAnswerAtAll() throws {
        var (bench, _, _) = try Self.referring()
        bench.advance(by: .seconds(33))
        #expect(Self.progress(bench).last == .failed(status: 408) && bench.core.calls.map(\.state) == [.held])
    }

    @Test(arguments: [(491, ""), (500, "Retry-After: 3"), (503, "Retry-After: 9999")])
    func aPeerThatCannotNowIsAskedAgain(status: Int, header: String) throws {
        var (bench, invite, refer) = try Self.referring()
        var last = refer
        for _ in 0..<Limits.transferRetries {
            bench.receive(Peer.answer(last, status, headers: header.isEmpty ? [] : [header]))
            bench.advance(by: .seconds(10))
            let next = try #require(bench.last(.refer))
            #expect(next.cSeq.number == last.cSeq.number + 1)
            last = next
        }
        #expect(Self.progress(bench) == [.requested])
        bench.receive(Peer.answer(last, status))
        #expect(Self.progress(bench).last == .failed(status: status))
        bench.receive(Self.notice(invite, "200 OK"))
        #expect(bench.lastAnswer(.notify)?.statusCode == 481)
    }

    @Test(arguments: [401, 407])
    func aChallengeIsAnswered(status: Int) throws {
        var (bench, _) = try OutgoingCallTests.dialling()
        let first = try #require(bench.last(.invite))
        // The peer is spoken to through the line's server, as a proxy that stays in the way does.
        bench.receive(
            Peer.answer(first, 200, body: Peer.sdp, headers: ["Record-Route: <sip:192.0.2.1:5060;lr>"]))
        bench.command(.transfer(Self.call, to: "carol"))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp("recvonly")))
        let refer = try #require(bench.last(.refer))
        let name = status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate"
        let challenge = "\(name): Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256"
        bench.receive(Peer.answer(refer, status, headers: [challenge]))
        let again = try #require(bench.last(.refer))
        let answer = again.header(status == 401 ? "Authorization" : "Proxy-Authorization")
        #expect(again.cSeq.number == refer.cSeq.number + 1 && answer?.contains("username=\"alice\"") == true)
        bench.receive(Peer.answer(again, status, headers: [challenge]))
        #expect(Self.progress(bench) == [.requested, .failed(status: status)])
    }

    /// No credentials for a peer that asks for them itself.
    @Test func aChallengeOfThePeerIsNotAnswered() throws {
        var (bench, _, refer) = try Self.referring()
        let challenge = "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256"
        bench.receive(Peer.answer(refer, 401, headers: [challenge]))
        #expect(bench.last(.refer)?.bytes == refer.bytes && Self.progress(bench).last == .failed(status: 401))
    }

    /// Exchanges that end the call as soon as they have accepted REFER.
    @Test func byeAfterTheAcceptanceIsTheTransfer() throws {
        var (bench, invite, refer) = try Self.referring()
        bench.receive(Peer.answer(refer, 202))
        bench.receive(Peer.within(invite, "BYE", branch: "z9hG4bKb1", cSeq: 1))
        #expect(Self.progress(bench) == [.requested, .done] && bench.ends == [EndReason(.endedByPeer)])
        #expect(bench.lastAnswer(.bye)?.statusCode == 200 && bench.last(.bye) == nil)
    }

    @Test func byeBeforeTheAcceptanceIsNone() throws {
        var (bench, invite, _) = try Self.referring()
        bench.receive(Peer.within(invite, "BYE", branch: "z9hG4bKb1", cSeq: 1))
        #expect(Self.progress(bench) == [.requested, .failed(status: nil)] && bench.ends == [EndReason(.endedByPeer)])
        bench.advance(by: .seconds(300))
        #expect(bench.core.nextDeadline == nil)
    }

    @Test func theAgentTakesTheCallBackBeforeReferWentOut() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.transfer(Self.call, to: "carol"))
        bench.command(.resume(Self.call))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp("recvonly")))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp("sendrecv", version: 3)))
        #expect(bench.last(.refer) == nil && Self.progress(bench) == [.failed(status: nil)])
        #expect(bench.core.calls.map(\.state) == [.active])
    }

    @Test func aNoticeThatIsNone() throws {
        var (bench, invite, refer) = try Self.referring()
        bench.receive(Peer.answer(refer, 202))
        bench.receive(Self.notice(invite, "200 OK", type: "text/plain"))
        #expect(bench.lastAnswer(.notify)?.statusCode == 415)
        bench.receive(Self.notice(invite, "999 Nonsense", cSeq: 2))
        #expect(bench.lastAnswer(.notify)?.statusCode == 200 && bench.ends.isEmpty)
        bench.receive(Self.notice(invite, "200 OK", cSeq: 3, event: "refer;id=77"))
        #expect(bench.lastAnswer(.notify)?.statusCode == 481 && Self.progress(bench) == [.requested])
    }

    @Test(arguments: [
        ("", CommandProblem.invalidAddress), ("two words", .invalidAddress), ("sip:bob@example.net", .invalidAddress),
        ("mailto:carol@example.org", .invalidAddress),
    ]) func targetsThatAreNone(target: String, problem: CommandProblem) throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.transfer(Self.call, to: target))
        #expect(bench.events.last == .commandRefused(.transfer(Self.call, to: target), problem))
        #expect(bench.core.calls.map(\.state) == [.active])
    }

    @Test func statesWithoutTransfer() throws {
        var (bench, _) = try OutgoingCallTests.dialling()
        bench.command(.transfer(Self.call, to: "carol"))
        #expect(bench.events.last == .commandRefused(.transfer(Self.call, to: "carol"), .notInThisState))
        bench.command(.transfer(CallID(9), to: "carol"))
        #expect(bench.events.last == .commandRefused(.transfer(CallID(9), to: "carol"), .unknownCall))
        var (second, _, _) = try Self.referring()
        second.command(.transfer(Self.call, to: "dave"))
        #expect(second.events.last == .commandRefused(.transfer(Self.call, to: "dave"), .notInThisState))
    }
}

import CallEngine
import Media
import SIP
import Testing

/// RFC 3262 in both roles, early dialogs (RFC 3311, RFC 6228), and the sound of forks.
@Suite struct ReliabilityTests {
    private static func reliable(_ number: Int) -> [String] { ["Require: 100rel", "RSeq: \(number)"] }

    // MARK: As the caller

    @Test func aReliableAnswerIsAcknowledgedOnce() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        #expect(invite.supported.contains("100rel"))
        bench.receive(Peer.answer(invite, 183, body: Peer.sdp, headers: Self.reliable(77)))
        let prack = try #require(bench.last(.prack))
        #expect(prack.header("RAck") == "77 1 INVITE" && prack.cSeq.number == 2 && prack.toTag == "peer")
        #expect(prack.requestURI.description == "sip:bob@192.0.2.9:5070" && prack.body.isEmpty)
        #expect(bench.plans.last?.remotePort == 7_000)
        bench.receive(Peer.answer(prack, 200))
        _ = bench.takeSent()
        // A copy is absorbed; after a gap nothing is acknowledged until the missing one has come (§4).
        bench.receive(Peer.answer(invite, 183, body: Peer.sdp, headers: Self.reliable(77)))
        bench.receive(Peer.answer(invite, 180, headers: Self.reliable(79)))
        #expect(bench.sent.isEmpty)
        bench.receive(Peer.answer(invite, 180, headers: Self.reliable(78)))
        #expect(bench.last(.prack)?.header("RAck") == "78 1 INVITE")
        bench.receive(Peer.answer(invite, 200))
        #expect(bench.last(.ack)?.cSeq.number == 1 && bench.core.calls.map(\.state) == [.active])
        bench.command(.hangUp(CallID(1)))
        #expect(bench.last(.bye)?.cSeq.number == 4)
    }

    @Test func eachDialogCountsForItself() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 180, tag: "a", headers: Self.reliable(10)))
        bench.receive(Peer.answer(invite, 180, tag: "b", headers: Self.reliable(500)))
        bench.receive(Peer.answer(invite, 180, tag: "a", headers: Self.reliable(11)))
        let pracks = bench.sent.filter { $0.method == .prack }
        #expect(pracks.map { $0.toTag } == ["a", "b", "a"])
        #expect(pracks.map { $0.header("RAck") } == ["10 1 INVITE", "500 1 INVITE", "11 1 INVITE"])
    }

    @Test(arguments: [
        ["Require: 100rel"], ["Require: 100rel", "RSeq: 0"], ["Require: 100rel", "RSeq: x"], ["RSeq: 4"],
    ])
    func withoutNumberOrRequirementThereIsNoPrack(headers: [String]) throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 180, headers: headers))
        #expect(bench.last(.prack) == nil && bench.states == [.dialing, .ringing])
    }

    @Test func aChallengedPrackIsSentWithCredentials() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(
            Peer.answer(invite, 180, headers: Self.reliable(3) + ["Record-Route: <sip:192.0.2.1:5060;lr>"]))
        let challenge = "Proxy-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\""
        bench.receive(Peer.answer(try #require(bench.last(.prack)), 407, headers: [challenge]))
        let again = try #require(bench.last(.prack))
        #expect(again.cSeq.number == 3 && again.header("RAck") == "3 1 INVITE")
        #expect(again.header("Proxy-Authorization") != nil)
    }

    // MARK: As the called one

    private static func ringing(body: String = Peer.sdp) -> Bench {
        IncomingCallTests.ringing(Peer.invite(body: body, headers: ["Require: 100rel"]))
    }

    private static func prack(_ ringing: Message, cSeq: Int = 2, number: UInt32? = nil, body: String = "") -> String {
        let sequence = number ?? ringing.header("RSeq").flatMap { UInt32($0) } ?? 0
        return Peer.within(answer: ringing, "PRACK", branch: "z9hG4bKpr\(cSeq)", cSeq: cSeq, body: body)
            .replacing("Max-Forwards", with: "RAck: \(sequence) 1 INVITE\nMax-Forwards")
    }

    /// RFC 3262 §3: T1 doubling without a longest wait, 64 × T1, then 5xx.
    @Test func aReliable180IsRepeatedUntilItIsGivenUp() throws {
        var bench = Self.ringing()
        let first = try #require(bench.lastAnswer(.invite))
        #expect(first.statusCode == 180 && first.require == ["100rel"] && first.header("RSeq") != nil)
        var times: [Int] = []
        for step in 1...63 {
            let before = bench.sent.count
            bench.advance(by: .milliseconds(500))
            if bench.sent.count > before { times.append(step) }
        }
        #expect(times == [1, 3, 7, 15, 31, 63])
        bench.advance(by: .milliseconds(500))
        #expect(bench.lastAnswer(.invite)?.statusCode == 504 && bench.ends == [EndReason(.missed, status: 504)])
    }

    @Test func aPrackStopsTheCopies() throws {
        var bench = Self.ringing()
        let first = try #require(bench.lastAnswer(.invite))
        bench.receive(Self.prack(first, cSeq: 2, number: 999_999))
        #expect(bench.lastAnswer(.prack)?.statusCode == 481)
        bench.receive(Self.prack(first, cSeq: 3))
        #expect(bench.lastAnswer(.prack)?.statusCode == 200)
        _ = bench.takeSent()
        bench.advance(by: .seconds(40))
        #expect(bench.sent.isEmpty && bench.core.calls.map(\.state) == [.incoming])
        bench.receive(Self.prack(first, cSeq: 4))
        #expect(bench.lastAnswer(.prack)?.statusCode == 481)
    }

    /// An INVITE without offer: our offer goes with the 180, the answer comes with PRACK, the 200 waits and is empty.
    @Test func anOfferIn180HoldsTheAnswerBack() throws {
        var bench = Self.ringing(body: "")
        let first = try #require(bench.lastAnswer(.invite))
        #expect(first.statusCode == 180 && !first.body.isEmpty)
        bench.command(.answer(CallID(1)))
        #expect(bench.lastAnswer(.invite)?.statusCode == 180)
        bench.receive(Self.prack(first, body: Peer.sdp))
        #expect(bench.lastAnswer(.prack)?.statusCode == 200)
        let accepted = try #require(bench.lastAnswer(.invite))
        #expect(accepted.statusCode == 200 && accepted.body.isEmpty)
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKak", cSeq: 1))
        #expect(bench.core.calls.map(\.state) == [.active] && bench.plans.last?.remotePort == 7_000)
    }

    @Test func aPrackWithoutTheAnswerEndsTheAttempt() throws {
        var bench = Self.ringing(body: "")
        bench.receive(Self.prack(try #require(bench.lastAnswer(.invite))))
        #expect(bench.lastAnswer(.invite)?.statusCode == 488 && bench.ends.map(\.cause) == [.noCommonMedia])
    }

    /// RFC 3311 §5.2 in the early dialog: 491 while our offer is open, an answer once it was closed.
    @Test func anUpdateBeforeTheAnswer() throws {
        var bench = Self.ringing(body: "")
        let first = try #require(bench.lastAnswer(.invite))
        bench.receive(Peer.within(answer: first, "UPDATE", branch: "z9hG4bKe1", cSeq: 2, body: Peer.sdp("sendrecv")))
        #expect(bench.lastAnswer(.update)?.statusCode == 491)
        bench.receive(Self.prack(first, cSeq: 3, body: Peer.sdp))
        bench.receive(
            Peer.within(
                answer: first, "UPDATE", branch: "z9hG4bKe2", cSeq: 4, body: Peer.sdp("sendrecv", port: 7_500)))
        #expect(bench.lastAnswer(.update)?.statusCode == 200 && bench.lastAnswer(.update)?.body.isEmpty == false)
    }

    @Test func anUpdateBeforeOurAnswerIs500() throws {
        var bench = IncomingCallTests.ringing()
        let first = try #require(bench.lastAnswer(.invite))
        bench.receive(Peer.within(answer: first, "UPDATE", branch: "z9hG4bKe1", cSeq: 2, body: Peer.sdp("sendrecv")))
        #expect(bench.lastAnswer(.update)?.statusCode == 500 && bench.lastAnswer(.update)?.retryAfter != nil)
    }

    // MARK: Early dialogs of our INVITE

    @Test func anUpdateInAnEarlyDialogMovesTheSound() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 183, body: Peer.sdp, headers: Self.reliable(1)))
        bench.receive(
            Peer.within(invite, "UPDATE", branch: "z9hG4bKe1", cSeq: 1, body: Peer.sdp("sendrecv", port: 7_600)))
        #expect(bench.lastAnswer(.update)?.statusCode == 200 && bench.plans.last?.remotePort == 7_600)
        bench.receive(Peer.within(invite, "UPDATE", branch: "z9hG4bKe2", cSeq: 2, tag: "other", body: Peer.sdp))
        #expect(bench.lastAnswer(.update)?.statusCode == 481)
        bench.receive(Peer.answer(invite, 200))
        #expect(bench.core.calls.map(\.state) == [.active] && bench.plans.last?.remotePort == 7_600)
    }

    @Test func anUpdateBeforeTheirAnswerIs491() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 180))
        bench.receive(Peer.within(invite, "UPDATE", branch: "z9hG4bKe1", cSeq: 1, body: Peer.sdp("sendrecv")))
        #expect(bench.lastAnswer(.update)?.statusCode == 491)
    }

    /// The latest dialog with RTP is heard; one without sound does not silence another.
    @Test func theBranchWithSoundIsHeard() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        let other = Peer.sdp.replacing("192.0.2.9", with: "192.0.2.8").replacing("7000", with: "7800")
        bench.receive(Peer.answer(invite, 183, tag: "a", body: Peer.sdp))
        bench.input(.media(.source(MediaID(1), host: "192.0.2.9", port: 7_000)))
        bench.input(.media(.firstPacket(MediaID(1))))
        bench.receive(Peer.answer(invite, 183, tag: "b", body: other))
        #expect(bench.plans.last?.remoteHost == "192.0.2.9")
        bench.input(.media(.source(MediaID(1), host: "192.0.2.8", port: 7_800)))
        #expect(bench.plans.last?.remoteHost == "192.0.2.8" && bench.plans.last?.remotePort == 7_800)
        bench.input(.media(.source(MediaID(1), host: "192.0.2.77", port: 1)))
        #expect(bench.plans.last?.remoteHost == "192.0.2.8")
        // RFC 6228 §4: the branch is over, the other is heard again.
        bench.receive(Peer.answer(invite, 199, tag: "b"))
        #expect(bench.plans.last?.remoteHost == "192.0.2.9" && bench.ends.isEmpty)
        bench.receive(Peer.answer(invite, 200, tag: "a", body: Peer.sdp))
        #expect(bench.core.calls.map(\.state) == [.active])
        bench.receive(Peer.answer(invite, 200, tag: "b", body: other))
        #expect(bench.last(.bye)?.toTag == "b" && bench.last(.ack)?.toTag == "b")
        #expect(bench.core.calls.map(\.state) == [.active] && bench.plans.last?.remoteHost == "192.0.2.9")
    }

    /// A gateway that announces first and answers from elsewhere: the description of the 200 counts.
    @Test func theAnswerOfThe200ReplacesAnUnreliableOne() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 183, body: Peer.sdp))
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp("sendrecv", port: 7_900)))
        #expect(bench.plans.last?.remotePort == 7_900)
    }

    @Test(arguments: [181, 182])
    func forwardedAndQueuedAreNotRinging(status: Int) throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, status))
        #expect(bench.states == [.dialing] && bench.tones.isEmpty)
    }

    @Test(arguments: [305, 380])
    func anotherProxyOrServiceIsNotFollowed(status: Int) throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, status, contact: "<sip:evil@192.0.2.66>"))
        #expect(bench.sent.filter { $0.isRequest && $0.method == .invite }.count == 1)
        #expect(bench.ends.map(\.status) == [status])
    }

    @Test func aRedirectionToANumberIsCalledAtHome() throws {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(Peer.answer(invite, 302, contact: "<tel:+33-476-001-122>"))
        #expect(bench.last(.invite)?.requestURI.description == "sip:+33476001122@example.org")
    }
}

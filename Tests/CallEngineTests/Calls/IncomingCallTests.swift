import CallEngine
import Media
import SIP
import Testing

@Suite struct IncomingCallTests {
    static func ringing(_ invite: String = Peer.invite(), _ settings: EngineSettings = Bench.settings()) -> Bench {
        var bench = Bench(settings)
        bench.start()
        bench.receive(invite)
        return bench
    }

    /// A call that was answered, with its ACK; and our 200.
    static func talking(_ settings: EngineSettings = Bench.settings()) throws -> (Bench, Message) {
        var bench = ringing(Peer.invite(), settings)
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1))
        return (bench, accepted)
    }

    @Test func aCallRingsIsAnsweredAndEnded() throws {
        var bench = Self.ringing()
        let ringing = try #require(bench.lastAnswer(.invite))
        #expect(ringing.statusCode == 180 && ringing.toTag != nil && !ringing.contacts.isEmpty)
        let call = try #require(bench.core.calls.first)
        #expect(call.remote == Party(name: "Bob Dupont", number: "0476001122", address: "sip:0476001122@example.org"))
        #expect(call.state == .incoming && call.dialledUser == "alice" && call.direction == .incoming)
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        #expect(accepted.statusCode == 200 && accepted.toTag == ringing.toTag)
        #expect(try SessionDescription(parsing: accepted.body).media[0].formatNames == ["8", "101"])
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1))
        bench.advance(by: .seconds(40))
        #expect(bench.states == [.incoming, .active] && bench.sent.filter { $0.statusCode == 200 }.count == 1)
        bench.command(.hangUp(CallID(1)))
        let bye = try #require(bench.last(.bye))
        #expect(bye.requestURI.description == "sip:bob@192.0.2.9:5070" && bye.toTag == "caller")
        #expect(bench.ends == [EndReason(.endedByMe)])
    }

    @Test func theAnswerIsRepeatedUntilItsAcknowledgement() throws {
        var bench = Self.ringing()
        bench.command(.answer(CallID(1)))
        bench.advance(by: .milliseconds(31_999))
        #expect(bench.sent.filter { $0.statusCode == 200 }.count == 11)
        bench.advance(by: .milliseconds(1))
        #expect(bench.last(.bye) != nil && bench.ends == [EndReason(.networkFailure)])
    }

    @Test func hangingUpBeforeTheAcknowledgementWaitsForIt() throws {
        var bench = Self.ringing()
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        bench.command(.hangUp(CallID(1)))
        #expect(bench.ends == [EndReason(.endedByMe)] && bench.last(.bye) == nil && bench.core.calls.isEmpty)
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1))
        #expect(bench.last(.bye) != nil && bench.ends.count == 1)
    }

    @Test(arguments: [(DeclineReason.busy, 486), (.declined, 603), (.unavailable, 480)])
    func aCallIsDeclined(reason: DeclineReason, status: Int) throws {
        var bench = Self.ringing()
        bench.command(.decline(CallID(1), reason))
        let answer = try #require(bench.lastAnswer(.invite))
        #expect(answer.statusCode == status && bench.ends == [EndReason(.declinedByMe, status: status)])
        #expect(bench.media.last == .close(MediaID(1)))
        bench.receive(Peer.within(answer: answer, "ACK", branch: "z9hG4bKin1", cSeq: 1))
        bench.advance(by: .seconds(40))
        #expect(bench.core.nextDeadline == nil && bench.ends.count == 1)
    }

    @Test(arguments: [
        ("", EndReason.Cause.missed), ("Reason: SIP;cause=200;text=\"Call completed elsewhere\"", .answeredElsewhere),
    ])
    func theCallerGivesUp(reason: String, cause: EndReason.Cause) {
        var bench = Self.ringing()
        bench.receive(
            Peer.request(
                "CANCEL", branch: "z9hG4bKin1", cSeq: 1, headers: reason.isEmpty ? [] : [reason]))
        #expect(bench.lastAnswer(.cancel)?.statusCode == 200 && bench.lastAnswer(.invite)?.statusCode == 487)
        #expect(bench.ends == [EndReason(cause, status: 487)])
        bench.command(.answer(CallID(1)))
        #expect(bench.events.last == .commandRefused(.answer(CallID(1)), .unknownCall))
    }

    @Test func aCancelAfterTheAnswerChangesNothing() throws {
        var bench = Self.ringing()
        bench.command(.answer(CallID(1)))
        bench.receive(Peer.request("CANCEL", branch: "z9hG4bKin1", cSeq: 1))
        #expect(bench.lastAnswer(.cancel)?.statusCode == 200 && bench.core.calls.first?.state == .active)
    }

    @Test func aCopyOfTheInviteRingsOnce() {
        var bench = Self.ringing()
        bench.receive(Peer.invite())
        bench.receive(Peer.invite())
        #expect(bench.states == [.incoming])
        #expect(bench.sent.filter { $0.statusCode == 180 }.count == 3)
        bench.receive(Peer.invite(branch: "z9hG4bKother"))
        #expect(bench.lastAnswer(.invite)?.statusCode == 482 && bench.states == [.incoming])
    }

    @Test func anInviteWithoutDescriptionGetsOurOffer() throws {
        var bench = Self.ringing(Peer.invite(body: ""))
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        let offer = try SessionDescription(parsing: accepted.body)
        #expect(offer.media[0].formatNames.first == "96" && bench.plans.isEmpty)
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1, body: Peer.sdp))
        #expect(bench.plans.first?.sending.codec == .pcma && bench.core.calls.first?.codec == .pcma)
        #expect(bench.core.calls.first?.state == .active)
    }

    @Test func noAnswerInTheAcknowledgementEndsTheCall() throws {
        var bench = Self.ringing(Peer.invite(body: ""))
        bench.command(.answer(CallID(1)))
        let accepted = try #require(bench.lastAnswer(.invite))
        bench.receive(Peer.within(answer: accepted, "ACK", branch: "z9hG4bKack1", cSeq: 1))
        #expect(bench.last(.bye) != nil && bench.ends == [EndReason(.noCommonMedia)])
    }

    @Test func nothingInCommonIs488AndDoesNotRing() {
        let bench = Self.ringing(Peer.invite(body: Peer.sdp.replacing("RTP/AVP 8", with: "RTP/SAVP 8")))
        #expect(
            bench.lastAnswer(.invite)?.statusCode == 488
                && bench.events.allSatisfy { $0 == .accountChanged(AccountID(0), .direct) })
    }

    @Test func aCallBeyondTheMostIsBusy() {
        var bench = Self.ringing(Peer.invite(), Bench.settings(maximumCalls: 1))
        bench.receive(Peer.invite(branch: "z9hG4bKin2", callID: "incoming-2"))
        #expect(bench.lastAnswer(.invite)?.statusCode == 486 && bench.core.calls.count == 1)
    }

    @Test func noSettingAllowsMoreCallsThanTheLimit() {
        var bench = Self.ringing(Peer.invite(), Bench.settings(maximumCalls: .max))
        for number in 2...(Limits.mostCalls + 5) {
            bench.receive(Peer.invite(branch: "z9hG4bKin\(number)", callID: "incoming-\(number)"))
        }
        #expect(bench.core.calls.count == Limits.mostCalls && bench.lastAnswer(.invite)?.statusCode == 486)
    }

    /// Callers who never acknowledge keep their place after the end: they must not fill the memory.
    @Test func endedCallsThatWaitForMessagesHaveALimit() {
        var bench = Bench(Bench.settings(maximumCalls: 1))
        bench.start()
        for number in 1...(Limits.calls + 5) {
            bench.receive(Peer.invite(branch: "z9hG4bKin\(number)", callID: "incoming-\(number)"))
            guard let call = bench.core.calls.first else { break }
            bench.command(.answer(call.id))
            bench.command(.hangUp(call.id))
        }
        #expect(bench.ends.count == Limits.calls && bench.lastAnswer(.invite)?.statusCode == 486)
        bench.advance(by: .seconds(40))
        bench.receive(Peer.invite(branch: "z9hG4bKlater", callID: "later"))
        #expect(bench.core.calls.count == 1)
    }

    @Test func answeringBeforeThePortsAreThereWaitsForThem() {
        var bench = Bench()
        bench.grantsMedia = false
        bench.start()
        bench.receive(Peer.invite())
        bench.command(.answer(CallID(1)))
        #expect(bench.lastAnswer(.invite)?.statusCode == 180)
        bench.input(.media(.ready(MediaID(1), host: "192.0.2.10", rtpPort: 4_000, rtcpPort: 4_001)))
        #expect(bench.lastAnswer(.invite)?.statusCode == 200 && bench.core.calls.first?.state == .active)
    }

    @Test func portsThatFailAre500() {
        var bench = Bench()
        bench.grantsMedia = false
        bench.start()
        bench.receive(Peer.invite())
        bench.input(.media(.failed(MediaID(1))))
        #expect(bench.lastAnswer(.invite)?.statusCode == 500 && bench.ends == [EndReason(.other, status: 500)])
    }

    @Test func answeringASecondCallHoldsTheFirst() throws {
        var (bench, _) = try Self.talking()
        _ = bench.takeMedia()
        bench.receive(Peer.invite(branch: "z9hG4bKin2", callID: "incoming-2"))
        #expect(bench.tones == [.callWaiting])
        bench.command(.answer(CallID(2)))
        #expect(bench.core.calls.map(\.state) == [.held, .active] && bench.tones.contains(nil))
        let hold = try #require(bench.last(.invite))
        #expect(try SessionDescription(parsing: hold.body).media[0].direction == .sendOnly)
    }

    @Test(arguments: [
        ("\"\u{feff}[31mEvil\u{202e}txt\u{2066}\" <sip:1@h.example>", "[31mEviltxt"),
        ("\"  a \t b  \" <sip:1@h.example>", "a b"),
        ("<sip:1@h.example>", nil), ("\"\u{200f}\" <sip:1@h.example>", nil),
    ])
    func namesAreCleaned(from: String, name: String?) {
        let bench = Self.ringing(Peer.invite(from: from))
        #expect(bench.core.calls.first?.remote.name == name)
    }

    @Test func anAssertedIdentityIsBelievedOnTheLinesOwnFlowOnly() {
        let headers = ["P-Asserted-Identity: \"Standard\" <sip:0476999999@example.org>"]
        let trusted = Self.ringing(Peer.invite(from: "<sip:anonymous@anonymous.invalid>", headers: headers))
        #expect(trusted.core.calls.first?.remote.number == "0476999999")
        var bench = Bench()
        bench.start()
        let stranger = TransportAddress(transport: .udp, host: "198.51.100.1", port: 5_060)
        bench.input(.flowAccepted(FlowID(-1), local: Bench.own, remote: stranger))
        let text = Peer.invite(headers: headers).split(separator: "\n", omittingEmptySubsequences: false)
        bench.input(.received(Array(text.joined(separator: "\r\n").utf8), on: FlowID(-1), from: stranger))
        #expect(bench.core.calls.first?.remote.number == "0476001122")
    }

    @Test(arguments: ["Privacy: id", "Privacy: user;critical"])
    func whoAsksForPrivacyIsNotShown(header: String) {
        let headers = [header, "P-Asserted-Identity: <sip:0476999999@example.org>"]
        let remote = Self.ringing(Peer.invite(headers: headers)).core.calls.first?.remote
        #expect(remote?.isWithheld == true && remote?.number == nil && remote?.name == nil)
        #expect(remote?.address.contains("0476") == false)
    }
}

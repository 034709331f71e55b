import CallEngine
import SIP
import Testing

/// What comes with an INVITE besides its caller: who sent it on, how it rings, whether it is answered by itself.
@Suite struct IncomingHintTests {
    static func snapshot(_ headers: String..., from source: TransportAddress = Bench.server) -> CallSnapshot? {
        var bench = Bench()
        bench.start()
        bench.receive(Peer.invite(headers: headers), from: source)
        return bench.core.calls.first
    }

    // MARK: Forwarded by

    @Test func diversionsAreKeptLastFirstCleanedAndBounded() {
        let call = Self.snapshot(
            "Diversion: \"\u{202e}Accueil\" <sip:200@example.org>;reason=no-answer",
            "Diversion: \"Accueil\" <sip:200@example.org>;reason=user-busy, <sip:300@example.org>;privacy=full",
            "Diversion: <sip:1@h>, <sip:2@h>, <sip:3@h>, <sip:4@h>, </")
        #expect(call?.forwardedBy.count == Limits.forwarders)
        #expect(call?.forwardedBy.map(\.name) == ["Accueil", nil, nil, nil])
        #expect(call?.forwardedBy.map(\.number) == ["200", nil, "1", "2"])
        #expect(call?.forwardedBy.map(\.isWithheld) == [false, true, false, false])
        #expect(call?.forwardedBy.allSatisfy { $0.isAsserted || $0.isWithheld } == true)
    }

    @Test func theHistoryIsReadWhereThereIsNoDiversion() {
        let call = Self.snapshot(
            "History-Info: <sip:300@example.org?Reason=SIP%3Bcause%3D486>;index=1",
            "History-Info: \"Accueil\" <sip:200@example.org?Reason=SIP%3Bcause%3D302&Privacy=history>;index=1.1;mp=1",
            "History-Info: <sip:alice@example.org;cause=302>;index=1.2;mp=1.1")
        #expect(call?.forwardedBy.map(\.number) == [nil, "300"] && call?.forwardedBy[0].isWithheld == true)
        let hidden = Self.snapshot(
            "Privacy: history", "History-Info: <sip:300@example.org?Reason=SIP%3Bcause%3D486>;index=1",
            "History-Info: <sip:alice@example.org>;index=1.1")
        #expect(hidden?.forwardedBy.map(\.isWithheld) == [true] && hidden?.remote.isWithheld == false)
    }

    @Test func aStrangersWordOnForwardingIsMarked() {
        let call = Self.snapshot("Diversion: <sip:200@example.org>", from: StrangerTests.stranger)
        #expect(call?.forwardedBy.map(\.isAsserted) == [false])
    }

    // MARK: Ring

    @Test(arguments: [
        ("<http://127.0.0.1/ring.wav>;info=alert-internal;x-line-id=0", RingChoice.internal),
        ("info=alert-external", .external),
        ("<urn:alert:source:internal>", .internal), ("<urn:alert:source:external>", .external),
        ("<urn:alert:source:internal>, <urn:alert:priority:high>", .priority), ("<urn:alert:priority:low>", .normal),
        ("Bellcore-dr1", .normal), ("<http://127.0.0.1/Bellcore-dr2>", .external), ("<Bellcore-dr3>", .priority),
        ("bellcore-DR4", .priority), ("<http://x>;info=Bellcore-dr5", .normal), ("priority", .priority),
        ("internal", .internal),
        ("info=silent", .silent), ("<https://internal.example.org/a.wav>", .normal), ("\u{1f4a3}", .normal),
    ]) func alertInfoChoosesTheRing(value: String, ring: RingChoice) {
        #expect(Self.snapshot("Alert-Info: \(value)")?.ring == ring)
        #expect(Self.snapshot("Alert-Info: \(value)", from: StrangerTests.stranger)?.ring == .normal)
    }

    // MARK: Answered without the agent

    static func allowing(_ headers: String..., from source: TransportAddress = Bench.server) -> Bench {
        var settings = Bench.settings()
        settings.accounts[0].allowsAutoAnswer = true
        var bench = Bench(settings)
        bench.start()
        bench.receive(Peer.invite(headers: headers), from: source)
        return bench
    }

    @Test(arguments: [
        ("Call-Info: <sip:192.0.2.1>;answer-after=0", 0), ("Call-Info: <sip:192.0.2.1>;answer-after=5", 5),
        ("Alert-Info: <http://x>;info=alert-autoanswer", 0), ("Answer-Mode: Auto", 0), ("Answer-Mode: Auto;require", 0),
        ("Call-Info: <sip:h>;answer-after=999999999999", Limits.autoAnswerSeconds),
    ]) func itAnswersAfterTheAgentHasHeardWhoItIs(header: String, seconds: Int) {
        var bench = Self.allowing(header)
        #expect(bench.core.calls.first?.answersAfterSeconds == seconds)
        let notice = Duration.milliseconds(Limits.autoAnswerNoticeMilliseconds)
        let wait = max(notice, .seconds(seconds))
        bench.advance(by: wait - .milliseconds(1))
        #expect(bench.core.calls.first?.state == .incoming && bench.lastAnswer(.invite)?.statusCode == 180)
        bench.advance(by: .milliseconds(1))
        #expect(bench.core.calls.first?.state == .active && bench.lastAnswer(.invite)?.statusCode == 200)
    }

    @Test(arguments: [
        "Call-Info: <sip:h>;answer-after=-1", "Call-Info: <sip:h>;answer-after=x",
        "Call-Info: <sip:h>;answer-after=99999999999999999999", "Answer-Mode: Manual",
    ]) func whatIsNoNumberAnswersNothing(header: String) {
        var bench = Self.allowing(header)
        bench.advance(by: .seconds(100))
        #expect(bench.core.calls.first?.state == .incoming)
    }

    @Test func nobodyButTheLinesServerHasItAnswer() {
        for header in ["Call-Info: <sip:h>;answer-after=0", "Alert-Info: info=alert-autoanswer", "Answer-Mode: Auto"] {
            var bench = Self.allowing(header, from: StrangerTests.stranger)
            bench.advance(by: .seconds(100))
            #expect(bench.core.calls.first?.state == .incoming)
            var forbidden = IncomingCallTests.ringing(Peer.invite(headers: [header]))
            forbidden.advance(by: .seconds(100))
            #expect(
                forbidden.core.calls.first?.state == .incoming && forbidden.core.calls.first?.answersAfterSeconds == nil
            )
        }
    }

    @Test func aCallThatIsUpIsNeverPushedAside() {
        var bench = Self.allowing()
        bench.command(.answer(CallID(1)))
        bench.receive(
            Peer.invite(branch: "z9hG4bK2", callID: "second", headers: ["Call-Info: <sip:h>;answer-after=0"]))
        bench.advance(by: .seconds(30))
        #expect(bench.core.calls.map(\.state) == [.active, .incoming])
    }

    @Test func aCallThatCameUpMeanwhileIsNotPushedAsideEither() {
        var bench = Self.allowing("Call-Info: <sip:h>;answer-after=10")
        bench.advance(by: .seconds(5))
        bench.receive(Peer.invite(branch: "z9hG4bK2", callID: "second"))
        bench.command(.answer(CallID(2)))
        bench.advance(by: .seconds(30))
        #expect(bench.core.calls.first?.state == .incoming && bench.core.calls.first?.answersAfterSeconds == nil)
    }

    /// RFC 5373 §4.2: not answered by hand, so refused.
    @Test func aRequiredAnswerModeThatIsNotGrantedIsRefused() {
        let bench = Self.allowing("Answer-Mode: Auto;require", from: StrangerTests.stranger)
        #expect(bench.lastAnswer(.invite)?.statusCode == 403 && bench.core.calls.isEmpty)
    }

    // MARK: Answered elsewhere

    @Test(arguments: ["SIP;cause=200;text=\"Call completed elsewhere\"", "Q.850;cause=26"])
    func aCallTakenElsewhereIsNotMissed(reason: String) throws {
        var bench = IncomingCallTests.ringing()
        bench.receive(
            Peer.request("CANCEL", branch: "z9hG4bKin1", cSeq: 1, headers: ["Reason: \(reason)"]))
        #expect(bench.ends == [EndReason(.answeredElsewhere, status: 487)])
        bench = IncomingCallTests.ringing()
        let ringing = try #require(bench.lastAnswer(.invite))
        bench.receive(
            ConnectedIdentityTests.adding(
                "Reason: \(reason)", to: Peer.within(answer: ringing, "BYE", branch: "z9hG4bKb", cSeq: 2)))
        #expect(bench.ends == [EndReason(.answeredElsewhere)])
    }

    @Test func aByeOfAnAnsweredCallIsThePeersEnd() throws {
        var (bench, accepted) = try IncomingCallTests.talking()
        bench.receive(ConnectedIdentityTests.next(accepted, "BYE", "Reason: SIP;cause=200"))
        #expect(bench.ends == [EndReason(.endedByPeer)])
    }

    // MARK: Emergency

    @Test(arguments: ["112", "15", "1 1 2", "tel:112", "sip:17@example.org", "sip:112;phone-context=+33@example.org"])
    func emergencyNumbersAreKnown(number: String) {
        var bench = Bench()
        bench.start()
        bench.command(.dial(to: number, account: nil, token: 1))
        #expect(bench.core.calls.first?.isEmergency == true)
    }

    @Test func anEmergencyCallIsNeverRefusedForTheNumberOfCalls() {
        var bench = Bench(Bench.settings(maximumCalls: 1))
        bench.start()
        for number in ["0476001122", "0476003344", "112"] { bench.command(.dial(to: number, account: nil, token: 1)) }
        #expect(bench.events.contains(.dialRefused(.tooManyCalls, token: 1)))
        #expect(bench.core.calls.map(\.isEmergency) == [false, true])
        #expect(bench.sent.last { $0.method == .invite }?.requestURI.user == "112")
        for _ in 0..<100 { bench.command(.dial(to: "112", account: nil, token: 2)) }
        #expect(bench.core.calls.count <= Limits.calls + Limits.emergencyCalls)
    }
}

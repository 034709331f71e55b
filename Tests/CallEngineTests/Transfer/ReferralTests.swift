import CallEngine
import Media
import SIP
import Testing

/// The peer asks that we call somebody else (RFC 3515 §2.4.2): the agent is asked, the peer is told how it goes.
@Suite struct ReferralTests {
    static let call = CallID(1)
    static let target = "Refer-To: \"Carol Petit\" <sip:carol@example.net>"
    static let referrer = "Referred-By: \"Bob Dupont\" <sip:bob@example.net>"

    /// A call whose peer has sent a REFER.
    static func asked(_ headers: [String] = [target, referrer], settings: EngineSettings = Bench.settings()) throws
        -> (Bench, invite: Message)
    {
        var (bench, invite) = try OutgoingCallTests.talking(settings)
        _ = bench.takeSent()
        bench.receive(refer(invite, headers))
        return (bench, invite)
    }

    static func refer(_ invite: Message, _ headers: [String], cSeq: Int = 1) -> String {
        Peer.within(invite, "REFER", branch: "z9hG4bKrf\(cSeq)", cSeq: cSeq)
            .replacing("Max-Forwards: 70", with: (["Max-Forwards: 70"] + headers).joined(separator: "\n"))
    }

    /// RFC 6141 §4.6: the REFER that we accept moves the target, of the very first notice too.
    @Test func theFirstNoticeGoesWhereTheReferralWants() throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        let refer = Self.refer(invite, [Self.target])
        bench.receive(refer.replacing("<sip:bob@192.0.2.9:5070>", with: "<sip:bob@192.0.2.66>"))
        #expect(bench.last(.notify)?.requestURI.host == "192.0.2.66")
    }

    static func questions(_ bench: Bench) -> [EngineEvent] {
        bench.events.filter { if case .transferRequested = $0 { true } else { false } }
    }

    /// What the peer was told, as Subscription-State's first word and the status; copies are left out.
    static func told(_ bench: Bench) -> [String] {
        var seen: Set<UInt32> = []
        let notices = bench.sent.filter { $0.isRequest && $0.method == .notify && seen.insert($0.cSeq.number).inserted }
        return notices.map { notice in
            let state = notice.header("Subscription-State")?.prefix { $0 != ";" } ?? "?"
            return "\(state) \(SIPFragment.statusCode(in: notice.body) ?? 0)"
        }
    }

    /// Answers the notices that wait for it, one after the other.
    static func take(_ bench: inout Bench, _ status: Int = 200) {
        var answered = 0
        while true {
            let notices = bench.sent.filter { $0.isRequest && $0.method == .notify }
            guard answered < notices.count else { return }
            bench.receive(Peer.answer(notices[answered], status))
            answered += 1
        }
    }

    @Test func theAgentIsAskedFirst() throws {
        let (bench, invite) = try Self.asked()
        let answer = try #require(bench.lastAnswer(.refer))
        #expect(answer.statusCode == 202 && answer.contacts.count == 1)
        let notice = try #require(bench.last(.notify))
        #expect(notice.callID == invite.callID && notice.requestURI.description == "sip:bob@192.0.2.9:5070")
        #expect(notice.header("Event") == "refer" && notice.header("Subscription-State") == "pending;expires=300")
        #expect(notice.header("Content-Type") == "message/sipfrag;version=2.0" && notice.contacts.count == 1)
        #expect(SIPFragment.statusCode(in: notice.body) == 100)
        let carol = Party(name: "Carol Petit", number: "carol", address: "sip:carol@example.net")
        let bob = Party(name: "Bob Dupont", number: "bob", address: "sip:bob@example.net")
        #expect(Self.questions(bench) == [.transferRequested(Self.call, to: carol, by: bob)])
        #expect(bench.last(.invite) == nil && bench.core.calls.map(\.state) == [.active])
    }

    @Test func theCallThatFollows() throws {
        var (bench, first) = try Self.asked()
        bench.receive(Peer.answer(try #require(bench.last(.notify)), 200))
        bench.command(.answerTransferRequest(Self.call, accept: true))
        let hold = try #require(bench.sent.last { $0.method == .invite && $0.callID == first.callID })
        bench.receive(Peer.answer(hold, 200, body: Peer.sdp("recvonly")))
        let invite = try #require(bench.last(.invite))
        #expect(invite.callID != first.callID && invite.requestURI.description == "sip:carol@example.net")
        #expect(invite.header("Referred-By") == "\"Bob Dupont\" <sip:bob@example.net>")
        #expect(bench.core.calls.last?.referredBy?.name == "Bob Dupont")
        Self.take(&bench)
        bench.receive(Peer.answer(invite, 180, tag: "carol"))
        bench.receive(Peer.answer(invite, 180, tag: "carol"))
        Self.take(&bench)
        bench.receive(Peer.answer(invite, 200, tag: "carol", body: Peer.sdp))
        #expect(Self.told(bench) == ["pending 100", "active 100", "active 180", "terminated 200"])
        #expect(bench.last(.notify)?.header("Subscription-State") == "terminated;reason=noresource")
        let numbers = bench.sent.filter { $0.isRequest && $0.callID == first.callID && $0.method != .ack }.map(
            \.cSeq.number)
        #expect(numbers == Array(2...6))
        // The transferor ends its call with us (RFC 5589 §6.2).
        bench.receive(Peer.answer(try #require(bench.last(.notify)), 200))
        bench.receive(Peer.within(first, "BYE", branch: "z9hG4bKby", cSeq: 2))
        #expect(bench.core.calls.map(\.id) == [CallID(2)] && bench.core.calls.map(\.state) == [.active])
    }

    @Test func theAgentDeclines() throws {
        var (bench, _) = try Self.asked()
        bench.command(.answerTransferRequest(Self.call, accept: false))
        #expect(Self.told(bench) == ["pending 100"])
        Self.take(&bench)
        #expect(Self.told(bench) == ["pending 100", "terminated 603"] && bench.last(.invite) == nil)
        #expect(bench.core.calls.map(\.state) == [.active])
        bench.command(.answerTransferRequest(Self.call, accept: true))
        #expect(
            bench.events.last
                == .commandRefused(.answerTransferRequest(Self.call, accept: true), .notInThisState))
    }

    @Test func theAgentSaysNothing() throws {
        var (bench, _) = try Self.asked()
        bench.receive(Peer.answer(try #require(bench.last(.notify)), 200))
        bench.advance(by: .seconds(Limits.referralQuestionSeconds - 1))
        #expect(Self.told(bench) == ["pending 100"])
        bench.advance(by: .seconds(1))
        #expect(Self.told(bench) == ["pending 100", "terminated 408"])
    }

    @Test(arguments: [486, 404, 603])
    func aTargetThatRefusesBringsTheAgentBack(status: Int) throws {
        var (bench, first) = try Self.asked()
        bench.command(.answerTransferRequest(Self.call, accept: true))
        let hold = try #require(bench.sent.last { $0.method == .invite && $0.callID == first.callID })
        bench.receive(Peer.answer(hold, 200, body: Peer.sdp("recvonly")))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), status, tag: "carol"))
        Self.take(&bench)
        #expect(Self.told(bench).last == "terminated \(status)")
        let resume = try #require(bench.last(.invite))
        #expect(resume.callID == first.callID)
        bench.receive(Peer.answer(resume, 200, body: Peer.sdp("sendrecv", version: 3)))
        #expect(bench.core.calls.map(\.state) == [.active])
    }

    @Test func theAgentGivesTheNewCallUp() throws {
        var (bench, _) = try Self.asked()
        bench.command(.answerTransferRequest(Self.call, accept: true))
        bench.command(.hangUp(CallID(2)))
        Self.take(&bench)
        #expect(Self.told(bench).last == "terminated 487")
    }

    /// Exchanges that end the call at once: the notices go on in what is left of the dialog (RFC 5057's two usages).
    @Test func theTransferorLeavesAtOnce() throws {
        var (bench, first) = try Self.asked()
        bench.receive(Peer.answer(try #require(bench.last(.notify)), 200))
        bench.receive(Peer.within(first, "BYE", branch: "z9hG4bKby", cSeq: 2))
        bench.command(.answerTransferRequest(Self.call, accept: true))
        let invite = try #require(bench.last(.invite))
        bench.receive(Peer.answer(try #require(bench.last(.notify)), 200))
        bench.receive(Peer.answer(invite, 200, tag: "carol", body: Peer.sdp))
        #expect(Self.told(bench) == ["pending 100", "active 100", "terminated 200"])
        #expect(bench.core.calls.map(\.id) == [CallID(2)])
        // It knows the dialog no more: no further word, and nothing is kept.
        bench.receive(Peer.answer(try #require(bench.last(.notify)), 481))
        bench.command(.answerTransferRequest(Self.call, accept: true))
        #expect(
            bench.events.last == .commandRefused(.answerTransferRequest(Self.call, accept: true), .unknownCall))
    }

    @Test func aRefusedNoticeStopsTheNoticesNotTheCall() throws {
        var (bench, _) = try Self.asked()
        bench.receive(Peer.answer(try #require(bench.last(.notify)), 481))
        bench.command(.answerTransferRequest(Self.call, accept: true))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, tag: "carol", body: Peer.sdp))
        #expect(Self.told(bench) == ["pending 100"] && bench.core.calls.map(\.state) == [.held, .active])
    }

    /// A peer that takes no notice while our hold is under way hears the newest one later.
    @Test func aNoticeThatCannotBeTakenNowIsSentAgain() throws {
        var (bench, _) = try Self.asked()
        bench.command(.answerTransferRequest(Self.call, accept: true))
        bench.receive(Peer.answer(try #require(bench.last(.notify)), 491))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, tag: "carol", body: Peer.sdp))
        #expect(Self.told(bench) == ["pending 100"])
        bench.advance(by: .seconds(5))
        #expect(Self.told(bench) == ["pending 100", "terminated 200"])
        for _ in 0..<Limits.transferRetries {
            bench.receive(Peer.answer(try #require(bench.last(.notify)), 491))
            bench.advance(by: .seconds(5))
        }
        let tries = Self.told(bench).count
        bench.receive(Peer.answer(try #require(bench.last(.notify)), 491))
        bench.advance(by: .seconds(60))
        #expect(Self.told(bench).count == tries)
    }

    @Test func withoutASubscription() throws {
        let (bench, _) = try Self.asked([Self.target, "Refer-Sub: false"])
        #expect(bench.lastAnswer(.refer)?.header("Refer-Sub") == "false" && bench.last(.notify) == nil)
        #expect(Self.questions(bench).count == 1)
    }

    /// RFC 5589 §7.3: the value goes from the URI into the INVITE; nothing else of the URI does (RFC 3261 §19.1.5).
    @Test func anAttendedTransferIsCarriedOut() throws {
        var (bench, _) = try Self.asked([
            "Refer-To: <sip:carol@192.0.2.8;method=INVITE?Replaces=77%40x%3Bto-tag%3Da%3Bfrom-tag%3Db&Require=replaces&From=evil>"
        ])
        bench.command(.answerTransferRequest(Self.call, accept: true))
        let invite = try #require(bench.last(.invite))
        #expect(invite.requestURI.description == "sip:carol@192.0.2.8")
        #expect(try invite.replaces() == Replaces(callID: "77@x", toTag: "a", fromTag: "b"))
        #expect(invite.require == ["replaces"] && invite.from.uri.user == "alice")
        #expect(bench.core.calls.last?.referredBy?.number == "bob")
    }

    @Test func aTelephoneNumber() throws {
        var (bench, _) = try Self.asked(["Refer-To: <tel:+33476001122>"])
        bench.command(.answerTransferRequest(Self.call, accept: true))
        #expect(bench.last(.invite)?.requestURI.description == "sip:+33476001122@example.org")
    }

    @Test(arguments: [
        ([], 400), (["Refer-To: <sip:carol@example.net>", "Refer-To: <sip:dave@example.net>"], 400),
        (["Refer-To: <sip:carol@example.net>, <sip:dave@example.net>"], 400), (["Refer-To: carol"], 400),
        (["Refer-To: <sip:carol@x?Replaces=1>"], 400),
        (["Refer-To: <sip:c@x?Replaces=1%3Bto-tag%3Da%3Bfrom-tag%3Db&Replaces=1%3Bto-tag%3Da%3Bfrom-tag%3Db>"], 400),
        (["Refer-To: <https://example.org/>"], 416), (["Refer-To: <mailto:carol@example.org>"], 416),
        (["Refer-To: <sip:carol@example.net;method=BYE>"], 403),
        // To ourselves, by our address and by our Contact.
        (["Refer-To: <sip:alice@EXAMPLE.org>"], 403), (["Refer-To: <sip:alice@192.0.2.10:5062>"], 403),
    ]) func whatIsNotAskedAtAll(headers: [String], status: Int) throws {
        let (bench, _) = try Self.asked(headers)
        #expect(bench.lastAnswer(.refer)?.statusCode == status)
        #expect(Self.questions(bench).isEmpty && bench.last(.notify) == nil && bench.core.calls.count == 1)
    }

    /// A peer that refers us to its own call with us.
    @Test func aCallIsNotReplacedByItself() throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        let tags = [(invite.fromTag ?? "", "peer"), ("peer", invite.fromTag ?? "")]
        for (number, (to, from)) in tags.enumerated() {
            let value = "\(invite.callID)%3Bto-tag%3D\(to)%3Bfrom-tag%3D\(from)"
            bench.receive(Self.refer(invite, ["Refer-To: <sip:bob@example.net?Replaces=\(value)>"], cSeq: number + 1))
            #expect(bench.lastAnswer(.refer)?.statusCode == 403 && Self.questions(bench).isEmpty)
        }
    }

    @Test func oneQuestionAtATime() throws {
        var (bench, invite) = try Self.asked()
        bench.receive(Self.refer(invite, [Self.target], cSeq: 2))
        #expect(bench.lastAnswer(.refer)?.statusCode == 491 && Self.questions(bench).count == 1)
        bench.command(.answerTransferRequest(Self.call, accept: false))
        Self.take(&bench)
        bench.receive(Self.refer(invite, [Self.target], cSeq: 3))
        #expect(bench.lastAnswer(.refer)?.statusCode == 202 && Self.questions(bench).count == 2)
        // RFC 3515 §2.4.6: from the second on, the notices name their REFER.
        #expect(bench.last(.notify)?.header("Event") == "refer;id=3")
    }

    @Test func strangersHaveNoSay() throws {
        var (bench, invite) = try OutgoingCallTests.talking()
        let outside = Peer.request("REFER", branch: "z9hG4bKst", cSeq: 1).replacing(
            "Max-Forwards: 70", with: "Max-Forwards: 70\n" + Self.target)
        bench.receive(outside)
        #expect(bench.lastAnswer(.refer)?.statusCode == 403)
        bench.receive(
            Self.refer(invite, [Self.target]).replacing("tag=peer", with: "tag=other")
                .replacing("z9hG4bKrf1", with: "z9hG4bKst2"))
        #expect(bench.lastAnswer(.refer)?.statusCode == 481)
        #expect(Self.questions(bench).isEmpty && bench.last(.notify) == nil)
        var (ringing, second) = try OutgoingCallTests.dialling()
        ringing.receive(Peer.answer(second, 180))
        ringing.receive(Self.refer(second, [Self.target]))
        #expect(ringing.lastAnswer(.refer)?.statusCode != 202 && Self.questions(ringing).isEmpty)
    }

    @Test func noMoreCallsThanAllowed() throws {
        var (bench, _) = try Self.asked(settings: Bench.settings(maximumCalls: 1))
        bench.command(.answerTransferRequest(Self.call, accept: true))
        #expect(bench.events.last == .commandRefused(.answerTransferRequest(Self.call, accept: true), .tooMany))
        Self.take(&bench)
        #expect(Self.told(bench).last == "terminated 486" && bench.core.calls.map(\.state) == [.active])
    }

    @Test func namesAreCleaned() throws {
        let (bench, _) = try Self.asked(
            ["Refer-To: \"Ca\u{202E}rol\u{7}\" <sip:carol@example.net>"].map {
                $0.replacing("\u{7}", with: "")
            })
        guard case .transferRequested(_, let to, let by)? = Self.questions(bench).first else {
            Issue.record("nobody was asked")
            return
        }
        #expect(to.name == "Carol" && by == nil)
    }

    /// The target of a transfer hears who sent the caller (RFC 3892 §3).
    @Test func aCallerThatWasSentToUs() {
        var bench = Bench()
        bench.start()
        bench.receive(Peer.invite(headers: [Self.referrer]))
        #expect(bench.core.calls.first?.referredBy?.name == "Bob Dupont")
        #expect(bench.core.calls.first?.remote.number == "0476001122")
    }
}

import CallEngine
import Media
import SIP
import Testing

@Suite struct OutgoingCallTests {
    /// A bench whose INVITE is on its way.
    static func dialling(_ settings: EngineSettings = Bench.settings()) throws -> (Bench, Message) {
        var bench = Bench(settings)
        bench.start()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        let invite = try #require(bench.last(.invite))
        return (bench, invite)
    }

    static func talking(_ settings: EngineSettings = Bench.settings()) throws -> (Bench, Message) {
        var (bench, invite) = try dialling(settings)
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp))
        return (bench, invite)
    }

    @Test func aCallIsMadeAnsweredAndEndedByMe() throws {
        var (bench, invite) = try Self.dialling()
        #expect(invite.requestURI.description == "sip:bob@example.net")
        #expect(bench.destinations.last == Bench.server)
        #expect(
            try SessionDescription(parsing: invite.body).media[0].formatNames == [
                "96", "9", "8", "0", "97", "101", "99",
            ])
        bench.receive(Peer.answer(invite, 100, tag: nil))
        bench.receive(Peer.answer(invite, 180))
        #expect(bench.tones == [.ringBack])
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp))
        let acknowledgement = try #require(bench.last(.ack))
        #expect(acknowledgement.requestURI.description == "sip:bob@192.0.2.9:5070")
        #expect(bench.destinations.last == TransportAddress(transport: .udp, host: "192.0.2.9", port: 5_070))
        #expect(bench.tones == [.ringBack, nil])
        #expect(bench.plans.last?.sending.codec == .pcma && bench.plans.last?.remotePort == 7_000)
        #expect(bench.states == [.dialing, .ringing, .active])
        bench.command(.hangUp(CallID(1)))
        let bye = try #require(bench.last(.bye))
        #expect(bye.cSeq.number == 2 && bye.toTag == "peer")
        bench.receive(Peer.answer(bye, 200))
        #expect(bench.ends == [EndReason(.endedByMe)] && bench.core.calls.isEmpty)
        #expect(bench.media.last == .close(MediaID(1)))
        bench.advance(by: .seconds(60))
        #expect(bench.ends.count == 1 && bench.core.nextDeadline == nil)
    }

    @Test func aLostAcknowledgementIsSentAgainWithEachCopyOfThe200() throws {
        var (bench, invite) = try Self.talking()
        let first = try #require(bench.last(.ack))
        _ = bench.takeSent()
        for _ in 0..<3 { bench.receive(Peer.answer(invite, 200, body: Peer.sdp)) }
        #expect(bench.sent.map(\.bytes) == [first.bytes, first.bytes, first.bytes])
        #expect(bench.states == [.dialing, .active])
    }

    /// A peer that forgets its Contact is acknowledged, and the call ended, at the address that was called.
    @Test func anAnswerWithoutContactIsACallToo() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp, contact: nil))
        #expect(bench.last(.ack)?.requestURI == invite.requestURI && bench.states == [.dialing, .active])
        bench.command(.hangUp(CallID(1)))
        #expect(bench.last(.bye)?.requestURI == invite.requestURI && bench.ends == [EndReason(.endedByMe)])
        #expect(bench.destinations.last == Bench.server)
    }

    @Test func thePeerHangsUp() throws {
        var (bench, invite) = try Self.talking()
        bench.receive(Peer.within(invite, "BYE", branch: "z9hG4bKb1", cSeq: 1))
        #expect(bench.lastAnswer(.bye)?.statusCode == 200)
        #expect(bench.ends == [EndReason(.endedByPeer)])
        bench.receive(Peer.within(invite, "BYE", branch: "z9hG4bKb2", cSeq: 2))
        #expect(bench.lastAnswer(.bye)?.statusCode == 481)
    }

    @Test(arguments: [401, 407])
    func aChallengeIsAnswered(status: Int) throws {
        var (bench, invite) = try Self.dialling()
        let name = status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate"
        let challenge = "\(name): Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256"
        bench.receive(Peer.answer(invite, status, headers: [challenge]))
        let retry = try #require(bench.last(.invite))
        #expect(retry.cSeq.number == 2 && retry.callID == invite.callID && retry.fromTag == invite.fromTag)
        #expect(retry.topVia?.branch != invite.topVia?.branch)
        let credentials = try #require(retry.header(status == 401 ? "Authorization" : "Proxy-Authorization"))
        #expect(credentials.contains("username=\"alice\""))
        bench.receive(Peer.answer(retry, 200, body: Peer.sdp))
        #expect(bench.last(.ack)?.header(status == 401 ? "Authorization" : "Proxy-Authorization") == credentials)
        #expect(bench.core.calls.first?.state == .active)
    }

    @Test func wrongCredentialsAreToldOnce() throws {
        var (bench, invite) = try Self.dialling()
        let challenge = "Proxy-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\""
        bench.receive(Peer.answer(invite, 407, headers: [challenge]))
        let retry = try #require(bench.last(.invite))
        bench.receive(Peer.answer(retry, 407, headers: [challenge.replacing("n1", with: "n2")]))
        #expect(bench.ends == [EndReason(.credentialsRefused, status: 407)])
    }

    @Test func aChallengeOfAStrangerIsNotAnswered() throws {
        var settings = Bench.settings()
        settings.accounts[0].outboundProxy = nil
        var (bench, invite) = try Self.dialling(settings)
        #expect(bench.opened[FlowID(1)]?.host == "203.0.113.7")
        let challenge = "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\""
        bench.receive(Peer.answer(invite, 401, headers: [challenge]))
        #expect(bench.sent.filter { $0.method == .invite && $0.isRequest }.count == 1)
        #expect(bench.ends == [EndReason(.credentialsRefused, status: 401)])
    }

    @Test(arguments: [
        (486, EndReason.Cause.busy), (600, .busy), (480, .noAnswer), (408, .noAnswer), (603, .declinedByPeer),
        (403, .declinedByPeer), (404, .unknownNumber), (484, .unknownNumber), (604, .unknownNumber),
        (488, .noCommonMedia),
        (606, .noCommonMedia), (415, .noCommonMedia), (500, .serverFailure), (503, .unavailable), (504, .serverFailure),
        (499, .other), (401, .credentialsRefused),
    ])
    func everyFinalAnswerHasItsReason(status: Int, cause: EndReason.Cause) throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, status))
        #expect(bench.last(.ack)?.topVia?.branch == invite.topVia?.branch)
        #expect(bench.ends == [EndReason(cause, status: status)])
        #expect(bench.core.calls.isEmpty)
    }

    @Test func aBusyToneFollowsABusyCallAndEndsWithTheNextCommand() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 486))
        #expect(bench.tones == [.busy] && !bench.media.contains(.close(MediaID(1))))
        bench.advance(by: .milliseconds(Limits.endToneMilliseconds))
        #expect(bench.tones == [.busy, nil] && bench.media.last == .close(MediaID(1)))
        bench.command(.dial(to: "bob", account: nil, token: 6))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 500))
        #expect(bench.tones.last == .congestion)
        bench.command(.dial(to: "bob", account: nil, token: 7))
        #expect(bench.media.contains(.close(MediaID(2))))
    }

    @Test func aToneThatIsOffIsSilent() throws {
        var settings = Bench.settings()
        settings.toneLevels = [:]
        var (bench, invite) = try Self.dialling(settings)
        bench.receive(Peer.answer(invite, 180))
        bench.receive(Peer.answer(invite, 486))
        #expect(bench.tones.isEmpty && bench.media.last == .close(MediaID(1)))
    }

    @Test func earlyMediaReplacesTheRingBackTone() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 183, body: Peer.sdp))
        #expect(bench.plans.count == 1 && bench.tones.isEmpty)
        bench.advance(by: .milliseconds(299))
        #expect(bench.tones.isEmpty)
        bench.advance(by: .milliseconds(1))
        #expect(bench.tones == [.ringBack])
        bench.input(.media(.firstPacket(MediaID(1))))
        #expect(bench.tones == [.ringBack, nil])
        #expect(bench.core.calls.first?.hasEarlyMedia == true)
        bench.receive(Peer.answer(invite, 180))
        #expect(bench.tones == [.ringBack, nil])
    }

    @Test func soundWithin300MillisecondsLeavesNoTone() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 183, body: Peer.sdp))
        bench.advance(by: .milliseconds(200))
        bench.input(.media(.firstPacket(MediaID(1))))
        bench.advance(by: .seconds(2))
        #expect(bench.tones.isEmpty)
    }

    @Test func givingUpCancelsOnceThePeerHasSpoken() throws {
        var (bench, invite) = try Self.dialling()
        bench.command(.hangUp(CallID(1)))
        #expect(bench.ends == [EndReason(.cancelledByMe)] && bench.last(.cancel) == nil)
        bench.receive(Peer.answer(invite, 180))
        let cancel = try #require(bench.last(.cancel))
        #expect(cancel.topVia?.branch == invite.topVia?.branch && bench.destinations.last == Bench.server)
        bench.receive(Peer.answer(cancel, 200))
        bench.receive(Peer.answer(invite, 487))
        #expect(bench.last(.ack) != nil && bench.ends.count == 1)
        bench.advance(by: .seconds(40))
        #expect(bench.core.nextDeadline == nil && bench.ends.count == 1)
    }

    @Test func anAnswerThatCrossesTheCancelIsAcknowledgedAndEnded() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 180))
        bench.command(.hangUp(CallID(1)))
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp))
        #expect(bench.last(.ack) != nil)
        let bye = try #require(bench.last(.bye))
        bench.receive(Peer.answer(bye, 200))
        #expect(bench.ends == [EndReason(.cancelledByMe)] && bench.plans.isEmpty)
    }

    @Test func forksAreFollowedAndTheSecond200IsEnded() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 183, tag: "one", body: Peer.sdp))
        bench.receive(Peer.answer(invite, 183, tag: "two", body: Peer.sdp("sendrecv", port: 7_200)))
        #expect(bench.plans.map(\.remotePort) == [7_000, 7_200])
        bench.receive(Peer.answer(invite, 200, tag: "one", body: Peer.sdp))
        #expect(bench.plans.last?.remotePort == 7_000)
        bench.receive(Peer.answer(invite, 200, tag: "two", body: Peer.sdp("sendrecv", port: 7_200)))
        let bye = try #require(bench.last(.bye))
        #expect(bye.toTag == "two" && bench.last(.ack)?.toTag == "two")
        #expect(bench.core.calls.first?.state == .active && bench.ends.isEmpty && bench.plans.last?.remotePort == 7_000)
        _ = bench.takeSent()
        bench.receive(Peer.answer(invite, 200, tag: "two"))
        #expect(bench.last(.ack)?.toTag == "two" && bench.last(.bye) == nil)
    }

    @Test func redirectionsAreFollowedWithinTheLimit() throws {
        var (bench, invite) = try Self.dialling()
        for hop in 1...Limits.redirections {
            bench.receive(Peer.answer(invite, 302, contact: "<sip:hop\(hop)@example.net>"))
            invite = try #require(bench.last(.invite))
            #expect(invite.requestURI.user == "hop\(hop)")
        }
        bench.receive(Peer.answer(invite, 302, contact: "<sip:more@example.net>"))
        #expect(bench.last(.invite)?.requestURI.user == "hop\(Limits.redirections)")
        #expect(bench.ends == [EndReason(.other, status: 302)])
    }

    @Test func aRedirectionToItselfIsALoopAndEnds() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 302, contact: "<sip:bob@example.net>"))
        #expect(bench.ends == [EndReason(.other, status: 302)])
    }

    @Test func silenceEndsAfter32Seconds() throws {
        var (bench, _) = try Self.dialling()
        bench.advance(by: .milliseconds(31_999))
        #expect(bench.ends.isEmpty)
        #expect(bench.sent.filter { $0.isRequest && $0.method == .invite }.count == 7)
        bench.advance(by: .milliseconds(2))
        #expect(bench.ends == [EndReason(.networkFailure, status: 408)])
    }

    @Test func ringingEndsAfterThreeMinutes() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(Peer.answer(invite, 180))
        bench.advance(by: .seconds(Limits.ringingSeconds))
        #expect(bench.ends == [EndReason(.noAnswer)] && bench.last(.cancel) != nil)
    }

    @Test func aFlowThatDoesNotOpenIsANetworkFailure() {
        var settings = Bench.settings(transport: .tcp)
        settings.accounts[0].outboundProxy?.transport = .tcp
        var bench = Bench(settings)
        bench.grantsFlows = false
        bench.start()
        bench.command(.dial(to: "bob", account: nil, token: 1))
        bench.input(.flowClosed(FlowID(1)))
        #expect(bench.ends == [EndReason(.networkFailure)])
    }

    @Test func noAnswerOfTheShellIsANetworkFailureToo() {
        var bench = Bench()
        bench.grantsMedia = false
        bench.start()
        bench.command(.dial(to: "bob", account: nil, token: 1))
        bench.advance(by: .milliseconds(Limits.preparationMilliseconds))
        #expect(bench.ends == [EndReason(.networkFailure)])
        bench.input(.media(.ready(MediaID(1), host: "192.0.2.10", rtpPort: 4_000, rtcpPort: 4_001)))
        #expect(bench.media.last == .close(MediaID(1)))
    }

    @Test func anAnswerWithoutCommonSoundIsEnded() throws {
        var (bench, invite) = try Self.dialling()
        bench.receive(
            Peer.answer(
                invite, 200,
                body: Peer.sdp.replacing("AVP 8 101", with: "AVP 18 101").replacing("rtpmap:8", with: "rtpmap:88")))
        #expect(bench.last(.ack) != nil && bench.last(.bye) != nil)
        #expect(bench.ends == [EndReason(.noCommonMedia, status: 200)])
    }

    @Test func tooManyCallsAreRefused() {
        var bench = Bench(Bench.settings(maximumCalls: 2))
        bench.start()
        for token in 1...3 { bench.command(.dial(to: "bob", account: nil, token: token)) }
        #expect(bench.core.calls.count == 2 && bench.events.last == .dialRefused(.tooManyCalls, token: 3))
    }

    @Test func theInviteWithCredentialsFitsIn1300Octets() throws {
        var settings = Bench.settings()
        settings.accounts[0].address = "sip:prenom.nom-compose@softphone.example.org"
        settings.accounts[0].outboundProxy = ServerTarget(host: "192.168.100.200", port: 15_060)
        var bench = Bench(settings)
        bench.start()
        bench.command(.dial(to: "+33476001122", account: nil, token: 1))
        let challenge =
            "Proxy-Authenticate: Digest realm=\"softphone.example.org\", nonce=\"\(String(repeating: "n", count: 48))\", "
            + "qop=\"auth\", algorithm=SHA-256, opaque=\"\(String(repeating: "o", count: 16))\""
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 407, headers: [challenge]))
        let invite = try #require(bench.last(.invite))
        #expect(invite.header("Proxy-Authorization") != nil)
        #expect(invite.bytes.count <= 1_300)
    }
}
